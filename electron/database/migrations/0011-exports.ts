import type { Migration } from '../migration.ts';

export const exportOptions: Migration = {
  version: 11,
  name: 'export-options',
  sql: /* sql */ `
    -- An automatic export is a job that runs again when its invoices change. 'waiting': it has not run yet.
    CREATE TABLE new_exports (
      id         TEXT PRIMARY KEY,
      holder     TEXT NOT NULL,          -- the process that runs it
      task       TEXT NOT NULL,          -- JSON: exportTaskSchema
      folder     TEXT NOT NULL,
      state      TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
      started_at TEXT NOT NULL,
      ended_at   TEXT,
      written    INTEGER NOT NULL DEFAULT 0,
      skipped    INTEGER NOT NULL DEFAULT 0,
      failed     INTEGER NOT NULL DEFAULT 0,
      report     TEXT,                   -- JSON: exportReportSchema
      error      TEXT,                   -- JSON AppError
      automatic  INTEGER NOT NULL DEFAULT 0,
      exported   TEXT                    -- what its invoices were when it last wrote all of them
    ) STRICT;
    INSERT INTO new_exports (id, holder, task, folder, state, started_at, ended_at, written, skipped, failed, report, error)
      SELECT id, holder,
        json_set(request, '$.accountFolders', json('false'), '$.csvPreset', 'plain', '$.zip', json('false'),
          '$.fiscalYearStart', 1, '$.pack', json('false')),
        folder, state, started_at, ended_at, written, skipped, failed,
        json_set(report, '$.renamed', json('[]'), '$.outputs', json('[]'), '$.zip', NULL, '$.pack', NULL),
        error
      FROM exports ORDER BY rowid;
    DROP TABLE exports;
    ALTER TABLE new_exports RENAME TO exports;
    CREATE INDEX exports_by_start ON exports(started_at);
  `,
};
