import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createAccountingDays } from '../../../electron/archive/accounting-days.ts';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { type Database, openDatabase } from '../../../electron/database/open.ts';

function opened(file: string, until: number): Database {
  const found = openDatabase(
    file,
    migrations.filter(({ version }) => version < until),
  );
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

/** A database of before, with one invoice where wanted, opened by the migrations of now. */
function migrated(invoice: boolean): Database {
  const folder = mkdtempSync(join(tmpdir(), 'billfold-days-'));
  const file = join(folder, 'billfold.db');
  const old = opened(file, 23);
  if (invoice)
    old.exec(`
      INSERT INTO accounts (id, name, name_key, role, practice, created_at)
        VALUES ('acme', 'acme', 'acme', 'finance', 0, '2026-01-01T00:00:00.000Z');
      INSERT INTO invoices (row, account_id, id, type, status, created_at, issued_at, period_start, period_end, currency,
          net, tax, total, credit_applied, amount_due, links_at, content, changed_at, first_seen_at, document)
        VALUES (1, 'acme', 'in_1', 'invoice', 'open', '2026-05-31T23:30:00.000Z', '2026-05-31T23:30:00.000Z',
          '2026-04-30T22:00:00.000Z', '2026-05-31T22:00:00.000Z', 'EUR', 100, 0, 100, 0, 100,
          '2026-06-01T00:00:00.000Z', 'x', '2026-06-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z', 'none');
      INSERT INTO invoice_facts (row, account_id, status, currency, signed_total, issued_on, due_at, pdf, xml)
        VALUES (1, 'acme', 'open', 'EUR', 100, '2026-05-31', NULL, 0, 0);
      INSERT INTO invoice_lines (invoice, position, id, description, amount, currency, quantity, period_start, period_end, price_id, metered)
        VALUES (1, 0, 'a', 'a', 50, 'EUR', 1, '2026-06-01T00:00:00.000Z', '2026-07-01T00:00:00.000Z', NULL, 0),
               (1, 1, 'b', 'b', 30, 'EUR', 1, '2026-05-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z', NULL, 1),
               (1, 2, 'c', 'c', 20, 'EUR', 1, '2026-05-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z', NULL, 1);
    `);
  old.close();
  const db = opened(file, Number.POSITIVE_INFINITY);
  onTestFinished(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });
  return db;
}

const issuedOn = (db: Database) => db.prepare('SELECT issued_on FROM invoice_facts').pluck().get();

test('an archive of before keeps its days, which were those of UTC, until somebody chooses another zone', () => {
  const db = migrated(true);
  const days = createAccountingDays(db);
  expect([days.chosen(), issuedOn(db)]).toEqual(['UTC', '2026-05-31']);
  days.settle('Europe/Berlin');
  expect([days.timeZone(), issuedOn(db)]).toEqual(['Europe/Berlin', '2026-06-01']);
});

test('an archive that nobody has begun has no zone yet', () => {
  expect(createAccountingDays(migrated(false)).chosen()).toBeNull();
});

test('what its lines are for is learned from them', () => {
  const row = migrated(true).prepare('SELECT usage_start, usage_end, fixed_start, service_start FROM invoices').get();
  expect(row).toEqual({
    usage_start: '2026-05-01T00:00:00.000Z',
    usage_end: '2026-06-01T00:00:00.000Z',
    fixed_start: '2026-06-01T00:00:00.000Z',
    service_start: '2026-05-01T00:00:00.000Z',
  });
});
