import type { SystemCode } from '#shared/system-code.ts';

/** What the child process does with a database: paths are absolute, nothing is ever changed at `from`. */
export type DatabaseTask =
  /** A consistent copy, also while others write, in one file; checked by SQLite before it is answered for. */
  | { readonly task: 'copy'; readonly from: string; readonly to: string }
  | { readonly task: 'check'; readonly file: string }
  /** The same, and nothing is changed: others may have it open. */
  | { readonly task: 'look'; readonly file: string }
  /** All rows of a damaged database that can be read, into a new one of the same shape. */
  | { readonly task: 'salvage'; readonly from: string; readonly to: string };

export interface DatabaseFacts {
  /** The version of its shape. */
  readonly version: number;
  readonly accounts: number;
  readonly invoices: number;
  readonly bytes: number;
}

export interface SalvageReport extends DatabaseFacts {
  /** Tables of which a part, or all, could not be read. */
  readonly incomplete: readonly string[];
}

export type DatabaseAnswer =
  | { readonly ok: true; readonly facts: SalvageReport }
  /** The database itself is damaged. */
  | { readonly ok: false; readonly damaged: SystemCode }
  /** A code of Node's or of SQLite's. */
  | { readonly ok: false; readonly failed: string };
