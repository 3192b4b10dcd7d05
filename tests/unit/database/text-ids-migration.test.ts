import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createActions } from '../../../electron/accounts/actions.ts';
import { shortIds } from '../../../electron/commands/short-ids.ts';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { type Database, openDatabase } from '../../../electron/database/open.ts';
import { createAlerts } from '../../../electron/watch/alerts.ts';

function opened(file: string, until: number): Database {
  const found = openDatabase(
    file,
    migrations.filter(({ version }) => version < until),
  );
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

/** A database with numbers for ids, whose clock was wrong once, and whose practice account was ahead before it was closed. */
function migrated(until = 23): Database {
  const folder = mkdtempSync(join(tmpdir(), 'billfold-text-ids-'));
  const file = join(folder, 'billfold.db');
  const old = opened(file, 21);
  old.exec(`
    INSERT INTO accounts (id, name, name_key, role, practice, created_at, removed_at) VALUES
      ('practice', 'p', 'p', 'administrator', 1, '2026-01-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z'),
      ('acme', 'acme', 'acme', 'finance', 0, '2026-01-01T00:00:00.000Z', NULL);
    INSERT INTO alerts (id, account_id, scope, time_window, time_zone, measure, threshold, unit, steps, created_at) VALUES
      (1, 'practice', 'subscription', 'billing-period', NULL, 'total', 100, 'USD', '[]', '2099-12-01T00:00:00.000Z'),
      (2, 'acme', 'subscription', 'billing-period', NULL, 'total', 200, 'USD', '[50]', '2026-11-01T00:00:00.000Z'),
      (3, NULL, 'all', 'calendar-month', 'Europe/Berlin', 'total', 300, 'USD', '[]', '2026-10-01T00:00:00.000Z');
    INSERT INTO notifications (id, account_id, kind, state, created_at) VALUES
      (1, 'acme', 'firing', 'shown', '2026-11-05T00:00:00.000Z'),
      (2, 'acme', 'not-compared', 'shown', '2026-11-06T00:00:00.000Z');
    INSERT INTO periods (id, account_id, time_window, subject, plan, period_start, period_end) VALUES
      (1, 'acme', 'billing-period', 'sub_1', 'Pro', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z');
    INSERT INTO firings (account_id, account_name, practice, alert_id, scope, time_window, subscription_id, plan, name_plan,
        measure, threshold, unit, step, period_id, period_start, period_end, amount, late, as_of, fired_at, notification_id)
      VALUES ('acme', 'acme', 0, 9, 'subscription', 'billing-period', 'sub_1', 'Pro', 0, 'total', 900, 'USD', 100, 1,
        '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z', 950, 0, '2026-11-05T00:00:00.000Z',
        '2026-11-05T00:00:00.000Z', 1);
    INSERT INTO alert_outages (alert_id, subject, plan, reason, raised_at, notification_id)
      VALUES (2, 'sub_1', 'Pro', 'gone', '2026-11-06T00:00:00.000Z', 2);
    INSERT INTO actions (at, actor, what, account_id) VALUES
      ('2099-01-01T00:00:00.000Z', 'hanna', 'account.renamed', NULL),
      ('2026-01-02T00:00:00.000Z', 'hanna', 'account.renamed', NULL);`);
  old.close();
  const db = opened(file, until);
  onTestFinished(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return db;
}

test('what is added later sorts after rows whose clock was ahead, and those stay in the order that they had', () => {
  const db = migrated();
  const later = Date.now() + 60_000;
  const actions = createActions(db, { now: () => later }, () => 'hanna');
  actions.record({ what: 'account.renamed', accountId: null, before: null, after: null });
  const at = actions.list(null, 10, null).map((action) => action.at);
  expect(at).toEqual([new Date(later).toISOString(), '2026-01-02T00:00:00.000Z', '2099-01-01T00:00:00.000Z']);
});

test('alerts keep what they watch, an outage its alert, and an event of a removed alert names one that is there no more', () => {
  const db = migrated();
  const rows = (sql: string) => db.prepare(sql).all();
  expect(rows('SELECT account_id, scope, time_zone, threshold, steps FROM alerts ORDER BY id')).toEqual([
    { account_id: 'practice', scope: 'subscription', time_zone: null, threshold: 100, steps: '[]' },
    { account_id: 'acme', scope: 'subscription', time_zone: null, threshold: 200, steps: '[50]' },
    { account_id: null, scope: 'all', time_zone: 'Europe/Berlin', threshold: 300, steps: '[]' },
  ]);
  expect(rows('SELECT threshold, subject, reason FROM alert_outages JOIN alerts a ON a.id = alert_id')).toEqual([
    { threshold: 200, subject: 'sub_1', reason: 'gone' },
  ]);
  expect(rows('SELECT threshold, alert_id IN (SELECT id FROM alerts) AS kept FROM alert_events')).toEqual([
    { threshold: 900, kept: 0 },
  ]);
});

test('an id as short as a list shows it finds its alert, whatever begins alike in a closed account', () => {
  const db = migrated(Number.POSITIVE_INFINITY);
  const alerts = createAlerts(db);
  const works = () => {
    const shown = [...alerts.list('acme'), ...alerts.listAll()].map(({ id }) => id);
    const short = shortIds(shown);
    for (const id of shown) expect(alerts.find(short(id))).toMatchObject({ ok: true, value: { id } });
    return shown.length;
  };
  expect(works()).toBe(2);
  db.exec("DELETE FROM alerts WHERE scope = 'all'");
  expect(works()).toBe(1);
});
