import { expect, it } from 'vitest';
import { createInvoiceQuery } from '../../../electron/archive/invoice-query.ts';
import { createInvoiceTexts } from '../../../electron/archive/invoice-texts.ts';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { openDatabase } from '../../../electron/database/open.ts';
import { anAccount, firstPage, temporaryFolder } from '../../support/archive/archive-setup.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

it('keeps an archive from before findable, and learns its lines in the background', () => {
  using folder = temporaryFolder();
  const file = `${folder.path}/billfold.db`;
  const before = openDatabase(
    file,
    migrations.filter(({ version }) => version < 9),
  );
  if (!before.ok) throw new Error(before.error.code);
  before.value.exec(`
    INSERT INTO accounts (id, name, name_key, role, practice, created_at) VALUES ('acc1', 'Acme', 'acme', 'finance', 0, 'x');
    INSERT INTO invoices (account_id, id, number, type, status, created_at, issued_at, period_start, period_end, currency,
        net, tax, total, credit_applied, amount_due, links_at, content, first_seen_at, changed_at, document)
      VALUES ('acc1', 'in_1', 'INV-7', 'invoice', 'paid', '2026-01-02T00:00:00.000Z', '2026-01-02T00:00:00.000Z',
        '2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z', 'USD', 100, 0, 100, 0, 0, 'x', 'x', 'x', 'x', 'none');
    INSERT INTO invoice_lines (invoice, position, id, description, amount, currency, metered)
      VALUES (1, 0, 'il_1', 'Übertragung', 100, 'USD', 0);
    INSERT INTO invoice_facts (row, account_id, status, currency, signed_total, due_at, search_text)
      VALUES (1, 'acc1', 'paid', 'USD', 100, NULL, 'inv-7');
  `);
  before.value.close();

  const opened = openDatabase(file, migrations);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  const queryInvoices = createInvoiceQuery(db, () => [anAccount()], fakeClock());
  const count = (text: string) => queryInvoices({ ...firstPage, text }).count;
  expect(queryInvoices(firstPage)).toMatchObject({ count: 1, totals: [{ amount: 100, currency: 'USD' }] });
  expect([count('inv-7'), count('ubertrag')]).toEqual([1, 0]);
  expect(createInvoiceTexts(db).renewSome(50)).toBe(false);
  expect([count('inv-7'), count('ubertrag')]).toEqual([1, 1]);
  db.exec('DELETE FROM invoices');
  expect(count('inv-7')).toBe(0);
  expect(queryInvoices(firstPage).count).toBe(0);
  db.close();
});

it('knows stored PDFs for stored, and the others for what they are', () => {
  using folder = temporaryFolder();
  const file = `${folder.path}/billfold.db`;
  const before = openDatabase(
    file,
    migrations.filter(({ version }) => version < 9),
  );
  if (!before.ok) throw new Error(before.error.code);
  before.value.exec(
    "INSERT INTO accounts (id, name, name_key, role, practice, created_at) VALUES ('acc1', 'Acme', 'acme', 'finance', 0, 'x')",
  );
  const add = before.value.prepare(
    `INSERT INTO invoices (account_id, id, number, type, status, created_at, issued_at, period_start, period_end, currency,
        net, tax, total, credit_applied, amount_due, links_at, content, first_seen_at, changed_at, document, document_sha256,
        document_bytes)
      VALUES ('acc1', ?, ?, 'invoice', 'paid', '2026-01-02T00:00:00.000Z', '2026-01-02T00:00:00.000Z',
        '2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z', 'USD', 100, 0, 100, 0, 0, 'x', 'x', 'x', 'x', ?, ?, ?)`,
  );
  const states = ['stored', 'missing', 'failed', 'pending', 'none', 'stored'];
  for (const [index, state] of states.entries()) {
    const stored = state === 'stored';
    add.run(`in_${index}`, `INV-${index}`, state, stored ? `hash${index}` : null, stored ? 10 : null);
  }
  before.value.exec(`INSERT INTO invoice_facts (row, account_id, status, currency, signed_total, due_at, search_text)
    SELECT row, account_id, status, currency, total, due_at, '' FROM invoices`);
  before.value.close();

  const opened = openDatabase(file, migrations);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  expect(db.prepare('SELECT document, document_sha256 FROM invoices ORDER BY row').all()).toEqual(
    states.map((document, index) => ({ document, document_sha256: document === 'stored' ? `hash${index}` : null })),
  );
  const pdfs = db.prepare('SELECT pdf FROM invoice_facts ORDER BY row').pluck().all();
  expect(pdfs).toEqual(states.map((state) => (state === 'stored' ? 1 : 0)));
  // Exactly the stored ones are waiting to be read.
  expect(db.prepare('SELECT count(*) FROM invoice_facts WHERE pdf = 1 AND document_id IS NULL').pluck().get()).toBe(2);
  db.close();
});
