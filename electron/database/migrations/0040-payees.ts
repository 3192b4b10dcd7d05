import type { Migration } from '../migration.ts';

export const payees: Migration = {
  version: 40,
  name: 'payees',
  sql: /* sql */ `
    -- Whose a seller's bank accounts are is one of its marks.
    CREATE TABLE new_seller_marks (
      seller_id TEXT NOT NULL REFERENCES sellers(id) ON DELETE CASCADE,
      kind      TEXT NOT NULL CHECK (kind IN ('tax-id', 'bank-account', 'name', 'domain', 'payee')),
      key       TEXT NOT NULL,           -- as it is compared
      text      TEXT NOT NULL,           -- as it was written
      state     TEXT NOT NULL CHECK (state IN ('known', 'refused', 'other')),
      said_by   TEXT,                    -- null: learned from an invoice
      since     TEXT NOT NULL,
      PRIMARY KEY (seller_id, kind, key)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO new_seller_marks SELECT seller_id, kind, key, text, state, said_by, since FROM seller_marks;
    DROP TABLE seller_marks;
    ALTER TABLE new_seller_marks RENAME TO seller_marks;
  `,
};
