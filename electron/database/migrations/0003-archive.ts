import type { Migration } from '../migration.ts';

export const archive: Migration = {
  version: 3,
  name: 'archive',
  sql: /* sql */ `
    -- One row an invoice or credit note. Amounts are minor units of its one currency, times ISO 8601 UTC text.
    CREATE TABLE invoices (
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
      links_at        TEXT NOT NULL,     -- when the vendor last listed the two links
      content         TEXT NOT NULL,     -- hash of everything but links, to notice changes
      first_seen_at   TEXT NOT NULL,
      changed_at      TEXT NOT NULL,
      document        TEXT NOT NULL CHECK (document IN ('none', 'pending', 'stored', 'missing', 'failed')),
      document_error  TEXT,              -- JSON AppError
      document_sha256 TEXT,
      document_bytes  INTEGER,
      sort_at         TEXT NOT NULL GENERATED ALWAYS AS (coalesce(issued_at, created_at)) VIRTUAL,
      signed_total    INTEGER NOT NULL GENERATED ALWAYS AS (CASE type WHEN 'credit-note' THEN -total ELSE total END) VIRTUAL,
      UNIQUE (account_id, id),
      CHECK ((document = 'stored') = (document_sha256 IS NOT NULL))
    ) STRICT;

    -- One for each sort order; each holds what filters need, so that a page is found without reading rows.
    CREATE INDEX invoices_by_date ON invoices(sort_at, row, account_id, status);
    CREATE INDEX invoices_by_number ON invoices((number IS NULL), number COLLATE NOCASE, row, account_id, status);
    CREATE INDEX invoices_by_number_down ON invoices((number IS NULL), number COLLATE NOCASE DESC, row DESC, account_id, status);
    CREATE INDEX invoices_by_total ON invoices(currency, signed_total, row, account_id, status);
    CREATE INDEX invoices_by_status ON invoices(status, sort_at, row, account_id);
    CREATE INDEX invoices_by_due ON invoices((due_at IS NULL), due_at, row, account_id, status);
    CREATE INDEX invoices_by_due_down ON invoices((due_at IS NULL), due_at DESC, row DESC, account_id, status);
    CREATE INDEX invoices_by_account ON invoices(account_id, status, sort_at, row);
    CREATE INDEX invoices_by_period ON invoices(account_id, subscription_id, period_start);
    CREATE INDEX invoices_by_document ON invoices(account_id, row) WHERE document IN ('pending', 'missing', 'failed');
    CREATE INDEX invoices_by_content ON invoices(document_sha256) WHERE document_sha256 IS NOT NULL;
    CREATE INDEX invoices_by_first_seen ON invoices(account_id, first_seen_at);

    CREATE TABLE invoice_lines (
      invoice      INTEGER NOT NULL REFERENCES invoices(row) ON DELETE CASCADE,
      position     INTEGER NOT NULL,
      id           TEXT NOT NULL,
      description  TEXT NOT NULL,
      amount       INTEGER NOT NULL,
      currency     TEXT NOT NULL,
      quantity     REAL,
      period_start TEXT,
      period_end   TEXT,
      price_id     TEXT,
      metered      INTEGER NOT NULL,
      PRIMARY KEY (invoice, position)
    ) STRICT, WITHOUT ROWID;

    -- What filters, sums and search need of each invoice, in few bytes: reading all of it takes milliseconds.
    CREATE TABLE invoice_facts (
      row          INTEGER PRIMARY KEY REFERENCES invoices(row) ON DELETE CASCADE,
      account_id   TEXT NOT NULL,
      status       TEXT NOT NULL,
      currency     TEXT NOT NULL,
      signed_total INTEGER NOT NULL,     -- of a credit note the opposite of its total
      due_at       TEXT,
      search_text  TEXT NOT NULL         -- number, customer and id, folded; a line each
    ) STRICT;

    CREATE VIRTUAL TABLE invoice_search USING fts5(
      search_text, content = 'invoice_facts', content_rowid = 'row', tokenize = 'trigram'
    );
    CREATE TRIGGER invoice_search_added AFTER INSERT ON invoice_facts BEGIN
      INSERT INTO invoice_search(rowid, search_text) VALUES (new.row, new.search_text);
    END;
    CREATE TRIGGER invoice_search_removed AFTER DELETE ON invoice_facts BEGIN
      INSERT INTO invoice_search(invoice_search, rowid, search_text) VALUES ('delete', old.row, old.search_text);
    END;
    CREATE TRIGGER invoice_search_changed AFTER UPDATE OF search_text ON invoice_facts
      WHEN old.search_text <> new.search_text BEGIN
      INSERT INTO invoice_search(invoice_search, rowid, search_text) VALUES ('delete', old.row, old.search_text);
      INSERT INTO invoice_search(rowid, search_text) VALUES (new.row, new.search_text);
    END;

    -- Counts and sums of all invoices alike in these three, kept by triggers: totals must not depend on the archive's size.
    CREATE TABLE invoice_sums (
      account_id   TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      status       TEXT NOT NULL,
      currency     TEXT NOT NULL,
      count        INTEGER NOT NULL,
      signed_total INTEGER NOT NULL,
      PRIMARY KEY (account_id, status, currency)
    ) STRICT, WITHOUT ROWID;
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

    -- How far an account's invoices have been read.
    CREATE TABLE invoice_syncs (
      account_id    TEXT PRIMARY KEY REFERENCES accounts(id) ON DELETE CASCADE,
      full_at       TEXT,                -- when all of them were last read
      first_full_at TEXT                 -- invoices seen before were there already
    ) STRICT;

    -- A listing from new to old, and where it stopped if it did.
    CREATE TABLE invoice_listings (
      account_id     TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      kind           TEXT NOT NULL CHECK (kind IN ('invoices', 'credit-notes')),
      read_up_to     TEXT,               -- newest creation time of the last finished listing
      running        INTEGER NOT NULL DEFAULT 0,
      running_from   TEXT,               -- its lower end; null for all
      running_up_to  TEXT,               -- newest creation time that it saw
      running_after  TEXT,               -- cursor of the next page
      PRIMARY KEY (account_id, kind)
    ) STRICT, WITHOUT ROWID;
  `,
};
