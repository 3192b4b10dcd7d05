import type { Migration } from '../migration.ts';

export const search: Migration = {
  version: 9,
  name: 'search',
  sql: /* sql */ `
    -- What people add to an invoice. The two references are those in force: the invoice's own, or its account's.
    ALTER TABLE invoices ADD COLUMN note TEXT;
    ALTER TABLE invoices ADD COLUMN tags TEXT;              -- as shown: sorted, joined by a comma and a blank
    ALTER TABLE invoices ADD COLUMN own_cost_centre TEXT;
    ALTER TABLE invoices ADD COLUMN own_po_number TEXT;
    ALTER TABLE invoices ADD COLUMN cost_centre TEXT;
    ALTER TABLE invoices ADD COLUMN po_number TEXT;

    CREATE TABLE account_references (
      account_id  TEXT PRIMARY KEY REFERENCES accounts(id) ON DELETE CASCADE,
      cost_centre TEXT,
      po_number   TEXT
    ) STRICT;

    CREATE TABLE invoice_tags (
      tag_key TEXT NOT NULL,             -- folded: what makes two tags the same
      invoice INTEGER NOT NULL REFERENCES invoices(row) ON DELETE CASCADE,
      tag     TEXT NOT NULL,
      PRIMARY KEY (tag_key, invoice)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX invoice_tags_by_invoice ON invoice_tags(invoice);

    CREATE TABLE saved_filters (
      id         INTEGER PRIMARY KEY,
      name       TEXT NOT NULL,
      name_key   TEXT NOT NULL UNIQUE,
      terms      TEXT NOT NULL,          -- JSON, searchTermSchema; text would read differently in another language
      created_at TEXT NOT NULL
    ) STRICT;

    -- What was read out of each PDF, by the hash of its bytes. No row: not read yet.
    CREATE TABLE document_texts (
      id          INTEGER PRIMARY KEY,
      sha256      TEXT NOT NULL UNIQUE,
      state       TEXT NOT NULL CHECK (state IN ('done', 'failed')),
      reason      TEXT,                  -- of a failure: the code of an AppError
      version     INTEGER NOT NULL,      -- of the extractor
      pages       INTEGER NOT NULL,
      text        TEXT NOT NULL,         -- folded
      attachments TEXT NOT NULL,         -- JSON list of file names
      xml         TEXT,                  -- name of the electronic invoice among them
      read_at     TEXT NOT NULL
    ) STRICT;

    CREATE INDEX invoices_by_start ON invoices(period_start, row, account_id, status);
    CREATE INDEX invoices_by_document_state ON invoices(document, sort_at, row, account_id, status);
    CREATE INDEX invoices_by_note ON invoices(row) WHERE note IS NOT NULL;
    CREATE INDEX invoices_by_tags ON invoices(tags COLLATE NOCASE, row, account_id, status) WHERE tags IS NOT NULL;
    CREATE INDEX invoices_by_cost_centre ON invoices(cost_centre COLLATE NOCASE, row, account_id, status) WHERE cost_centre IS NOT NULL;
    CREATE INDEX invoices_by_po_number ON invoices(po_number COLLATE NOCASE, row, account_id, status) WHERE po_number IS NOT NULL;

    -- What filters and sums need, again, without the text to search: reading all of it takes few milliseconds.
    DROP TRIGGER invoice_search_added;
    DROP TRIGGER invoice_search_removed;
    DROP TRIGGER invoice_search_changed;
    DROP TRIGGER invoice_sums_added;
    DROP TRIGGER invoice_sums_removed;
    DROP TRIGGER invoice_sums_changed;
    DROP TABLE invoice_search;
    ALTER TABLE invoice_facts RENAME TO old_facts;
    CREATE TABLE invoice_facts (
      row           INTEGER PRIMARY KEY REFERENCES invoices(row) ON DELETE CASCADE,
      account_id    TEXT NOT NULL,
      status        TEXT NOT NULL,
      currency      TEXT NOT NULL,
      signed_total  INTEGER NOT NULL,    -- of a credit note the opposite of its total
      counted_total INTEGER GENERATED ALWAYS AS (CASE WHEN status IN ('draft', 'void') THEN NULL ELSE signed_total END) STORED,
      issued_on     TEXT,                -- day in UTC
      due_at        TEXT,
      pdf           INTEGER NOT NULL,
      xml           INTEGER NOT NULL,    -- the PDF bears an electronic invoice
      document_id   INTEGER              -- of document_texts
    ) STRICT;
    INSERT INTO invoice_facts (row, account_id, status, currency, signed_total, issued_on, due_at, pdf, xml)
      SELECT row, account_id, status, currency, signed_total, substr(issued_at, 1, 10), due_at, document = 'stored', 0 FROM invoices;
    CREATE INDEX invoice_facts_by_day ON invoice_facts(issued_on, account_id, status, currency, signed_total, counted_total, pdf, xml);
    CREATE INDEX invoice_facts_unread ON invoice_facts(row) WHERE pdf = 1 AND document_id IS NULL;
    CREATE INDEX invoice_facts_by_total ON invoice_facts(currency, signed_total, account_id, status, issued_on, counted_total, pdf, xml);

    CREATE TRIGGER invoice_sums_added AFTER INSERT ON invoice_facts BEGIN
      INSERT INTO invoice_sums VALUES (new.account_id, new.status, new.currency, 1, new.signed_total)
        ON CONFLICT DO UPDATE SET count = count + 1, signed_total = signed_total + excluded.signed_total;
    END;
    CREATE TRIGGER invoice_sums_removed AFTER DELETE ON invoice_facts BEGIN
      UPDATE invoice_sums SET count = count - 1, signed_total = signed_total - old.signed_total
        WHERE account_id = old.account_id AND status = old.status AND currency = old.currency;
    END;
    CREATE TRIGGER invoice_sums_changed AFTER UPDATE OF status, currency, signed_total ON invoice_facts
      WHEN (old.status, old.currency, old.signed_total) IS NOT (new.status, new.currency, new.signed_total) BEGIN
      UPDATE invoice_sums SET count = count - 1, signed_total = signed_total - old.signed_total
        WHERE account_id = old.account_id AND status = old.status AND currency = old.currency;
      INSERT INTO invoice_sums VALUES (new.account_id, new.status, new.currency, 1, new.signed_total)
        ON CONFLICT DO UPDATE SET count = count + 1, signed_total = signed_total + excluded.signed_total;
    END;

    -- The invoice's own words, folded.
    CREATE TABLE invoice_texts (
      row         INTEGER PRIMARY KEY REFERENCES invoices(row) ON DELETE CASCADE,
      version     INTEGER NOT NULL,      -- of the way they were put together; 0: to be renewed
      number      TEXT NOT NULL,
      cost_centre TEXT NOT NULL,
      po_number   TEXT NOT NULL,
      other       TEXT NOT NULL,         -- customer, id, lines, tags, note; a line each
      document_id INTEGER                -- as in invoice_facts: what the index holds must be known to be taken out again
    ) STRICT;
    CREATE INDEX invoice_texts_stale ON invoice_texts(row) WHERE version = 0;
    CREATE VIEW invoice_search_rows AS
      SELECT x.row, x.number, x.cost_centre, x.po_number, x.other, coalesce(d.text, '') AS document
      FROM invoice_texts x LEFT JOIN document_texts d ON d.id = x.document_id;
    CREATE VIRTUAL TABLE invoice_search USING fts5(
      number, cost_centre, po_number, other, document,
      content = 'invoice_search_rows', content_rowid = 'row', tokenize = 'trigram'
    );

    CREATE TRIGGER invoice_texts_added AFTER INSERT ON invoice_texts BEGIN
      INSERT INTO invoice_search(rowid, number, cost_centre, po_number, other, document)
        VALUES (new.row, new.number, new.cost_centre, new.po_number, new.other,
          coalesce((SELECT text FROM document_texts WHERE id = new.document_id), ''));
    END;
    CREATE TRIGGER invoice_texts_removed AFTER DELETE ON invoice_texts BEGIN
      INSERT INTO invoice_search(invoice_search, rowid, number, cost_centre, po_number, other, document)
        VALUES ('delete', old.row, old.number, old.cost_centre, old.po_number, old.other,
          coalesce((SELECT text FROM document_texts WHERE id = old.document_id), ''));
    END;
    CREATE TRIGGER invoice_texts_changed AFTER UPDATE ON invoice_texts
      WHEN (old.number, old.cost_centre, old.po_number, old.other, old.document_id)
        IS NOT (new.number, new.cost_centre, new.po_number, new.other, new.document_id) BEGIN
      INSERT INTO invoice_search(invoice_search, rowid, number, cost_centre, po_number, other, document)
        VALUES ('delete', old.row, old.number, old.cost_centre, old.po_number, old.other,
          coalesce((SELECT text FROM document_texts WHERE id = old.document_id), ''));
      INSERT INTO invoice_search(rowid, number, cost_centre, po_number, other, document)
        VALUES (new.row, new.number, new.cost_centre, new.po_number, new.other,
          coalesce((SELECT text FROM document_texts WHERE id = new.document_id), ''));
    END;
    CREATE TRIGGER invoice_facts_read AFTER UPDATE OF document_id ON invoice_facts
      WHEN old.document_id IS NOT new.document_id BEGIN
      UPDATE invoice_texts SET document_id = new.document_id WHERE row = new.row;
    END;
    CREATE TRIGGER document_texts_added AFTER INSERT ON document_texts BEGIN
      UPDATE invoice_facts SET document_id = new.id, xml = new.xml IS NOT NULL
        WHERE row IN (SELECT row FROM invoices WHERE document_sha256 = new.sha256);
    END;
    -- A text is never changed in place: read anew, its row is another one.
    CREATE TRIGGER document_texts_removed BEFORE DELETE ON document_texts BEGIN
      UPDATE invoice_facts SET document_id = NULL, xml = 0
        WHERE row IN (SELECT row FROM invoices WHERE document_sha256 = old.sha256);
    END;
    CREATE TRIGGER invoices_document_changed AFTER UPDATE OF document_sha256 ON invoices
      WHEN old.document_sha256 IS NOT new.document_sha256 BEGIN
      UPDATE invoice_facts SET pdf = new.document_sha256 IS NOT NULL,
        document_id = (SELECT id FROM document_texts WHERE sha256 = new.document_sha256),
        xml = EXISTS (SELECT 1 FROM document_texts WHERE sha256 = new.document_sha256 AND xml IS NOT NULL)
        WHERE row = new.row;
    END;

    INSERT INTO invoice_texts (row, version, number, cost_centre, po_number, other)
      SELECT row, 0, '', '', '', search_text FROM old_facts;
    DROP TABLE old_facts;
  `,
};
