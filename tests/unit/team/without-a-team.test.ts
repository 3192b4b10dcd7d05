import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isCapturing, startCapture, stopCapture } from '../../../electron/team/capture.ts';
import { openMigrated } from '../../support/migrated-database.ts';
import { addAccount } from '../../support/team/rows.ts';

it('notes no changes and has no triggers without a team, and none after it', () => {
  const db = openMigrated(':memory:');
  const noted = db.prepare('SELECT count(*) FROM team_changes').pluck();
  expect(isCapturing(db)).toBe(false);
  addAccount(db, 'before');
  expect(noted.get()).toBe(0);
  startCapture(db);
  addAccount(db, 'within');
  expect(noted.get()).toBe(1);
  stopCapture(db);
  expect(isCapturing(db)).toBe(false);
  addAccount(db, 'after');
  expect(noted.get()).toBe(1);
  db.close();
});

it('loads the driver where a server is asked, and nowhere before', () => {
  const folder = join(import.meta.dirname, '../../../electron');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const having = (wanted: RegExp) => files.filter((file) => wanted.test(readFileSync(join(folder, file), 'utf8')));
  expect(files.length).toBeGreaterThan(300);
  expect(having(/^(import|export) (?!type )[^;]*from 'pg/m)).toEqual([]);
  expect(having(/import\('pg/)).toEqual([join('team', 'server-connection.ts')]);
});
