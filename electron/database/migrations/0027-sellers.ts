import type { Migration } from '../migration.ts';

export const sellers: Migration = {
  version: 27,
  name: 'sellers',
  sql: /* sql */ `
    -- The company that an invoice is from. Vendors' invoices learn it when they are read again.
    ALTER TABLE invoices ADD COLUMN seller TEXT;
    ALTER TABLE invoices ADD COLUMN seller_tax_id TEXT;
    UPDATE invoices SET seller = (
        SELECT json_extract(f.proposal, '$.seller') FROM import_files f
        WHERE f.account_id = invoices.account_id AND f.invoice_id = invoices.id AND f.proposal IS NOT NULL LIMIT 1)
      WHERE source = 'import';
  `,
};
