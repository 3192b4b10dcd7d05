import type { ErrorCode } from '#shared/errors.ts';
import type { SourceKind } from '#shared/accounts.ts';
import type { AppError } from '#shared/errors.ts';
import type { Result } from '#shared/result.ts';
import type { UnreadName } from '#shared/unread.ts';

/** A vendor's account to be connected; its role is finance. */
export interface NewConnection {
  readonly name: string;
  readonly source: SourceKind;
  readonly key: string;
  readonly baseUrl: string;
  readonly customerId: string | null;
}

/** What one check of an account came to. */
export interface CheckedAccount {
  readonly accountId: string;
  readonly ok: boolean;
  readonly error: AppError | null;
  readonly unread: readonly UnreadName[];
  /** One an alert: what came of it, and why it could not be compared. */
  readonly alerts: readonly { readonly outcome: string; readonly reason: string | null }[];
  readonly totals: readonly { readonly amount: number; readonly currency: string }[];
}

/** What the program of a child process is asked, and what each is answered with. */
export interface Asked {
  /** A call of the contract, its name and request as they come. */
  call: { readonly request: { readonly name: unknown; readonly request: unknown }; readonly answer: Result<unknown> };
  connect: { readonly request: NewConnection; readonly answer: Result<string> };
  /** Checks these accounts at once, as a round of the watch does. */
  check: { readonly request: readonly string[]; readonly answer: readonly CheckedAccount[] };
  sync: { readonly request: string; readonly answer: Result<null> };
  export: { readonly request: string; readonly answer: Result<null> };
  /** What the next dialogs answer, and what is on the clipboard. */
  desktop: { readonly request: Partial<Desktop>; readonly answer: null };
  /** Waits for all jobs to end; those that failed, by kind. */
  jobs: { readonly request: null; readonly answer: readonly { readonly kind: string; readonly code: ErrorCode }[] };
  /** Ends the program in order, and then the process. */
  end: { readonly request: null; readonly answer: null };
  /** References of faults that nobody caught, and lines of the log about calls and jobs that failed. */
  faults: { readonly request: null; readonly answer: readonly string[] };
}
export type AskName = keyof Asked;

export interface Desktop {
  readonly folder: string | null;
  readonly files: readonly string[];
  readonly file: string | null;
  readonly saveFile: string | null;
  readonly yes: boolean;
  readonly clipboard: string;
}

export interface ProgramMessage {
  readonly id: number;
  readonly what: AskName;
  readonly request: unknown;
}
/** `thrown`: the call was rejected, with this message. */
export interface ProgramAnswer {
  readonly id: number;
  readonly answer?: unknown;
  readonly thrown?: string;
}
