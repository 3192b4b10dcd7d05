import { type AppError, appErrorSchema } from '#shared/errors.ts';
import { type ImportItem, type MailFacts, mailFactsSchema } from '#shared/import/items.ts';
import { type ImportProposal, importProposalSchema } from '#shared/import/proposal-schema.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';

export interface ImportFile {
  readonly id: string;
  readonly accountId: string;
  readonly origin: ImportItem['origin'];
  /** Of a file in a watched folder. */
  readonly path: string | null;
  readonly fileName: string;
  /** The saved mail or archive that it was taken out of; null where it came by itself. */
  readonly within: string | null;
  readonly mail: MailFacts | null;
  readonly bytes: number;
  /** Milliseconds since 1970, as the file system says. */
  readonly modifiedAt: number;
}

export type ImportOutcome =
  | { readonly state: 'waiting'; readonly sha256: string; readonly proposal: ImportProposal }
  | { readonly state: 'refused'; readonly sha256: string | null; readonly refusal: AppError }
  | { readonly state: 'left-out'; readonly sha256: string | null };

interface Row extends Omit<ImportFile, 'mail'> {
  readonly mail: string | null;
  readonly sha256: string | null;
  readonly state: ImportOutcome['state'] | 'imported';
  readonly proposal: string | null;
  readonly refusal: string | null;
}

const columns = `id, account_id AS accountId, origin, path, file_name AS fileName, within, mail, bytes, modified_at AS modifiedAt,
  sha256, state, proposal, refusal`;

export type StoredImport = ImportFile & ImportOutcome;
export type WaitingImport = Extract<StoredImport, { state: 'waiting' }>;
/** The files that were handed in, and what became of each. */
export type ImportRows = ReturnType<typeof createImportRows>;

/** Refused for its password: its copy is kept until somebody tells it. */
export const isLocked = (file: StoredImport): file is StoredImport & { readonly sha256: string } =>
  file.state === 'refused' && file.refusal.code === 'document-encrypted' && file.sha256 !== null;

export function createImportRows(db: Database) {
  const insert = db.prepare(
    `INSERT INTO import_files (id, account_id, origin, path, file_name, within, mail, bytes, modified_at, sha256, state, proposal, refusal, added_at)
     VALUES (@id, @accountId, @origin, @path, @fileName, @within, @mail, @bytes, @modifiedAt, @sha256, @state, @proposal, @refusal, @now)`,
  );
  const detach = db.prepare(
    `UPDATE import_files SET path = NULL WHERE account_id = @accountId AND path = @path AND state = 'waiting'`,
  );
  const forgetPath = db.prepare('DELETE FROM import_files WHERE account_id = @accountId AND path = @path');
  const pending = db.prepare<[], Row>(
    `SELECT ${columns} FROM import_files WHERE state IN ('waiting', 'refused') ORDER BY added_at, rowid`,
  );
  const one = db.prepare<[string], Row>(`SELECT ${columns} FROM import_files WHERE id = ?`);
  const known = db
    .prepare<Pick<ImportFile, 'accountId' | 'path' | 'bytes' | 'modifiedAt'>, number>(
      `SELECT 1 FROM import_files
       WHERE account_id = @accountId AND path = @path AND bytes = @bytes AND modified_at = @modifiedAt`,
    )
    .pluck();
  const waitingContent = db
    .prepare<[string], number>(`SELECT 1 FROM import_files WHERE sha256 = ? AND state = 'waiting'`)
    .pluck();
  const imported = db.prepare(
    `UPDATE import_files SET state = 'imported', invoice_id = ?, proposal = NULL WHERE id = ?`,
  );
  const unlocked = db.prepare(
    `UPDATE import_files SET state = 'waiting', proposal = ?, refusal = NULL WHERE id = ? AND state = 'refused'`,
  );
  const leftOut = db.prepare(
    `UPDATE import_files SET state = 'left-out', proposal = NULL, refusal = NULL WHERE id = ?`,
  );
  const remove = db.prepare(`DELETE FROM import_files WHERE id = ? AND path IS NULL`);
  const waitingOf = db
    .prepare<[string], string>(
      `SELECT sha256 FROM import_files
       WHERE account_id = ? AND sha256 IS NOT NULL
         AND (state = 'waiting' OR state = 'refused' AND json_extract(refusal, '$.code') = 'document-encrypted')`,
    )
    .pluck();
  const removeAll = db.prepare('DELETE FROM import_files WHERE account_id = ?');
  const folders = db.prepare<[], { accountId: string; folder: string }>(
    'SELECT account_id AS accountId, folder FROM import_folders',
  );
  const setFolder = db.prepare(
    'INSERT INTO import_folders VALUES (?, ?) ON CONFLICT DO UPDATE SET folder = excluded.folder',
  );
  const removeFolder = db.prepare('DELETE FROM import_folders WHERE account_id = ?');

  const storedOf = ({ sha256, state, proposal, refusal, mail, ...rest }: Row): StoredImport | null => {
    const file = { ...rest, mail: mail === null ? null : mailFactsSchema.parse(JSON.parse(mail)) };
    if (state === 'waiting' && sha256 !== null && proposal !== null)
      return { ...file, state, sha256, proposal: importProposalSchema.parse(JSON.parse(proposal)) };
    if (state === 'refused' && refusal !== null)
      return { ...file, state, sha256, refusal: appErrorSchema.parse(JSON.parse(refusal)) };
    return null;
  };

  return {
    /** A file that was found again at the same place has one row only; a document that waits stays, whatever came after it. */
    add: db.transaction((file: ImportFile, outcome: ImportOutcome, now: Instant) => {
      if (file.path !== null) {
        const place = { accountId: file.accountId, path: file.path };
        detach.run(place);
        forgetPath.run(place);
      }
      insert.run({
        ...file,
        mail: file.mail && JSON.stringify(file.mail),
        state: outcome.state,
        sha256: outcome.sha256,
        proposal: 'proposal' in outcome ? JSON.stringify(outcome.proposal) : null,
        refusal: 'refusal' in outcome ? JSON.stringify(outcome.refusal) : null,
        now,
      });
    }).immediate,

    /** Those that wait or were refused, oldest first. */
    pending: (): StoredImport[] => pending.all().flatMap((row) => storedOf(row) ?? []),

    waiting(id: string): WaitingImport | null {
      const row = one.get(id);
      const stored = row ? storedOf(row) : null;
      return stored?.state === 'waiting' ? stored : null;
    },

    /** One that was refused for its password. */
    locked(id: string): { readonly sha256: string; readonly fileName: string } | null {
      const row = one.get(id);
      const stored = row ? storedOf(row) : null;
      return stored && isLocked(stored) ? { sha256: stored.sha256, fileName: stored.fileName } : null;
    },

    /** It waits now. */
    unlock: (id: string, proposal: ImportProposal): void => void unlocked.run(JSON.stringify(proposal), id),

    /** Whether this very file of a watched folder was dealt with before. */
    isKnown: ({ accountId, path, bytes, modifiedAt }: ImportFile) =>
      path !== null && known.get({ accountId, path, bytes, modifiedAt }) !== undefined,

    isWaiting: (sha256: string) => waitingContent.get(sha256) !== undefined,

    markImported: (id: string, invoiceId: string): void => void imported.run(invoiceId, id),

    /** One from a watched folder stays known, so that it is not brought up again. */
    leaveOut: db.transaction((ids: readonly string[]) => {
      for (const id of ids) {
        leftOut.run(id);
        remove.run(id);
      }
    }).immediate,

    /** Removes all of an account; answers what waited, by hash. */
    forget: db.transaction((accountId: string): string[] => {
      const waiting = waitingOf.all(accountId);
      removeAll.run(accountId);
      removeFolder.run(accountId);
      return waiting;
    }).immediate,

    /** The folder that is watched for an account. */
    folders: {
      list: () => folders.all(),
      set: (accountId: string, folder: string): void => void setFolder.run(accountId, folder),
      remove: (accountId: string): void => void removeFolder.run(accountId),
    },
  };
}
