import type { Migration } from '../migration.ts';

export const desk: Migration = {
  version: 33,
  name: 'desk',
  sql: /* sql */ `
    -- What waits to be paid is asked for after every change.
    CREATE INDEX invoices_open ON invoices(due_at) WHERE status = 'open' AND type = 'invoice';

    -- How somebody put the accounts of the first screen in order, and which are out of sight there.
    CREATE TABLE account_places (
      account_id TEXT PRIMARY KEY REFERENCES accounts(id) ON DELETE CASCADE,
      place      INTEGER NOT NULL,
      hidden     INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Sums of several currencies are shown in this one as well.
    CREATE TABLE base_currency (
      id       INTEGER PRIMARY KEY CHECK (id = 1),
      currency TEXT NOT NULL
    ) STRICT;
    CREATE TABLE exchange_rates (
      base     TEXT NOT NULL,
      currency TEXT NOT NULL,
      rate     TEXT NOT NULL,          -- foreign units a unit of the base currency, as decimal text
      day      TEXT NOT NULL,          -- for which it is
      PRIMARY KEY (base, currency)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE budgets (
      id         TEXT PRIMARY KEY,     -- UUID v7
      name       TEXT NOT NULL,
      amount     INTEGER NOT NULL,
      currency   TEXT NOT NULL,
      every      TEXT NOT NULL CHECK (every IN ('month', 'year')),
      created_at TEXT NOT NULL,
      removed_at TEXT
    ) STRICT;
    CREATE TABLE budget_accounts (
      budget_id  TEXT NOT NULL REFERENCES budgets(id) ON DELETE CASCADE,
      account_id TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      PRIMARY KEY (budget_id, account_id)
    ) STRICT, WITHOUT ROWID;

    -- Once a period and amount: what was told is not told again.
    CREATE TABLE budget_events (
      id              INTEGER PRIMARY KEY,
      budget_id       TEXT NOT NULL REFERENCES budgets(id) ON DELETE CASCADE,
      first_month     TEXT NOT NULL,
      amount          INTEGER NOT NULL,
      currency        TEXT NOT NULL,
      spent           INTEGER NOT NULL,
      exceeded_at     TEXT NOT NULL,
      seen_at         TEXT,
      UNIQUE (budget_id, first_month, amount, currency)
    ) STRICT;

    -- What was agreed with a vendor; without a subscription about the account as a whole.
    CREATE TABLE contracts (
      account_id      TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      subscription_id TEXT NOT NULL,
      contract        TEXT NOT NULL,   -- JSON, contractSchema
      PRIMARY KEY (account_id, subscription_id)
    ) STRICT, WITHOUT ROWID;

    -- What somebody decided about an item of To do.
    CREATE TABLE to_do_decisions (
      item       TEXT PRIMARY KEY,
      what       TEXT NOT NULL CHECK (what IN ('later', 'done')),
      actor      TEXT NOT NULL,
      decided_at TEXT NOT NULL,
      until_at   TEXT
    ) STRICT, WITHOUT ROWID;
  `,
};
