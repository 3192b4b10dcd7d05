import type { Migration } from '../migration.ts';

export const presence: Migration = {
  version: 5,
  name: 'presence',
  sql: /* sql */ `
    -- When somebody last looked at the window; one row.
    CREATE TABLE presence (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      last_looked_at TEXT NOT NULL
    ) STRICT;
    -- Up to when an account's happenings were dismissed.
    CREATE TABLE dismissed_happenings (
      account_id TEXT PRIMARY KEY REFERENCES accounts(id),
      until_at TEXT NOT NULL
    ) STRICT;
  `,
};
