import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { openDatabase } from '../../../electron/database/open.ts';

const before = migrations.filter(({ version }) => version < 14);

function open(file: string, steps: typeof migrations) {
  const opened = openDatabase(file, steps);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

test('accounts that were removed keep their names where they can, and get others where they cannot', () => {
  const folder = mkdtempSync(join(tmpdir(), 'closed-accounts-'));
  const file = join(folder, 'billfold.db');
  const old = open(file, before);
  const add = old.prepare(
    "INSERT INTO accounts (id, name, name_key, role, practice, created_at, removed_at) VALUES (?, ?, lower(?), 'finance', ?, '2025-01-01', ?)",
  );
  const rows: [id: string, name: string, practice: number, removedAt: string | null][] = [
    ['open', 'Acme', 0, null],
    ['first', 'ACME', 0, '2026-01-05T08:00:00.000Z'],
    ['second', 'Acme', 0, '2026-01-05T09:00:00.000Z'],
    ['alone', 'Zebra', 0, '2026-02-01T00:00:00.000Z'],
    ['made-up', 'Acme', 1, '2026-02-01T00:00:00.000Z'],
    ['called-so', 'Acme (closed 2026-01-05)', 0, null],
  ];
  for (const [id, name, practice, removedAt] of rows) add.run(id, name, name, practice, removedAt);
  old.close();

  const db = open(file, migrations);
  expect(db.prepare('SELECT id, name, name_key FROM accounts ORDER BY rowid').raw().all()).toEqual([
    ['open', 'Acme', 'acme'],
    ['first', 'ACME (closed 2026-01-05, 2)', 'acme (closed 2026-01-05, 2)'],
    ['second', 'Acme (closed 2026-01-05) second', 'acme (closed 2026-01-05) second'],
    ['alone', 'Zebra', 'zebra'],
    ['made-up', 'Acme', 'acme'],
    ['called-so', 'Acme (closed 2026-01-05)', 'acme (closed 2026-01-05)'],
  ]);
  expect(() => db.exec("UPDATE accounts SET name_key = 'zebra' WHERE id = 'open'")).toThrow('UNIQUE');
  db.close();
  rmSync(folder, { recursive: true });
});
