import type { Migration } from '../migration.ts';

export const accountingDays: Migration = {
  version: 23,
  name: 'accounting-days',
  sql: /* sql */ `
    -- By which clock moments are days in the books. What was exported before had days in UTC, and keeps them.
    CREATE TABLE accounting_days (
      id        INTEGER PRIMARY KEY CHECK (id = 1),
      time_zone TEXT NOT NULL
    ) STRICT;
    INSERT INTO accounting_days SELECT 1, 'UTC' WHERE EXISTS (SELECT 1 FROM invoices);

    -- What time its lines are for; period_start and period_end are the vendor's own, which may look back.
    ALTER TABLE invoices ADD COLUMN usage_start TEXT;
    ALTER TABLE invoices ADD COLUMN usage_end TEXT;
    ALTER TABLE invoices ADD COLUMN fixed_start TEXT;
    ALTER TABLE invoices ADD COLUMN fixed_end TEXT;
    ALTER TABLE invoices ADD COLUMN service_start TEXT
      GENERATED ALWAYS AS (coalesce(min(usage_start, fixed_start), usage_start, fixed_start, period_start)) VIRTUAL;
    UPDATE invoices SET
      (usage_start, usage_end) = (SELECT min(period_start), max(period_end) FROM invoice_lines l
        WHERE l.invoice = invoices.row AND metered = 1 AND period_start <= period_end),
      (fixed_start, fixed_end) = (SELECT min(period_start), max(period_end) FROM invoice_lines l
        WHERE l.invoice = invoices.row AND metered = 0 AND period_start <= period_end);
    DROP INDEX invoices_by_start;
    CREATE INDEX invoices_by_start ON invoices(service_start, row, account_id, status);
  `,
};
