import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLeases } from '../../../electron/database/lease.ts';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { type Database, openDatabase } from '../../../electron/database/open.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

let folder: string;
let db: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lease-'));
  const opened = openDatabase(join(folder, 'billfold.db'), migrations);
  if (!opened.ok) throw new Error(opened.error.code);
  db = opened.value;
});

afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

it('is held through a moment in which nothing can be written', async () => {
  const clock = fakeClock();
  const leases = createLeases(db, clock);
  const release = leases.take('sync:a');
  expect(leases.take('sync:a')).toBeNull();
  db.pragma('query_only = ON');
  await clock.advance(100_000);
  db.pragma('query_only = OFF');
  await clock.advance(150_000);
  expect(leases.isHeld('sync:*')).toBe(true);
  release?.();
  expect(leases.isHeld('sync:*')).toBe(false);
  expect(clock.waiting).toBe(0);
});

it('that another process took over meanwhile is not given back in its place', () => {
  const leases = createLeases(db, fakeClock());
  const release = leases.take('sync:a');
  db.exec("UPDATE leases SET holder = 'elsewhere|1|another'");
  release?.();
  expect(leases.isHeld('sync:a')).toBe(true);
});
