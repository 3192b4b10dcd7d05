import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { openDatabase } from '../../../electron/database/open.ts';

it('keeps what sellers are known by and what people said, and takes payees from now on', () => {
  const folder = mkdtempSync(join(tmpdir(), 'billfold-payees-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'billfold.db');
  const opened = (until: number) => {
    const found = openDatabase(
      file,
      migrations.filter(({ version }) => version < until),
    );
    if (!found.ok) throw new Error(found.error.code);
    return found.value;
  };
  const marks = 'SELECT seller_id, kind, key, text, state, said_by, since FROM seller_marks ORDER BY kind';
  const old = opened(40);
  old.exec(`INSERT INTO sellers (id, name, told_missing) VALUES ('s1', 'Pixel', '2026-10-01');
    INSERT INTO seller_marks VALUES ('s1', 'name', 'pixel', 'Pixel GmbH', 'known', NULL, '2026-01-01'),
      ('s1', 'bank-account', 'DE1', 'DE 1', 'refused', 'Ada', '2026-02-01')`);
  const before = old.prepare(marks).all();
  old.close();

  const now = opened(Number.POSITIVE_INFINITY);
  expect(now.prepare(marks).all()).toEqual(before);
  now.exec(`INSERT INTO seller_marks VALUES ('s1', 'payee', 'bank', 'Bank AG', 'known', NULL, '2026-03-01')`);
  now.exec(`DELETE FROM sellers`);
  expect(now.prepare(marks).all()).toEqual([]);
  now.close();
});
