import type { Migration } from '../migration.ts';

export const imports: Migration = {
  version: 10,
  name: 'imports',
  sql: /* sql */ `
    ALTER TABLE invoices ADD COLUMN source TEXT NOT NULL DEFAULT 'vendor' CHECK (source IN ('vendor', 'import'));

    -- Files that were handed in. One that waits has its bytes in the folder of incoming files, by hash.
    CREATE TABLE import_files (
      id          TEXT PRIMARY KEY,
      account_id  TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      origin      TEXT NOT NULL CHECK (origin IN ('chosen', 'dropped', 'folder')),
      path        TEXT,                  -- in a watched folder: where it was found
      file_name   TEXT NOT NULL,
      bytes       INTEGER NOT NULL,
      modified_at INTEGER NOT NULL,      -- milliseconds since 1970, as the file system says
      sha256      TEXT,                  -- null where it was refused unread
      state       TEXT NOT NULL CHECK (state IN ('waiting', 'refused', 'imported', 'left-out')),
      proposal    TEXT,                  -- JSON importProposalSchema
      refusal     TEXT,                  -- JSON AppError
      invoice_id  TEXT,                  -- what became of it
      added_at    TEXT NOT NULL
    ) STRICT;
    CREATE INDEX import_files_by_state ON import_files(state, added_at);
    CREATE INDEX import_files_by_path ON import_files(account_id, path) WHERE path IS NOT NULL;
    CREATE INDEX import_files_by_content ON import_files(sha256) WHERE sha256 IS NOT NULL;

    CREATE TABLE import_folders (
      account_id TEXT PRIMARY KEY REFERENCES accounts(id) ON DELETE CASCADE,
      folder     TEXT NOT NULL
    ) STRICT;
  `,
};
