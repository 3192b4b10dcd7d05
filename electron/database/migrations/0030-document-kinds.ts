import type { Migration } from '../migration.ts';

export const documentKinds: Migration = {
  version: 30,
  name: 'document-kinds',
  sql: /* sql */ `
    -- What a document is, and how its file ends: all were PDFs before.
    ALTER TABLE invoices ADD COLUMN document_kind TEXT NOT NULL DEFAULT 'pdf' CHECK (document_kind IN ('pdf', 'xml'));
    ALTER TABLE invoice_versions ADD COLUMN document_kind TEXT NOT NULL DEFAULT 'pdf'
      CHECK (document_kind IN ('pdf', 'xml'));
    CREATE INDEX invoices_as_xml ON invoices(row) WHERE document_kind = 'xml';
  `,
};
