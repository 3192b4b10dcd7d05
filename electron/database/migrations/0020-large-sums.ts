import type { Migration } from '../migration.ts';

export const largeSums: Migration = {
  version: 20,
  name: 'large-sums',
  sql: /* sql */ `
    -- A sum of many large amounts leaves 64 bits: kept in two parts it never does, and no invoice is refused because of it.
    DROP TRIGGER invoice_sums_added;
    DROP TRIGGER invoice_sums_removed;
    DROP TRIGGER invoice_sums_changed;
    DROP TABLE invoice_sums;
    CREATE TABLE invoice_sums (
      account_id TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      status     TEXT NOT NULL,
      currency   TEXT NOT NULL,
      count      INTEGER NOT NULL,
      billions   INTEGER NOT NULL,       -- of minor units, each invoice's cut towards zero
      rest       INTEGER NOT NULL,       -- the sum is billions × 1,000,000,000 + rest
      PRIMARY KEY (account_id, status, currency)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO invoice_sums
      SELECT account_id, status, currency, count(*), sum(signed_total / 1000000000), sum(signed_total % 1000000000)
      FROM invoice_facts GROUP BY 1, 2, 3;

    CREATE TRIGGER invoice_sums_added AFTER INSERT ON invoice_facts BEGIN
      INSERT INTO invoice_sums
        VALUES (new.account_id, new.status, new.currency, 1, new.signed_total / 1000000000, new.signed_total % 1000000000)
        ON CONFLICT DO UPDATE SET count = count + 1, billions = billions + excluded.billions, rest = rest + excluded.rest;
    END;
    CREATE TRIGGER invoice_sums_removed AFTER DELETE ON invoice_facts BEGIN
      UPDATE invoice_sums SET count = count - 1, billions = billions - old.signed_total / 1000000000,
          rest = rest - old.signed_total % 1000000000
        WHERE account_id = old.account_id AND status = old.status AND currency = old.currency;
    END;
    CREATE TRIGGER invoice_sums_changed AFTER UPDATE OF status, currency, signed_total ON invoice_facts
      WHEN (old.status, old.currency, old.signed_total) IS NOT (new.status, new.currency, new.signed_total) BEGIN
      UPDATE invoice_sums SET count = count - 1, billions = billions - old.signed_total / 1000000000,
          rest = rest - old.signed_total % 1000000000
        WHERE account_id = old.account_id AND status = old.status AND currency = old.currency;
      INSERT INTO invoice_sums
        VALUES (new.account_id, new.status, new.currency, 1, new.signed_total / 1000000000, new.signed_total % 1000000000)
        ON CONFLICT DO UPDATE SET count = count + 1, billions = billions + excluded.billions, rest = rest + excluded.rest;
    END;
  `,
};
