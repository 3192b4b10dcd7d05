import type { Migration } from '../migration.ts';

export const usage: Migration = {
  version: 8,
  name: 'usage',
  sql: /* sql */ `
    -- What an account's plan costs, as its customer entered it.
    CREATE TABLE usage_plans (
      account_id TEXT PRIMARY KEY REFERENCES accounts(id) ON DELETE CASCADE,
      plan       TEXT NOT NULL,        -- JSON, usagePlanSchema
      changed_at TEXT NOT NULL
    ) STRICT;

    -- What the vendor answered about usage: kept because it answers anew only every six hours, and as history.
    CREATE TABLE usage_answers (
      account_id  TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      range_start TEXT NOT NULL,       -- first day
      range_end   TEXT NOT NULL,       -- the day after the last
      as_of       TEXT NOT NULL,
      amounts     TEXT NOT NULL,       -- JSON by metric, bytes or counts
      PRIMARY KEY (account_id, range_start, range_end)
    ) STRICT, WITHOUT ROWID;
  `,
};
