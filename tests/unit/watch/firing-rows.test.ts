import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Account } from '#shared/accounts.ts';
import type { Alert, MoneyAlert, NewAlert } from '#shared/alerts.ts';
import { money } from '#shared/money.ts';
import { periodOfMonth } from '#shared/period.ts';
import type { Database } from '../../../electron/database/open.ts';
import { createAlerts } from '../../../electron/watch/alerts.ts';
import { createFirings, type Finding } from '../../../electron/watch/firings.ts';
import { createPeriods } from '../../../electron/watch/periods.ts';
import { anAccount, openTestDatabase } from '../../support/archive/archive-setup.ts';
import { november, usd } from '../../support/billing-objects.ts';

/* What each statement leaves alone: rows that match all of its conditions but one. */

const at = '2026-11-10T09:00:00.000Z';
const later = '2026-11-10T10:00:00.000Z';
const december = periodOfMonth('2026-12');
const [acme, globex] = ['acme', 'globex'].map((id) => anAccount({ id, name: `The ${id}` })) as [Account, Account];
let db: Database;
beforeEach(() => {
  db = openTestDatabase(':memory:', [acme, globex]);
});
afterEach(() => {
  db.close();
});

type Changes = Partial<Pick<MoneyAlert, 'measure' | 'threshold' | 'steps' | 'scope'>>;
const savedAs = (alert: NewAlert): Alert => {
  const result = createAlerts(db).save(alert, at, 'UTC');
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const saved = (changes: Changes = {}): Alert =>
  savedAs({ accountId: 'acme', measure: 'total', threshold: usd(10000), steps: [], ...changes });
const rowOf = (period = november, accountId = 'acme') =>
  createPeriods(db).watch({ accountId, subject: 'sub_1', window: 'billing-period' }, period, 'Pro', null);
/** Writes it; the new firings' ids and the row of the period. */
function fire(alert: Alert, changes: Partial<Finding> = {}, when = at) {
  const finding: Finding = {
    ...{ account: acme, alert, subscriptionId: 'sub_1', plan: 'Pro', namePlan: false, steps: [100] },
    ...{ row: rowOf(changes.period, changes.account?.id), period: november, amount: usd(12000), billed: null },
    ...{ included: null, late: false, asOf: at },
    ...changes,
  };
  return { ids: createFirings(db).fire(finding, when), row: finding.row };
}
const notifications = () => db.prepare('SELECT count(*) FROM notifications').pluck().get();

test('have fired in their period, at full step, of this amount and currency, in either measure', () => {
  const firings = createFirings(db);
  const alert = saved();
  const { row } = fire(alert);
  expect(firings.hasFired(alert, row)).toBe(true);
  expect(firings.hasFired(saved({ measure: 'forecast' }), row)).toBe(true);
  expect(firings.hasFired(saved({ threshold: money(10000, 'EUR') }), row)).toBe(false);
  expect(firings.hasFired(saved({ threshold: usd(10001) }), row)).toBe(false);
  const early = saved({ threshold: usd(30000), steps: [50] });
  fire(early, { steps: [50] });
  expect(firings.hasFired(early, row)).toBe(false);
  expect(firings.hasFired(alert, rowOf(december))).toBe(false);
});

test('of an alert in a period are those of its measure, amount and currency', () => {
  const firings = createFirings(db);
  const alerts = [
    saved(),
    saved({ measure: 'forecast' }),
    saved({ threshold: usd(5000) }),
    saved({ threshold: money(10000, 'EUR') }),
  ];
  const [first] = alerts.map((alert) => fire(alert));
  if (!first) throw new Error('No period');
  fire(saved(), { period: december });
  for (const alert of alerts) expect(firings.ofPeriod(alert, first.row)).toMatchObject([{ alertId: alert.id }]);
});

test('since a moment are those after it, of the account', () => {
  const firings = createFirings(db);
  fire(saved());
  fire(saved({ threshold: usd(5000) }), {}, later);
  expect(firings.since('acme', at)).toMatchObject([{ threshold: usd(5000) }]);
  expect(firings.since('globex', '2026-01-01T00:00:00.000Z')).toEqual([]);
});

test('are listed newest first, of one account or of all', () => {
  const firings = createFirings(db);
  fire(saved());
  fire(saved(), { account: globex });
  expect(firings.list(null).map(({ accountId }) => accountId)).toEqual(['globex', 'acme']);
  expect(firings.list('acme').map(({ accountId }) => accountId)).toEqual(['acme']);
});

test('that were seen keep when and how, whatever is clicked or looked at later', () => {
  const firings = createFirings(db);
  fire(saved());
  fire(saved({ threshold: usd(5000) }));
  expect(firings.markSeen(['1'], at)).toEqual(['acme']);
  firings.markClicked(2, at);
  firings.markClicked(1, later);
  expect(firings.markSeen(['1', '2'], later)).toEqual([]);
  expect(firings.list(null)).toMatchObject([
    { id: '2', seenAt: at, seenHow: 'click', delivery: 'seen' },
    { id: '1', seenAt: at, seenHow: 'app', delivery: 'seen' },
  ]);
  expect(firings.unseenCount('acme')).toBe(0);
});

test('that nobody saw are counted for their account', () => {
  const firings = createFirings(db);
  fire(saved());
  expect([firings.unseenCount('acme'), firings.unseenCount('globex')]).toEqual([1, 0]);
});

test('are headed by the highest that nobody saw', () => {
  const firings = createFirings(db);
  fire(saved({ steps: [50, 75] }), { steps: [50, 75, 100], namePlan: true });
  const [highest] = firings.list(null);
  expect(firings.headline(1)).toMatchObject({ firing: { step: 100 }, namePlan: true });
  firings.markSeen([highest?.id ?? ''], at);
  expect(firings.headline(1)?.firing).toMatchObject({ step: 75 });
  expect(firings.headline(2)).toBeNull();
  fire(saved({ threshold: usd(5000) }));
  expect(firings.headline(2)?.namePlan).toBe(false);
});

test('are written once each, those found together with one notification', () => {
  const alert = saved({ steps: [50, 75] });
  expect(fire(alert, { steps: [50] }).ids).toEqual(['1']);
  expect(fire(alert, { steps: [50, 75, 100] }).ids).toEqual(['2', '3']);
  expect(notifications()).toBe(2);
  expect(fire(alert, { steps: [50, 75, 100] }).ids).toEqual([]);
  expect([notifications(), createFirings(db).list(null)]).toMatchObject([2, { length: 3 }]);
});

test.each(['app', 'click'] as const)(
  'below one that fired before tell nothing new, and are seen by %s as it is',
  (how) => {
    const firings = createFirings(db);
    const { ids } = fire(saved());
    if (how === 'app') firings.markSeen(ids, later);
    else firings.markClicked(1, later);
    fire(saved({ steps: [90] }), { steps: [90, 100] });
    expect(notifications()).toBe(1);
    expect(firings.list(null)).toMatchObject([
      { step: 90, seenAt: later, seenHow: how },
      { step: 100, seenAt: later, seenHow: how },
    ]);
  },
);

test('below one that nobody saw yet are unseen', () => {
  fire(saved());
  fire(saved({ steps: [90] }), { steps: [90] });
  expect(createFirings(db).list(null)).toMatchObject([{ step: 90, seenAt: null, seenHow: null }, { step: 100 }]);
});

test('tell of money what was found, when and in which period', () => {
  const alert = saved({ measure: 'forecast' });
  fire(alert, { period: december, billed: usd(2000), late: true, asOf: later }, later);
  const [firing] = createFirings(db).list(null);
  expect(firing).toEqual({
    ...{ id: '1', accountId: 'acme', accountName: 'The acme', alertId: alert.id, subscriptionId: 'sub_1', plan: 'Pro' },
    ...{ scope: 'subscription', window: 'billing-period', measure: 'forecast', threshold: usd(10000), step: 100 },
    ...{ amount: usd(12000), billed: usd(2000), period: december, late: true, asOf: later, firedAt: later },
    ...{ delivery: 'pending', notifier: null, attempts: 0, lastTriedAt: null, nextTryAt: null, shownAt: null },
    ...{ seenAt: null, seenHow: null, failure: null, practice: false },
  });
  fire(saved(), { account: { ...acme, practice: true } });
  expect(createFirings(db).list(null)[0]).toMatchObject({ practice: true, billed: null, late: false });
});

test('tell of usage what was used, in its own unit, and what is included', () => {
  const threshold = { quantity: 80, unit: 'percent' } as const;
  const alert = savedAs({ accountId: 'acme', measure: 'bandwidth', threshold, steps: [] });
  const amount = { quantity: 90_000, unit: 'byte' } as const;
  fire(alert, { amount, included: 100_000 });
  const [firing] = createFirings(db).list(null);
  expect(firing).toMatchObject({ measure: 'bandwidth', threshold, amount, included: 100_000 });
  expect(firing).not.toHaveProperty('billed');
});

test('name the next try only while the last one failed', () => {
  fire(saved());
  const set = (state: string) => {
    db.prepare('UPDATE notifications SET state = ?, next_try_at = ?, claimed_at = ?').run(state, later, at);
    return createFirings(db).list(null)[0];
  };
  expect(set('failed')).toMatchObject({ delivery: 'failed', nextTryAt: later, lastTriedAt: at });
  expect(set('shown')).toMatchObject({ delivery: 'shown', nextTryAt: null, lastTriedAt: at });
});
