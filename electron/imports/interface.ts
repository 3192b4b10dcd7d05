import type { Account } from '#shared/accounts.ts';
import type { ImportFolder, ImportItem, ImportValues, SimilarInvoice } from '#shared/import/items.ts';
import type { ArchivedInvoice, InvoiceKey } from '#shared/invoices.ts';
import type { Result } from '#shared/result.ts';
import type { Archive, DocumentFile } from '../archive/index.ts';
import type { Database } from '../database/open.ts';
import type { Emit } from '../events/index.ts';
import type { PdfReader, TextRecognition } from '../pdf-reader/index.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';
import type { Sellers } from '../sellers/index.ts';
import type { Confirmation } from './confirm.ts';
import type { DocumentPasswords } from './document-passwords.ts';
import type { FromMail } from './intake.ts';
import type { Asked } from './similar.ts';
import type { LearnedLayouts } from './learned-layouts.ts';

export interface ImportDependencies {
  readonly db: Database;
  /** The data folder: nothing inside it is imported from. */
  readonly dataFolder: string;
  /** Where files wait; only this feature writes there. */
  readonly incomingFolder: string;
  readonly documentsFolder: () => string;
  readonly archive: Pick<Archive, 'invoices' | 'imported' | 'documents'>;
  readonly reader: Pick<PdfReader, 'read' | 'unpack'>;
  /** Reads scans; without it they have no text. */
  readonly recognition?: Pick<TextRecognition, 'recognise'>;
  readonly passwords: DocumentPasswords;
  readonly accounts: () => readonly Account[];
  readonly sellers: Pick<Sellers, 'look' | 'learn' | 'get' | 'distinct'>;
  /** Addresses of the mailboxes that are read: what comes from their domains was forwarded. */
  readonly ownAddresses: () => readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly emit: Emit<'imports.changed' | 'invoices.changed' | 'invoices.imported'>;
  /** Milliseconds after which a growing file counts as whole. */
  readonly settledMillis?: number;
}

/** Files that are being read, or wait until a person has confirmed what they are. */
export interface WaitingFiles extends Confirmation {
  /**
   * Takes files, and those of folders, to be read one after the other; answers how many. What is in saved mails and archives
   * becomes a file of its own.
   */
  add(
    accountId: string,
    paths: readonly string[],
    origin: 'chosen' | 'dropped' | 'command',
  ): Promise<Result<{ files: number }>>;
  /** Resolves when all that were taken have been read. */
  settled(): Promise<void>;
  /** All that are being read, wait or were refused, in the order in which they came. */
  list(): ImportItem[];
  /** The copy of a file that waits: an absolute path, for the main process only. */
  document(id: string): Result<Omit<DocumentFile, 'sha256'> & { fileName: string }>;
  /** What a file may be a second copy of, with what a person says that it is. */
  similar(id: string, asked: Asked): SimilarInvoice[];
  /** Remembers that a file is not what it looks like: an invoice by its key, another file by its hash. */
  distinguish(id: string, other: string): Result<null>;
  /** The accounts that the files with these ids wait for. */
  accountsOf(ids: readonly string[]): string[];
  leaveOut(ids: readonly string[]): Promise<Result<null>>;
  /** Opens one that was refused for its password, or fails with `document-password-wrong`. */
  unlock(id: string, password: string): Promise<Result<null>>;
}

/** One folder an account, from which documents are taken as they come. */
export interface ImportFolders {
  /** Null while none is watched. */
  of(accountId: string): Promise<ImportFolder | null>;
  /** Watches a folder for an account, also after a restart, until told otherwise. */
  watch(accountId: string, folder: string): Promise<Result<ImportFolder | null>>;
  stop(accountId: string): Promise<Result<null>>;
}

/**
 * Brings in documents that no vendor's API hands out. A file that is handed in is copied and read, then waits until a person
 * has confirmed what it is; the original is only read, ever. What waits survives the end of the program.
 */
export interface Imports {
  readonly waiting: WaitingFiles;
  readonly fromMail: FromMail;
  isArchived(sha256: string): boolean;
  readonly folders: ImportFolders;
  readonly layouts: Pick<LearnedLayouts, 'list' | 'setLabel' | 'remove'>;
  /** Changes an imported invoice's values; its account stays. */
  edit(key: InvoiceKey, values: ImportValues): Result<ArchivedInvoice>;
  remove(key: InvoiceKey): Promise<Result<null>>;
  /** Reads documents again of which earlier versions kept less than they state. */
  readAgain(signal: AbortSignal): Promise<void>;
  /** Of an account that is removed: nothing waits any more, and its folder is left alone. */
  forget(accountId: string): Promise<void>;
  /** Begins to watch the folders. `idle` then tells when nothing is under way. */
  start(): Disposer;
  idle(): Promise<void>;
}
