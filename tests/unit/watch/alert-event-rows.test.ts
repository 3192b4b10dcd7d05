import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Account } from '#shared/accounts.ts';
import type { Alert, MoneyAlert, NewAlert } from '#shared/alerts.ts';
import { money } from '#shared/money.ts';
import { periodOfMonth } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../../../electron/database/open.ts';
import { createAlerts } from '../../../electron/watch/alerts.ts';
import { createAlertEvents, type Finding } from '../../../electron/watch/alert-events.ts';
import { createPeriods } from '../../../electron/watch/periods.ts';
import { anAccount, openTestDatabase } from '../../support/archive/archive-setup.ts';
import type { Cause } from '#shared/comparison.ts';
import { november, usd } from '../../support/billing-objects.ts';

/* What each statement leaves alone: rows that match all of its conditions but one. */

const at: Instant = '2026-11-10T09:00:00.000Z';
const later: Instant = '2026-11-10T10:00:00.000Z';
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
/** Writes it; the new alert events' ids and the row of the period. */
function trigger(alert: Alert, changes: Partial<Finding> = {}, when: Instant = at) {
  const finding: Finding = {
    ...{ account: acme, alert, subscriptionId: 'sub_1', plan: 'Pro', namePlan: false, steps: [100] },
    ...{
      row: rowOf(changes.period, changes.account?.id),
      period: november,
      amount: usd(12000),
      billed: null,
      cause: () => null,
    },
    ...{ included: null, late: false, asOf: at },
    ...changes,
  };
  return { ids: createAlertEvents(db).trigger(finding, when), row: finding.row };
}
const notifications = () => db.prepare('SELECT count(*) FROM notifications').pluck().get();

test('have fired in their period, at full step, of this amount and currency, in either measure', () => {
  const alertEvents = createAlertEvents(db);
  const alert = saved();
  const { row } = trigger(alert);
  expect(alertEvents.hasTriggered(alert, row)).toBe(true);
  expect(alertEvents.hasTriggered(saved({ measure: 'forecast' }), row)).toBe(true);
  expect(alertEvents.hasTriggered(saved({ threshold: money(10000, 'EUR') }), row)).toBe(false);
  expect(alertEvents.hasTriggered(saved({ threshold: usd(10001) }), row)).toBe(false);
  const early = saved({ threshold: usd(30000), steps: [50] });
  trigger(early, { steps: [50] });
  expect(alertEvents.hasTriggered(early, row)).toBe(false);
  expect(alertEvents.hasTriggered(alert, rowOf(december))).toBe(false);
});

test('of an alert in a period are those of its measure, amount and currency', () => {
  const alertEvents = createAlertEvents(db);
  const alerts = [
    saved(),
    saved({ measure: 'forecast' }),
    saved({ threshold: usd(5000) }),
    saved({ threshold: money(10000, 'EUR') }),
  ];
  const [first] = alerts.map((alert) => trigger(alert));
  if (!first) throw new Error('No period');
  trigger(saved(), { period: december });
  for (const alert of alerts) expect(alertEvents.ofPeriod(alert, first.row)).toMatchObject([{ alertId: alert.id }]);
});

test('since a moment are those after it, of the account', () => {
  const alertEvents = createAlertEvents(db);
  trigger(saved());
  trigger(saved({ threshold: usd(5000) }), {}, later);
  expect(alertEvents.since('acme', at)).toMatchObject([{ threshold: usd(5000) }]);
  expect(alertEvents.since('globex', '2026-01-01T00:00:00.000Z')).toEqual([]);
});

test('are listed newest first, of one account or of all', () => {
  const alertEvents = createAlertEvents(db);
  trigger(saved());
  trigger(saved(), { account: globex });
  expect(alertEvents.list(null).map(({ accountId }) => accountId)).toEqual(['globex', 'acme']);
  expect(alertEvents.list('acme').map(({ accountId }) => accountId)).toEqual(['acme']);
});

test('that were seen keep when and how, whatever is clicked or looked at later', () => {
  const alertEvents = createAlertEvents(db);
  const [first, second] = [trigger(saved()), trigger(saved({ threshold: usd(5000) }))].flatMap(({ ids }) => ids);
  if (!first || !second) throw new Error('Not triggered');
  expect(alertEvents.markSeen([first], at)).toEqual(['acme']);
  alertEvents.markClicked(2, at);
  alertEvents.markClicked(1, later);
  expect(alertEvents.markSeen([first, second], later)).toEqual([]);
  expect(alertEvents.list(null)).toMatchObject([
    { id: second, seenAt: at, seenHow: 'click', delivery: 'seen' },
    { id: first, seenAt: at, seenHow: 'app', delivery: 'seen' },
  ]);
  expect(alertEvents.unseenCount('acme')).toBe(0);
});

test('that nobody saw are counted for their account', () => {
  const alertEvents = createAlertEvents(db);
  trigger(saved());
  expect([alertEvents.unseenCount('acme'), alertEvents.unseenCount('globex')]).toEqual([1, 0]);
});

test('are headed by the highest that nobody saw', () => {
  const alertEvents = createAlertEvents(db);
  trigger(saved({ steps: [50, 75] }), { steps: [50, 75, 100], namePlan: true });
  const [highest] = alertEvents.list(null);
  expect(alertEvents.headline(1)).toMatchObject({ alertEvent: { step: 100 }, namePlan: true });
  alertEvents.markSeen(highest ? [highest.id] : [], at);
  expect(alertEvents.headline(1)?.alertEvent).toMatchObject({ step: 75 });
  expect(alertEvents.headline(2)).toBeNull();
  trigger(saved({ threshold: usd(5000) }));
  expect(alertEvents.headline(2)?.namePlan).toBe(false);
});

test('are written once each, those found together with one notification', () => {
  const alert = saved({ steps: [50, 75] });
  const { ids } = trigger(alert, { steps: [50] });
  ids.push(...trigger(alert, { steps: [50, 75, 100] }).ids);
  expect(notifications()).toBe(2);
  expect(trigger(alert, { steps: [50, 75, 100] }).ids).toEqual([]);
  const events = createAlertEvents(db).list(null).toReversed();
  expect(events.map(({ id, step }) => [id, step])).toEqual([50, 75, 100].map((step, index) => [ids[index], step]));
  expect(notifications()).toBe(2);
});

test.each(['app', 'click'] as const)(
  'below one that fired before tell nothing new, and are seen by %s as it is',
  (how) => {
    const alertEvents = createAlertEvents(db);
    const { ids } = trigger(saved());
    if (how === 'app') alertEvents.markSeen(ids, later);
    else alertEvents.markClicked(1, later);
    trigger(saved({ steps: [90] }), { steps: [90, 100] });
    expect(notifications()).toBe(1);
    expect(alertEvents.list(null)).toMatchObject([
      { step: 90, seenAt: later, seenHow: how },
      { step: 100, seenAt: later, seenHow: how },
    ]);
  },
);

test('below one that nobody saw yet are unseen', () => {
  trigger(saved());
  trigger(saved({ steps: [90] }), { steps: [90] });
  expect(createAlertEvents(db).list(null)).toMatchObject([{ step: 90, seenAt: null, seenHow: null }, { step: 100 }]);
});

test('tell of money what was found, when and in which period', () => {
  const alert = saved({ measure: 'forecast' });
  const cause: Cause = {
    ...{ rise: usd(2000), since: november.start, by: 'checks' },
    lines: [{ description: 'Bandwidth', rise: usd(2000), quantity: 2 }],
  };
  const changes = { period: december, billed: usd(2000), cause: () => cause, late: true, asOf: later };
  const [id] = trigger(alert, changes, later).ids;
  const [alertEvent] = createAlertEvents(db).list(null);
  expect(alertEvent).toEqual({
    ...{ id, accountId: 'acme', accountName: 'The acme', alertId: alert.id, subscriptionId: 'sub_1', plan: 'Pro' },
    ...{ scope: 'subscription', window: 'billing-period', measure: 'forecast', threshold: usd(10000), step: 100 },
    ...{ amount: usd(12000), billed: usd(2000), cause, period: december, late: true, asOf: later, triggeredAt: later },
    ...{ delivery: 'pending', notifier: null, attempts: 0, lastTriedAt: null, nextTryAt: null, shownAt: null },
    ...{ seenAt: null, seenHow: null, failure: null, practice: false },
  });
  trigger(saved(), { account: { ...acme, practice: true } }, later);
  expect(createAlertEvents(db).list(null)[0]).toMatchObject({ practice: true, billed: null, late: false });
});

test('tell of usage what was used, in its own unit, and what is included', () => {
  const threshold = { quantity: 80, unit: 'percent' } as const;
  const alert = savedAs({ accountId: 'acme', measure: 'bandwidth', threshold, steps: [] });
  const amount = { quantity: 90_000, unit: 'byte' } as const;
  trigger(alert, { amount, included: 100_000 });
  const [alertEvent] = createAlertEvents(db).list(null);
  expect(alertEvent).toMatchObject({ measure: 'bandwidth', threshold, amount, included: 100_000 });
  expect(alertEvent).not.toHaveProperty('billed');
});

test('name the next try only while the last one failed', () => {
  trigger(saved());
  const set = (state: string) => {
    db.prepare('UPDATE notifications SET state = ?, next_try_at = ?, claimed_at = ?').run(state, later, at);
    return createAlertEvents(db).list(null)[0];
  };
  expect(set('failed')).toMatchObject({ delivery: 'failed', nextTryAt: later, lastTriedAt: at });
  expect(set('shown')).toMatchObject({ delivery: 'shown', nextTryAt: null, lastTriedAt: at });
});
