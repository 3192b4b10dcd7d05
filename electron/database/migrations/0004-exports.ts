import type { Migration } from '../migration.ts';

export const exports: Migration = {
  version: 4,
  name: 'exports',
  sql: /* sql */ `
    CREATE TABLE exports (
      id         TEXT PRIMARY KEY,
      holder     TEXT NOT NULL,          -- the process that runs it
      request    TEXT NOT NULL,          -- JSON: exportRequestSchema and formats
      folder     TEXT NOT NULL,
      state      TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled', 'interrupted')),
      started_at TEXT NOT NULL,
      ended_at   TEXT,
      written    INTEGER NOT NULL DEFAULT 0,
      skipped    INTEGER NOT NULL DEFAULT 0,
      failed     INTEGER NOT NULL DEFAULT 0,
      report     TEXT,                   -- JSON: exportReportSchema
      error      TEXT                    -- JSON AppError
    ) STRICT;
    CREATE INDEX exports_by_start ON exports(started_at);

    -- Ledgers, manifests and checksums that Billfold wrote, noted before they get their name:
    -- such a file may be renewed, any other of that name may not.
    CREATE TABLE export_outputs (
      folder    TEXT NOT NULL,
      path      TEXT NOT NULL,
      sha256    TEXT NOT NULL,
      selection TEXT NOT NULL,           -- hash of what was asked for
      PRIMARY KEY (folder, path, sha256)
    ) STRICT, WITHOUT ROWID;
  `,
};
