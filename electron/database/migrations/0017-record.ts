import type { Migration } from '../migration.ts';

const columns = `row, account_id, id, number, type, corrects, status, subscription_id, customer_name, created_at, issued_at,
  due_at, paid_at, period_start, period_end, currency, net, tax, total, credit_applied, amount_due, tax_id, hosted_url,
  document_url, links_at, content, first_seen_at, changed_at, document, document_error, document_sha256, document_bytes,
  note, tags, own_cost_centre, own_po_number, cost_centre, po_number, source, payment`;

export const record: Migration = {
  version: 17,
  name: 'record',
  sql: /* sql */ `
    -- Anew for the sake of its key, which SQLite cannot change in place: a credit note may have an invoice's id.
    DROP TRIGGER document_texts_added;
    DROP TRIGGER document_texts_removed;
    CREATE TABLE new_invoices (
      row             INTEGER PRIMARY KEY,
      account_id      TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      id              TEXT NOT NULL,
      number          TEXT,
      type            TEXT NOT NULL CHECK (type IN ('invoice', 'credit-note')),
      corrects        TEXT,
      status          TEXT NOT NULL CHECK (status IN ('draft', 'open', 'paid', 'void', 'uncollectible')),
      subscription_id TEXT,
      customer_name   TEXT,
      created_at      TEXT NOT NULL,
      issued_at       TEXT,
      due_at          TEXT,
      paid_at         TEXT,
      period_start    TEXT NOT NULL,
      period_end      TEXT NOT NULL,
      currency        TEXT NOT NULL,
      net             INTEGER NOT NULL,
      tax             INTEGER NOT NULL,
      total           INTEGER NOT NULL,
      credit_applied  INTEGER NOT NULL,
      amount_due      INTEGER NOT NULL,
      tax_id          TEXT,
      hosted_url      TEXT,
      document_url    TEXT,
      links_at        TEXT NOT NULL,     -- when the vendor last listed it, with the two links
      content         TEXT NOT NULL,     -- hash of everything but links and lines, to notice changes
      first_seen_at   TEXT NOT NULL,
      changed_at      TEXT NOT NULL,
      document        TEXT NOT NULL CHECK (document IN ('none', 'pending', 'stored', 'missing', 'failed')),
      document_error  TEXT,              -- JSON AppError
      document_sha256 TEXT,
      document_bytes  INTEGER,
      note            TEXT,
      tags            TEXT,              -- as shown: sorted, joined by a comma and a blank
      own_cost_centre TEXT,
      own_po_number   TEXT,
      cost_centre     TEXT,              -- in force: its own, or its account's
      po_number       TEXT,
      source          TEXT NOT NULL DEFAULT 'vendor' CHECK (source IN ('vendor', 'import')),
      payment         TEXT,              -- JSON InvoicePayment, as far as it was learned
      version         INTEGER NOT NULL DEFAULT 1,
      version_at      TEXT,              -- when it was first answered as it is now; null while it was never final
      cause           TEXT CHECK (cause IN ('vendor', 'document', 'reader')), -- why it is another than the version before
      reader          INTEGER NOT NULL DEFAULT 0, -- of the way in which it was read
      lines_hash      TEXT,              -- of its lines in any order
      withdrawn_at    TEXT,              -- since when the vendor has a draft or nothing in its place
      newer_document  INTEGER NOT NULL DEFAULT 0, -- the PDF is of an earlier version, and its own is wanted
      sort_at         TEXT NOT NULL GENERATED ALWAYS AS (coalesce(issued_at, created_at)) VIRTUAL,
      signed_total    INTEGER NOT NULL GENERATED ALWAYS AS (CASE type WHEN 'credit-note' THEN -total ELSE total END) VIRTUAL,
      UNIQUE (account_id, id, type),
      CHECK ((document = 'stored') = (document_sha256 IS NOT NULL))
    ) STRICT;
    INSERT INTO new_invoices (${columns}, version_at)
      SELECT ${columns}, iif(status = 'draft', NULL, first_seen_at) FROM invoices;
    DROP TABLE invoices;
    ALTER TABLE new_invoices RENAME TO invoices;

    CREATE INDEX invoices_by_date ON invoices(sort_at, row, account_id, status);
    CREATE INDEX invoices_by_number ON invoices((number IS NULL), number COLLATE NOCASE, row, account_id, status);
    CREATE INDEX invoices_by_number_down ON invoices((number IS NULL), number COLLATE NOCASE DESC, row DESC, account_id, status);
    CREATE INDEX invoices_by_total ON invoices(currency, signed_total, row, account_id, status);
    CREATE INDEX invoices_by_status ON invoices(status, sort_at, row, account_id);
    CREATE INDEX invoices_by_due ON invoices((due_at IS NULL), due_at, row, account_id, status);
    CREATE INDEX invoices_by_due_down ON invoices((due_at IS NULL), due_at DESC, row DESC, account_id, status);
    CREATE INDEX invoices_by_account ON invoices(account_id, status, sort_at, row);
    CREATE INDEX invoices_by_period ON invoices(account_id, subscription_id, period_start);
    CREATE INDEX invoices_by_document ON invoices(account_id, row)
      WHERE document IN ('pending', 'missing', 'failed') OR newer_document = 1;
    CREATE INDEX invoices_by_content ON invoices(document_sha256) WHERE document_sha256 IS NOT NULL;
    CREATE INDEX invoices_by_first_seen ON invoices(account_id, first_seen_at);
    CREATE INDEX invoices_by_start ON invoices(period_start, row, account_id, status);
    CREATE INDEX invoices_by_document_state ON invoices(document, sort_at, row, account_id, status);
    CREATE INDEX invoices_by_note ON invoices(row) WHERE note IS NOT NULL;
    CREATE INDEX invoices_by_tags ON invoices(tags COLLATE NOCASE, row, account_id, status) WHERE tags IS NOT NULL;
    CREATE INDEX invoices_by_cost_centre ON invoices(cost_centre COLLATE NOCASE, row, account_id, status) WHERE cost_centre IS NOT NULL;
    CREATE INDEX invoices_by_po_number ON invoices(po_number COLLATE NOCASE, row, account_id, status) WHERE po_number IS NOT NULL;
    CREATE INDEX invoices_by_corrected ON invoices(account_id, corrects) WHERE corrects IS NOT NULL;
    CREATE INDEX invoices_not_as_first ON invoices(account_id, row) WHERE version > 1 OR withdrawn_at IS NOT NULL;

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

    ALTER TABLE document_texts ADD COLUMN facts TEXT;     -- JSON labelledFactsSchema: what stands beside its label

    -- What an invoice was before the vendor answered otherwise. Nothing is ever changed here.
    CREATE TABLE invoice_versions (
      invoice         INTEGER NOT NULL REFERENCES invoices(row) ON DELETE CASCADE,
      version         INTEGER NOT NULL,  -- 1: when it became final
      seen_at         TEXT NOT NULL,
      cause           TEXT CHECK (cause IN ('vendor', 'document', 'reader')),
      record          TEXT NOT NULL,     -- JSON invoiceRecordSchema
      document_sha256 TEXT,              -- the PDF that belonged to it
      document_bytes  INTEGER,
      PRIMARY KEY (invoice, version)
    ) STRICT;
    CREATE INDEX invoice_versions_by_document ON invoice_versions(document_sha256) WHERE document_sha256 IS NOT NULL;

    -- The id in the mark of the folder that the documents are in; none before something is written.
    CREATE TABLE archive_folder (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      id   TEXT NOT NULL
    ) STRICT;

    -- The vendor's own JSON, compressed (raw deflate): of each version the first answer, and the last one that said more.
    CREATE TABLE invoice_answers (
      invoice INTEGER NOT NULL REFERENCES invoices(row) ON DELETE CASCADE,
      version INTEGER NOT NULL,
      place   TEXT NOT NULL CHECK (place IN ('first', 'last')),
      at      TEXT NOT NULL,
      answer  BLOB NOT NULL,
      PRIMARY KEY (invoice, version, place)
    ) STRICT;
  `,
};
