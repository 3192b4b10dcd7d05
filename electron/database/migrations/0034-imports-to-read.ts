import type { Migration } from '../migration.ts';

export const importsToRead: Migration = {
  version: 34,
  name: 'imports-to-read',
  sql: /* sql */ `
    -- Imported before what an electronic invoice states as still to be paid was kept: their documents are read again, once.
    CREATE TABLE imports_to_read (
      invoice INTEGER PRIMARY KEY REFERENCES invoices(row) ON DELETE CASCADE
    ) STRICT;
    INSERT INTO imports_to_read
      SELECT row FROM invoices WHERE source = 'import' AND document = 'stored' AND document_kind = 'pdf';
  `,
};
