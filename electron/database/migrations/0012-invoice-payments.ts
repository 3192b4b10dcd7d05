import type { Migration } from '../migration.ts';

export const invoicePayments: Migration = {
  version: 12,
  name: 'invoice-payments',
  sql: /* sql */ `
    ALTER TABLE invoices ADD COLUMN payment TEXT;        -- JSON InvoicePayment, as far as it was learned
    CREATE INDEX invoices_by_corrected ON invoices(account_id, corrects) WHERE corrects IS NOT NULL;
    ALTER TABLE accounts ADD COLUMN support_email TEXT;  -- of the vendor, where the user entered one
  `,
};
