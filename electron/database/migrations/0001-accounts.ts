import type { Migration } from '../migration.ts';

export const accounts: Migration = {
  version: 1,
  name: 'accounts',
  sql: /* sql */ `
    -- Removed accounts stay, so that their invoices and firings do; their names are free again.
    CREATE TABLE accounts (
      id         TEXT PRIMARY KEY,
      name       TEXT NOT NULL,
      name_key   TEXT NOT NULL,        -- what makes two names the same
      role       TEXT NOT NULL CHECK (role IN ('administrator', 'finance', 'viewer')),
      practice   INTEGER NOT NULL CHECK (practice IN (0, 1)),
      created_at TEXT NOT NULL,
      removed_at TEXT
    ) STRICT;
    CREATE UNIQUE INDEX account_names ON accounts(name_key) WHERE removed_at IS NULL;

    CREATE TABLE account_sources (
      account_id  TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      kind        TEXT NOT NULL CHECK (kind IN ('stripe', 'imagekit')),
      base_url    TEXT,                -- null: the vendor's own server
      customer_id TEXT,
      key_salt    BLOB,                -- SHA-256 of salt and key; tells whose key one from the environment is
      key_hash    BLOB,
      PRIMARY KEY (account_id, kind)
    ) STRICT;

    -- What makes a practice account the same at every start.
    CREATE TABLE practice_accounts (
      account_id   TEXT PRIMARY KEY REFERENCES accounts(id) ON DELETE CASCADE,
      seed         INTEGER NOT NULL,
      invoices     INTEGER NOT NULL,
      anchor       INTEGER NOT NULL,   -- milliseconds since 1970
      clock_offset INTEGER NOT NULL    -- milliseconds that its clock is ahead
    ) STRICT;

    -- Who changed what, for ever. Never holds a key.
    CREATE TABLE actions (
      id         INTEGER PRIMARY KEY,
      at         TEXT NOT NULL,
      actor      TEXT NOT NULL,        -- the operating system's user
      what       TEXT NOT NULL,
      account_id TEXT,
      before     TEXT,                 -- JSON
      after      TEXT                  -- JSON
    ) STRICT;
  `,
};
