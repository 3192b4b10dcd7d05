import { expect, test } from 'vitest';
import type { Account } from '#shared/accounts.ts';
import type { Alert, MoneyAlert, UsageAlert } from '#shared/alerts.ts';
import type { Standing } from '#shared/outcomes.ts';
import { type Period, periodOfMonth } from '#shared/period.ts';
import { type AccountUsage, usageSubscriptionId } from '#shared/usage.ts';
import { alertEventId, alertId } from '../../support/alert-ids.ts';
import { createAlertTrigger, periodOf } from '../../../electron/watch/alert-trigger.ts';
import type { Finding } from '../../../electron/watch/alert-events.ts';
import type { PeriodOf, PeriodRow } from '../../../electron/watch/periods.ts';
import { anAccount } from '../../support/archive/archive-setup.ts';
import { november, usd } from '../../support/billing-objects.ts';

const asOf = '2026-11-10T09:00:00.000Z';
const at = '2026-11-10T09:00:05.000Z';
const december = periodOfMonth('2026-12');
const account: Account = anAccount({ id: 'acme', name: 'Acme' });

const moneyAlert = (changes: Partial<MoneyAlert> = {}): MoneyAlert => ({
  ...{ id: alertId('1'), accountId: 'acme', scope: 'subscription', window: 'billing-period', timeZone: null },
  ...{ measure: 'total', threshold: usd(10000), steps: [50], createdAt: asOf },
  ...changes,
});
const usageAlert: UsageAlert = {
  ...moneyAlert(),
  measure: 'bandwidth',
  threshold: { quantity: 80, unit: 'percent' },
};
const monthly = moneyAlert({ window: 'calendar-month' });
const standing = (changes: Partial<Standing> = {}): Standing => ({
  ...{ alertId: alertId('1'), subscriptionId: 'sub_1', plan: 'Pro', outcome: 'exceeded', reason: null },
  ...{ amount: usd(12000), billed: usd(2000), period: november, exceededSteps: [50, 100], asOf },
  ...changes,
});

/** What is written when these standings are found; each period that is watched gets a number of its own. */
const cause = { rise: usd(1), since: november.start, by: 'checks' } as const;

function written(
  alerts: readonly Alert[],
  standings: readonly Standing[],
  { namePlan = false, usage = null }: { namePlan?: boolean; usage?: AccountUsage | null } = {},
) {
  const findings: Finding[] = [];
  const watched: { of: PeriodOf; told: Period; plan: string; currency: string | null }[] = [];
  const row = (id: number, period: Period): PeriodRow => ({ id, ids: [id], period });
  const trigger = createAlertTrigger({
    alertEvents: { trigger: (finding) => [alertEventId(String(findings.push(finding)))] },
    periods: { watch: (of, told, plan, currency) => row(watched.push({ of, told, plan, currency }), told) },
  });
  const rows = new Map(['sub_1', usageSubscriptionId].map((id) => [id, row(100, november)]));
  const ids = trigger(
    account,
    alerts,
    standings,
    {
      rows,
      namePlan,
      usage,
      causeOf: (id) => ({ ...cause, lines: [{ description: id, rise: usd(1), quantity: null }] }),
    },
    at,
  );
  return { ids, findings, watched };
}
const only = <T>([one, ...more]: readonly T[]): T => {
  if (one === undefined || more.length > 0) throw new Error('Not one');
  return one;
};

test('what exceeds fires in the running period of its subscription', () => {
  const { ids, findings, watched } = written([moneyAlert()], [standing()]);
  expect([ids, watched]).toEqual([['1'], []]);
  expect(findings[0]?.cause()?.lines).toMatchObject([{ description: 'sub_1' }]);
  expect(findings).toEqual([
    {
      cause: expect.any(Function) as unknown,
      ...{ account, alert: moneyAlert(), subscriptionId: 'sub_1', plan: 'Pro', namePlan: false, steps: [50, 100] },
      ...{ row: { id: 100, ids: [100], period: november }, period: november },
      ...{ amount: usd(12000), billed: usd(2000), included: null, late: false, asOf },
    },
  ]);
});

test('what is not said to be of an earlier moment is of this one', () => {
  expect(only(written([moneyAlert()], [standing({ asOf: null })]).findings).asOf).toBe(at);
});

test.each([
  ['no step is exceeded', { exceededSteps: [] }],
  ['the amount is not known', { amount: null }],
  ['the period is not known', { period: null }],
  ['its subscription has no running period', { subscriptionId: 'sub_2' }],
  ['it is of no subscription', { subscriptionId: null }],
  ['the alert was removed', { alertId: alertId('2') }],
] satisfies [string, Partial<Standing>][])('nothing fires where %s', (_, changes) => {
  expect(written([moneyAlert()], [standing(changes)])).toEqual({ ids: [], findings: [], watched: [] });
});

test('calendar months are watched before anything exceeds, and shared by the alerts of one subject', () => {
  const other = moneyAlert({ id: alertId('2'), window: 'calendar-month', threshold: usd(5000) });
  const { ids, findings, watched } = written(
    [monthly, other],
    [
      standing({ exceededSteps: [] }),
      standing({ alertId: alertId('2'), exceededSteps: [50] }),
      standing({ period: december }),
      standing({ subscriptionId: 'sub_2', plan: 'Archive' }),
    ],
  );
  const of = { accountId: 'acme', subject: 'sub_1', window: 'calendar-month' };
  expect(watched).toEqual([
    { of, told: november, plan: 'Pro', currency: null },
    { of, told: december, plan: 'Pro', currency: null },
    { of: { ...of, subject: 'sub_2' }, told: november, plan: 'Archive', currency: null },
  ]);
  expect(ids).toEqual(['1', '2', '3']);
  expect(findings.map(({ alert, row }) => [alert.id, row.id])).toEqual([
    ['2', 1],
    ['1', 2],
    ['1', 3],
  ]);
});

test.each([
  ['subscription', 'sub_1', 'sub_1'],
  ['account', null, 'account'],
  ['all', null, 'all'],
] as const)('the period of scope %s and subscription %s is that of %s', (scope, subscriptionId, subject) => {
  const accountId = scope === 'all' ? null : 'acme';
  const alert = moneyAlert({ scope, accountId, window: 'calendar-month' });
  expect(periodOf(alert, { subscriptionId })).toEqual({ accountId, subject, window: 'calendar-month' });
  expect(only(written([alert], [standing({ subscriptionId })]).findings).subscriptionId).toBe(subject);
});

test('usage fires under the account’s name, with what is included of its metric', () => {
  const usage: AccountUsage = {
    ...{ period: november, asOf },
    readings: [
      { metric: 'storage', used: 1, included: 5 },
      { metric: 'bandwidth', used: 90, included: 100 },
    ],
  };
  const measured = standing({ subscriptionId: usageSubscriptionId, plan: '', amount: { quantity: 90, unit: 'byte' } });
  expect(only(written([usageAlert], [measured], { usage }).findings)).toMatchObject({ plan: 'Acme', included: 100 });
  expect(only(written([usageAlert], [measured]).findings)).toMatchObject({ plan: 'Acme', included: null });
  // The bill that is estimated from it is one of a plan.
  const billed = standing({ subscriptionId: usageSubscriptionId, plan: 'Premium' });
  expect(only(written([moneyAlert()], [billed], { usage }).findings)).toMatchObject({
    plan: 'Premium',
    included: null,
  });
});

test.each([
  [true, moneyAlert(), true],
  [false, moneyAlert(), false],
  [true, moneyAlert({ scope: 'account' }), false],
  [true, usageAlert, false],
] as const)('where plans are to be named (%s) it is said of %j: %s', (namePlan, alert, named) => {
  const subscriptionId = alert === usageAlert ? usageSubscriptionId : 'sub_1';
  expect(only(written([alert], [standing({ subscriptionId })], { namePlan }).findings).namePlan).toBe(named);
});
