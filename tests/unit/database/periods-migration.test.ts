import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { anUpcoming, november, usd } from '../../support/billing-objects.ts';
import { watchWorld } from '../../support/watch-world.ts';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { openDatabase } from '../../../electron/database/open.ts';

const before = migrations.filter(({ version }) => version < 15);

/** A database as it was when a period was its start to the second: November was told twice, an hour apart. */
function olderFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'billfold-periods-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const opened = openDatabase(join(folder, 'billfold.db'), before);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  db.exec(`
    INSERT INTO accounts (id, name, name_key, role, practice, created_at)
      VALUES ('acme', 'acme', 'acme', 'finance', 0, '2026-01-01T00:00:00.000Z');
    INSERT INTO alerts (id, account_id, measure, threshold, unit, steps, created_at)
      VALUES (7, 'acme', 'total', 10000, 'USD', '[50]', '2026-10-01T00:00:00.000Z');
    INSERT INTO watched_periods (account_id, subscription_id, plan, period_start, period_end) VALUES
      ('acme', 'sub_1', 'Pro', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'),
      ('acme', 'sub_1', 'Pro', '2026-11-01T01:00:00.000Z', '2026-12-01T01:00:00.000Z');
    INSERT INTO notifications (id, account_id, kind, state, created_at) VALUES
      (1, 'acme', 'firing', 'shown', '2026-11-05T00:00:00.000Z'),
      (2, 'acme', 'firing', 'shown', '2026-11-05T01:00:00.000Z'),
      (3, 'acme', 'firing', 'shown', '2026-09-05T00:00:00.000Z'),
      (4, 'acme', 'firing', 'shown', '2026-11-05T02:00:00.000Z');`);
  const alertEvent = db.prepare(
    `INSERT INTO firings (account_id, account_name, practice, alert_id, subscription_id, plan, name_plan, measure, threshold,
       unit, step, period_start, period_end, amount, late, as_of, fired_at, notification_id)
     VALUES ('acme', 'acme', 0, 7, ?, 'Pro', 0, 'total', 10000, 'USD', 100, ?, ?, 12000, 0, ?, ?, ?)`,
  );
  const at = '2026-11-05T00:00:00.000Z';
  alertEvent.run('sub_1', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z', at, at, 1);
  alertEvent.run('sub_1', '2026-11-01T01:00:00.000Z', '2026-12-01T01:00:00.000Z', at, at, 2);
  // Of a period that was not kept.
  alertEvent.run('sub_1', '2026-09-01T00:00:00.000Z', '2026-10-01T00:00:00.000Z', at, at, 3);
  // Of another subscription in the same time, whose period was not kept.
  alertEvent.run('sub_2', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z', at, at, 4);
  db.close();
  return folder;
}

test('what had triggered stays, each in its period, and fires no third time', async () => {
  const world = watchWorld('2026-11-10T09:00:00.000Z', olderFolder());
  try {
    expect(
      world.db
        .prepare(
          'SELECT f.subscription_id AS of, p.subject AS subject, p.period_start AS start FROM alert_events f JOIN periods p ON p.id = f.period_id ORDER BY f.id',
        )
        .all(),
    ).toEqual([
      { of: 'sub_1', subject: 'sub_1', start: '2026-11-01T00:00:00.000Z' },
      { of: 'sub_1', subject: 'sub_1', start: '2026-11-01T01:00:00.000Z' },
      { of: 'sub_1', subject: 'sub_1', start: '2026-09-01T00:00:00.000Z' },
      { of: 'sub_2', subject: 'sub_2', start: '2026-11-01T00:00:00.000Z' },
    ]);
    expect(world.watch.events.list('acme').map(({ period }) => period.start)).toEqual([
      '2026-11-01T00:00:00.000Z',
      '2026-09-01T00:00:00.000Z',
      '2026-11-01T01:00:00.000Z',
      '2026-11-01T00:00:00.000Z',
    ]);
    expect(world.watch.alerts.list('acme')).toMatchObject([
      { scope: 'subscription', window: 'billing-period', timeZone: null, threshold: usd(10000), steps: [50] },
    ]);
    const moved = { start: '2026-11-02T00:00:00.000Z', end: '2026-12-02T00:00:00.000Z' } as const;
    for (const period of [november, moved]) {
      world.source().state.upcoming['sub_1'] = anUpcoming({ period, total: usd(12000), lines: [] });
      await world.watch.check('acme');
    }
    expect(world.watch.events.list('acme').filter(({ step }) => step === 100)).toHaveLength(4);
    expect(world.notifier.shown).toEqual([]);
    const ids = world.db.prepare('SELECT count(DISTINCT period_id) AS n FROM alert_events').get();
    expect(ids).toEqual({ n: 4 });
    expect(world.db.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
    const next = { start: '2026-12-02T00:00:00.000Z', end: '2027-01-02T00:00:00.000Z' } as const;
    world.source().state.upcoming['sub_1'] = anUpcoming({ period: next, total: usd(12000), lines: [] });
    await world.watch.check('acme');
    expect(world.notifier.shown).toHaveLength(1);
  } finally {
    world.remove();
  }
});
