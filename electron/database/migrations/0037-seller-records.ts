import type { Migration } from '../migration.ts';

export const sellerRecords: Migration = {
  version: 37,
  name: 'seller-records',
  sql: /* sql */ `
    CREATE TABLE sellers (
      id            TEXT PRIMARY KEY,    -- UUID v7
      name          TEXT NOT NULL,
      account_id    TEXT REFERENCES accounts(id) ON DELETE SET NULL, -- that its invoices belong to
      support_email TEXT,
      creditor      TEXT,                -- its number in the books
      notes         TEXT,
      files_itself  INTEGER NOT NULL DEFAULT 0 CHECK (files_itself IN (0, 1)),
      told_missing  TEXT                 -- day of the expected invoice that somebody was last told is missing
    ) STRICT;
    CREATE INDEX sellers_by_account ON sellers(account_id) WHERE account_id IS NOT NULL;

    -- What stands on its invoices, and what people said about that.
    CREATE TABLE seller_marks (
      seller_id TEXT NOT NULL REFERENCES sellers(id) ON DELETE CASCADE,
      kind      TEXT NOT NULL CHECK (kind IN ('tax-id', 'bank-account', 'name', 'domain')),
      key       TEXT NOT NULL,           -- as it is compared
      text      TEXT NOT NULL,           -- as it was written
      state     TEXT NOT NULL CHECK (state IN ('known', 'refused', 'other')),
      said_by   TEXT,                    -- null: learned from an invoice
      since     TEXT NOT NULL,
      PRIMARY KEY (seller_id, kind, key)
    ) STRICT, WITHOUT ROWID;

    -- Whose invoice each is, and what it said of its seller beside name and tax id.
    CREATE TABLE invoice_sellers (
      invoice      INTEGER PRIMARY KEY REFERENCES invoices(row) ON DELETE CASCADE,
      seller_id    TEXT NOT NULL REFERENCES sellers(id) ON DELETE CASCADE,
      bank_account TEXT,
      host         TEXT,                 -- of the mail's sender
      reference    TEXT                  -- what the seller wants to read in a payment
    ) STRICT;
    CREATE INDEX invoice_sellers_by_seller ON invoice_sellers(seller_id, invoice);

    -- Pairs that somebody looked at: a file by its hash, an invoice by its key.
    CREATE TABLE distinct_invoices (
      sha256  TEXT NOT NULL,
      other   TEXT NOT NULL,
      said_by TEXT NOT NULL,
      said_at TEXT NOT NULL,
      PRIMARY KEY (sha256, other)
    ) STRICT, WITHOUT ROWID;
  `,
};
