import type { UnpackProblem } from '#shared/error-reasons.ts';
import type { MailFacts } from '#shared/import/items.ts';

/** A file inside another one. */
export interface Inside {
  /** The last part of its name; never a path. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** A file that was taken out of others, by itself on the disk. */
export interface Unpacked {
  /** Absolute. */
  readonly file: string;
  readonly name: string;
  /** The innermost mail that it was in; null where it was in none. */
  readonly mail: MailFacts | null;
}

/** What was in a file. */
export interface Unpacking {
  readonly found: readonly Unpacked[];
  readonly unread: readonly { readonly name: string; readonly reason: UnpackProblem }[];
  /** The outermost mail; null where it is none. */
  readonly mail: MailFacts | null;
  /** Addresses (https) in its text that may lead to an invoice. Nothing is fetched from them. */
  readonly links: readonly string[];
}

/** A file inside, or why it cannot be looked at. */
export type Entry = Inside | { readonly name: string; readonly reason: UnpackProblem };

/** What a reader of one kind finds. */
export interface Opened {
  readonly mail: MailFacts | null;
  readonly links?: readonly string[];
  readonly entries: AsyncIterable<Entry> | Iterable<Entry>;
}

/** Thrown where nothing of a file can be read. */
export class Unreadable extends Error {
  readonly reason: UnpackProblem;
  constructor(reason: UnpackProblem, cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

/** The last part of a name, whatever system it was written on. */
export const lastPart = (name: string): string => name.split(/[\\/]/).at(-1) ?? name;
