import type { Migration } from '../migration.ts';

/** A column that may be empty from now on, as what is not known is. */
const nullable = (column: string) => `
    ALTER TABLE invoices RENAME COLUMN ${column} TO former_${column};
    ALTER TABLE invoices ADD COLUMN ${column} INTEGER;
    UPDATE invoices SET ${column} = former_${column};
    ALTER TABLE invoices DROP COLUMN former_${column};`;

export const invoiceMoney: Migration = {
  version: 24,
  name: 'invoice-money',
  sql: /* sql */ `
    -- All in minor units of the invoice's currency. Null: not known, which is neither nought nor none.
    ${['net', 'tax', 'credit_applied'].map(nullable).join('')}
    ALTER TABLE invoices ADD COLUMN subtotal INTEGER;
    ALTER TABLE invoices ADD COLUMN discounts TEXT;     -- JSON list of discountSchema
    ALTER TABLE invoices ADD COLUMN shipping TEXT;      -- JSON shippingSchema, or the JSON null where none was charged
    ALTER TABLE invoices ADD COLUMN taxes TEXT;         -- JSON list of invoiceTaxSchema
    ALTER TABLE invoices ADD COLUMN prepaid INTEGER;
    ALTER TABLE invoices ADD COLUMN credit_notes_applied INTEGER;
    ALTER TABLE invoices ADD COLUMN rounding INTEGER;
    ALTER TABLE invoices ADD COLUMN paid INTEGER;
    ALTER TABLE invoices ADD COLUMN payments TEXT;      -- JSON list of paymentReceivedSchema
    ALTER TABLE invoices ADD COLUMN remaining INTEGER;
    UPDATE invoices SET remaining = iif(type = 'credit-note' OR status IN ('paid', 'void'), 0, amount_due);
    ALTER TABLE invoices DROP COLUMN amount_due;
    -- What a person left empty was kept as nought.
    UPDATE invoices SET net = NULL, tax = NULL WHERE source = 'import' AND tax = 0;

    ALTER TABLE invoice_lines ADD COLUMN kind TEXT NOT NULL DEFAULT 'fixed'
      CHECK (kind IN ('fixed', 'metered', 'proration', 'one-off'));
    UPDATE invoice_lines SET kind = 'metered' WHERE metered = 1;
    ALTER TABLE invoice_lines DROP COLUMN metered;
    ALTER TABLE invoice_lines ADD COLUMN unit_amount_decimal TEXT; -- price of one, in minor units
    ALTER TABLE invoice_lines ADD COLUMN discounts TEXT;  -- as those of invoices
    ALTER TABLE invoice_lines ADD COLUMN taxes TEXT;

    -- For the search. Taxes: JSON list of [rate, kind] in their order as text, few different ones; null where not known.
    ALTER TABLE invoice_facts ADD COLUMN remaining INTEGER;
    ALTER TABLE invoice_facts ADD COLUMN taxes TEXT;
    UPDATE invoice_facts SET remaining = (SELECT remaining FROM invoices i WHERE i.row = invoice_facts.row);
    DROP INDEX invoice_facts_by_day;
    DROP INDEX invoice_facts_by_total;
    CREATE INDEX invoice_facts_by_day
      ON invoice_facts(issued_on, account_id, status, currency, signed_total, counted_total, pdf, xml, remaining, taxes);
    CREATE INDEX invoice_facts_by_total
      ON invoice_facts(currency, signed_total, account_id, status, issued_on, counted_total, pdf, xml, remaining, taxes);
    CREATE INDEX invoice_facts_by_remaining
      ON invoice_facts(currency, remaining, account_id, status, issued_on, counted_total, pdf, xml, signed_total, taxes);
    CREATE INDEX invoice_facts_by_taxes
      ON invoice_facts(taxes, account_id, status, currency, issued_on, counted_total, pdf, xml, signed_total, remaining);
  `,
};
