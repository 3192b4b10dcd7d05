import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { openDatabase } from '../../../electron/database/open.ts';

const before = migrations.filter(({ version }) => version < 14);

function open(file: string, steps: typeof migrations) {
  const opened = openDatabase(file, steps);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

type Account = readonly [id: string, name: string, practice: number, removedAt: string | null];

/** The names after the migration of accounts from before it. */
function migrated(accounts: readonly Account[]) {
  const folder = mkdtempSync(join(tmpdir(), 'closed-accounts-'));
  const file = join(folder, 'billfold.db');
  const old = open(file, before);
  const add = old.prepare(
    "INSERT INTO accounts (id, name, name_key, role, practice, created_at, removed_at) VALUES (?, ?, lower(?), 'finance', ?, '2025-01-01', ?)",
  );
  for (const [id, name, practice, removedAt] of accounts) add.run(id, name, name, practice, removedAt);
  old.close();
  const db = open(file, migrations);
  onTestFinished(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });
  return { db, names: db.prepare('SELECT id, name, name_key FROM accounts ORDER BY rowid').raw().all() };
}

test('accounts that were removed keep their names where they can, and get others where they cannot', () => {
  const { db, names } = migrated([
    ['open', 'Acme', 0, null],
    ['first', 'ACME', 0, '2026-01-05T08:00:00.000Z'],
    ['second', 'Acme', 0, '2026-01-05T09:00:00.000Z'],
    ['alone', 'Zebra', 0, '2026-02-01T00:00:00.000Z'],
    ['made-up', 'Acme', 1, '2026-02-01T00:00:00.000Z'],
    ['called-so', 'Acme (closed 2026-01-05)', 0, null],
  ]);
  expect(names).toEqual([
    ['open', 'Acme', 'acme'],
    ['first', 'ACME (closed 2026-01-05, 2)', 'acme (closed 2026-01-05, 2)'],
    ['second', 'Acme (closed 2026-01-05) second', 'acme (closed 2026-01-05) second'],
    ['alone', 'Zebra', 'zebra'],
    ['made-up', 'Acme', 'acme'],
    ['called-so', 'Acme (closed 2026-01-05)', 'acme (closed 2026-01-05)'],
  ]);
  expect(() => db.exec("UPDATE accounts SET name_key = 'zebra' WHERE id = 'open'")).toThrow('UNIQUE');
});

test('of two removed ones that would be called the same, the first keeps that name', () => {
  const { names } = migrated([
    ['open', 'Acme', 0, null],
    ['first', 'Acme', 0, '2026-01-05T08:00:00.000Z'],
    ['called-so', 'Acme (closed 2026-01-05)', 0, '2026-02-01T00:00:00.000Z'],
    ['made-up', 'Acme (closed 2026-01-05)', 1, '2026-02-01T00:00:00.000Z'],
  ]);
  expect(names).toEqual([
    ['open', 'Acme', 'acme'],
    ['first', 'Acme (closed 2026-01-05)', 'acme (closed 2026-01-05)'],
    ['called-so', 'Acme (closed 2026-01-05) called-so', 'acme (closed 2026-01-05) called-so'],
    ['made-up', 'Acme (closed 2026-01-05)', 'acme (closed 2026-01-05)'],
  ]);
});
