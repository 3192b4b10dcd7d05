import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
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

it('every document of before is a PDF, and those that were imported are read again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'billfold-kinds-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'billfold.db');
  const old = opened(file, 30);
  old.exec(`INSERT INTO accounts (id, name, name_key, role, practice, created_at, removed_at)
    VALUES ('a', 'a', 'a', 'finance', 0, '2026-01-01T00:00:00.000Z', NULL)`);
  const insert = old.prepare(
    `INSERT INTO invoices (account_id, id, type, status, created_at, period_start, period_end, currency, total, links_at,
       content, first_seen_at, changed_at, source, document, document_sha256, document_bytes)
     VALUES ('a', ?, 'invoice', 'open', @at, @at, @at, 'EUR', 100, @at, '', @at, @at, ?, ?, ?, ?)`,
  );
  const at = { at: '2026-01-01T00:00:00.000Z' };
  insert.run('vendors', 'vendor', 'stored', 'aa', 1, at);
  insert.run('imported', 'import', 'stored', 'bb', 1, at);
  old.close();

  const now = opened(file, Number.POSITIVE_INFINITY);
  expect(now.prepare('SELECT DISTINCT document_kind FROM invoices').pluck().all()).toEqual(['pdf']);
  expect(now.prepare('SELECT i.id FROM imports_to_read t JOIN invoices i ON i.row = t.invoice').pluck().all()).toEqual([
    'imported',
  ]);
  now.close();
});
