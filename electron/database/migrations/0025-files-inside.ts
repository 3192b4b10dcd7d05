import type { Migration } from '../migration.ts';

export const filesInside: Migration = {
  version: 25,
  name: 'files-inside',
  sql: /* sql */ `
    -- Anew for the sake of where a file comes from, which SQLite cannot widen in place.
    CREATE TABLE new_import_files (
      id          TEXT PRIMARY KEY,
      account_id  TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      origin      TEXT NOT NULL CHECK (origin IN ('chosen', 'dropped', 'folder', 'command', 'mailbox')),
      path        TEXT,                  -- in a watched folder: where it was found
      file_name   TEXT NOT NULL,
      within      TEXT,                  -- the saved mail or archive that it was taken out of
      mail        TEXT,                  -- JSON mailFactsSchema: the mail that it came in
      bytes       INTEGER NOT NULL,
      modified_at INTEGER NOT NULL,      -- milliseconds since 1970, as the file system says
      sha256      TEXT,                  -- null where it was refused unread
      state       TEXT NOT NULL CHECK (state IN ('waiting', 'refused', 'imported', 'left-out')),
      proposal    TEXT,                  -- JSON importProposalSchema
      refusal     TEXT,                  -- JSON AppError
      invoice_id  TEXT,                  -- what became of it
      added_at    TEXT NOT NULL
    ) STRICT;
    INSERT INTO new_import_files (id, account_id, origin, path, file_name, bytes, modified_at, sha256, state, proposal,
        refusal, invoice_id, added_at)
      SELECT id, account_id, origin, path, file_name, bytes, modified_at, sha256, state, proposal, refusal, invoice_id,
        added_at
      FROM import_files ORDER BY rowid;
    DROP TABLE import_files;
    ALTER TABLE new_import_files RENAME TO import_files;
    CREATE INDEX import_files_by_state ON import_files(state, added_at);
    CREATE INDEX import_files_by_path ON import_files(account_id, path) WHERE path IS NOT NULL;
    CREATE INDEX import_files_by_content ON import_files(sha256) WHERE sha256 IS NOT NULL;
  `,
};
