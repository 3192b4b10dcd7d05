import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alertSchema,
  exceeds,
  type AlertEvent,
  alertEventSchema,
  formatAmount,
  formatThreshold,
  isMoney,
  type MoneyAlert,
  newAlertSchema,
  plainTextOf,
  type Step,
  unitOf,
  type UsageAlert,
  valueOf,
  windowOf,
  wouldHaveAlerted,
} from '#shared/alerts.ts';
import { type Money, money } from '#shared/money.ts';
import { evaluateUsage } from '#shared/outcomes.ts';
import { standingsOf } from '#shared/standings.ts';
import { type Forecast, type Upcoming, upcomingSchema } from '#shared/upcoming.ts';
import { alertEventId, alertId } from '../../support/alert-ids.ts';
import { anUpcoming, aSubscription, november, usd } from '../../support/billing-objects.ts';

const alert = (threshold: Money, changes: Partial<MoneyAlert> = {}): MoneyAlert => ({
  id: alertId('1'),
  accountId: 'acme',
  scope: 'subscription',
  window: 'billing-period',
  timeZone: null,
  measure: 'total',
  threshold,
  steps: [],
  createdAt: '2026-10-15T00:00:00.000Z',
  ...changes,
});
/** How an alert stands against one subscription with nothing invoiced yet. */
function standingOf(watched: MoneyAlert, upcoming: Upcoming, forecast: Forecast | null) {
  const bills = { from: november.start, list: [] };
  const subscriptions = [{ subscription: aSubscription(), upcoming, forecast }];
  const rest = { accountId: 'acme', asOf: upcoming.asOf, details: null, missingPermissions: [] };
  const [standing] = standingsOf([watched], { snapshot: { ...rest, subscriptions, bills }, failure: null });
  if (!standing) throw new Error('An alert was left out');
  return standing;
}
const outcomeOf = (threshold: Money, total: Money) => standingOf(alert(threshold), anUpcoming({ total }), null).outcome;

describe('exceeded', () => {
  test.each([
    [9999, 'USD', 'not-exceeded'],
    [10000, 'USD', 'not-exceeded'],
    [10001, 'USD', 'exceeded'],
    [-50000, 'USD', 'not-exceeded'],
  ] as const)('%i against 100.00 %s is %s', (total, currency, state) => {
    expect(outcomeOf(usd(10000), money(total, currency))).toBe(state);
  });

  test('knows currencies without and with three decimals', () => {
    expect(outcomeOf(money(12000, 'JPY'), money(12000, 'JPY'))).toBe('not-exceeded');
    expect(outcomeOf(money(12000, 'JPY'), money(12001, 'JPY'))).toBe('exceeded');
    expect(outcomeOf(money(12345, 'KWD'), money(12345, 'KWD'))).toBe('not-exceeded');
    expect(outcomeOf(money(12345, 'KWD'), money(12346, 'KWD'))).toBe('exceeded');
  });

  test('looks at the total before credit is applied', () => {
    const upcoming = anUpcoming({ total: usd(12000), amountDue: usd(0) });
    expect(standingOf(alert(usd(10000)), upcoming, null)).toMatchObject({ outcome: 'exceeded', amount: usd(12000) });
  });

  test('is strictly greater in whole numbers, for every step and size', () => {
    const amounts = fc.maxSafeInteger();
    const steps = fc.constantFrom<Step>(50, 75, 90, 100);
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), steps, (total, threshold, step) => {
        const scaled = BigInt(total) * 100n - BigInt(threshold) * BigInt(step);
        expect(exceeds(usd(total), usd(threshold), step)).toBe(scaled > 0n);
      }),
    );
    expect(exceeds(usd(Number.MAX_SAFE_INTEGER), usd(Number.MAX_SAFE_INTEGER - 1), 100)).toBe(true);
  });

  test('has its steps in order, the lower ones whenever a higher one', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 30000 }), fc.subarray([50, 75, 90] as const), (total, steps) => {
        const { exceededSteps } = standingOf(alert(usd(10000), { steps }), anUpcoming({ total: usd(total) }), null);
        expect(exceededSteps).toEqual([...steps, 100].filter((step) => total > step * 100));
      }),
    );
  });
});

describe('nothing and other currencies', () => {
  test('a reason why there is no invoice is not an amount', () => {
    const none = { kind: 'none', reason: 'cancelled', asOf: '2026-11-22T12:00:00.000Z' } as const;
    expect(standingOf(alert(usd(1)), none, null)).toMatchObject({ outcome: 'not-compared', reason: 'cancelled' });
  });

  test('another currency pauses the alert', () => {
    const euros = anUpcoming({ total: money(1_000_000, 'EUR') });
    expect(standingOf(alert(usd(100)), euros, null)).toMatchObject({
      outcome: 'not-compared',
      reason: 'other-currency',
    });
    expect(() => exceeds(usd(1), money(1, 'EUR'), 100)).toThrow(TypeError);
  });

  test('a forecast alert waits for a forecast', () => {
    const waiting = alert(usd(10000), { measure: 'forecast' });
    expect(standingOf(waiting, anUpcoming({ total: usd(99999) }), null)).toMatchObject({
      outcome: 'not-compared',
      reason: 'forecast-too-early',
    });
    const forecast = { total: usd(10001), method: 'fixed' } as const;
    expect(standingOf(waiting, anUpcoming({ total: usd(1) }), forecast).outcome).toBe('exceeded');
  });
});

test('no field of an alert or of its alert event is lost where it is checked', () => {
  const saved = alert(usd(10000), { steps: [50] });
  const { accountId, scope, window, measure, threshold, steps } = saved;
  const given = { accountId, scope, window, measure, threshold, steps };
  expect(newAlertSchema.parse(given)).toEqual(given);
  expect(alertSchema.parse(saved)).toEqual(saved);
  const at = '2026-11-22T12:00:00.000Z';
  const alertEvent: AlertEvent = {
    ...{
      id: alertEventId('7'),
      accountId: 'acme',
      accountName: 'Acme',
      alertId: alertId('1'),
      subscriptionId: 'sub_1',
      plan: 'Pro',
    },
    ...{ scope: 'subscription', window: 'billing-period', period: november, measure: 'total', step: 50 },
    ...{ threshold: usd(10000), amount: usd(5001), billed: null, cause: null, late: true, asOf: at, triggeredAt: at },
    ...{ delivery: 'seen', notifier: 'electron', attempts: 2, lastTriedAt: at, nextTryAt: null, shownAt: at },
    ...{ seenAt: at, seenHow: 'click', failure: null, practice: false },
  };
  expect(alertEventSchema.parse(alertEvent)).toEqual(alertEvent);
});

test('counts the invoices that would have alerted', () => {
  const totals = [usd(9999), usd(10000), usd(10001), money(50000, 'EUR'), usd(-20000), usd(20000)];
  expect(wouldHaveAlerted(usd(10000), totals)).toBe(2);
});

test('an upcoming invoice has figures or a reason, never both nor neither', () => {
  expect(upcomingSchema.safeParse(anUpcoming()).success).toBe(true);
  expect(upcomingSchema.safeParse({ kind: 'none', reason: 'paused', asOf: '2026-11-22T12:00:00.000Z' }).success).toBe(
    true,
  );
  expect(upcomingSchema.safeParse({ kind: 'none', asOf: '2026-11-22T12:00:00.000Z' }).success).toBe(false);
  expect(upcomingSchema.safeParse({ ...anUpcoming(), total: undefined }).success).toBe(false);
  expect(upcomingSchema.safeParse({ ...anUpcoming(), total: { amount: 1.5, currency: 'USD' } }).success).toBe(false);
});

describe('usage', () => {
  const rule = (quantity: number, unit: 'byte' | 'count' | 'percent', steps: UsageAlert['steps'] = []) =>
    ({ measure: 'bandwidth', threshold: { quantity, unit }, steps }) as const;
  const usageOf = (used: number, included: number | null) => ({
    period: november,
    asOf: '2026-11-22T12:00:00.000Z' as const,
    readings: [{ metric: 'bandwidth', used, included } as const],
  });

  test.each([
    [79_999_999_999, 'not-exceeded'],
    [80_000_000_000, 'not-exceeded'],
    [80_000_000_001, 'exceeded'],
  ] as const)('%i bytes against 80 %% of 100 GB is %s', (used, outcome) => {
    const usage = usageOf(used, 100_000_000_000);
    expect(evaluateUsage(rule(80, 'percent'), usage).outcome).toBe(outcome);
    expect(evaluateUsage(rule(80_000_000_000, 'byte'), usage)).toEqual({
      outcome,
      reason: null,
      amount: { quantity: used, unit: 'byte' },
      exceededSteps: outcome === 'exceeded' ? [100] : [],
    });
  });

  test('is strictly greater in whole numbers, for every step, size and kind of threshold', () => {
    const size = fc.nat({ max: Number.MAX_SAFE_INTEGER });
    const steps = fc.subarray([50, 75, 90] as const);
    fc.assert(
      fc.property(size, size, fc.integer({ min: 1, max: 1000 }), steps, (used, included, share, early) => {
        const { exceededSteps } = evaluateUsage(rule(share, 'percent', early), usageOf(used, included));
        const over = (step: Step) => BigInt(used) * 10_000n > BigInt(included) * BigInt(share) * BigInt(step);
        expect(exceededSteps).toEqual([...early, 100 as const].filter(over));
      }),
    );
    fc.assert(
      fc.property(size, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), steps, (used, threshold, early) => {
        const { exceededSteps } = evaluateUsage(rule(threshold, 'byte', early), usageOf(used, null));
        const over = (step: Step) => BigInt(used) * 100n > BigInt(threshold) * BigInt(step);
        expect(exceededSteps).toEqual([...early, 100 as const].filter(over));
      }),
    );
  });

  test('pauses where the plan names nothing to take percent of, or the unit is another', () => {
    expect(evaluateUsage(rule(80, 'percent'), usageOf(5, null)).reason).toBe('included-unknown');
    expect(evaluateUsage(rule(80, 'count'), usageOf(5, 10)).reason).toBe('other-unit');
    expect(evaluateUsage(rule(80, 'percent'), usageOf(1, 0)).outcome).toBe('exceeded');
    expect(evaluateUsage(rule(80, 'percent'), usageOf(0, 0)).outcome).toBe('not-exceeded');
  });

  test('of a metric that the vendor does not tell is nothing to watch', () => {
    expect(evaluateUsage({ ...rule(80, 'percent'), measure: 'storage' }, usageOf(5, 10)).reason).toBe(
      'metric-not-told',
    );
    expect(evaluateUsage(rule(80, 'percent'), null)).toMatchObject({
      outcome: 'not-compared',
      reason: 'usage-not-read',
    });
  });

  test('is never saved with money, nor money with usage', () => {
    const rest = { accountId: 'acme', steps: [] };
    expect(newAlertSchema.safeParse({ ...rest, ...rule(80, 'percent') }).success).toBe(true);
    expect(newAlertSchema.safeParse({ ...rest, measure: 'total', threshold: usd(1) }).success).toBe(true);
    expect(
      newAlertSchema.safeParse({ ...rest, measure: 'total', threshold: { quantity: 80, unit: 'percent' } }).success,
    ).toBe(false);
    expect(newAlertSchema.safeParse({ ...rest, measure: 'bandwidth', threshold: usd(1) }).success).toBe(false);
  });
});

describe('an amount of either kind', () => {
  const traffic = { quantity: 1_234_567_890, unit: 'byte' } as const;

  test('has a value and a unit', () => {
    expect([isMoney(usd(5)), valueOf(usd(5)), unitOf(usd(5))]).toEqual([true, 5, 'USD']);
    expect([isMoney(traffic), valueOf(traffic), unitOf(traffic)]).toEqual([false, 1_234_567_890, 'byte']);
  });

  test('is written for people and for files; a threshold exactly as it is compared', () => {
    expect([formatAmount(usd(500), 'en-US'), formatAmount(usd(500), 'en-US', 'code')]).toEqual(['$5.00', '5.00 USD']);
    expect([formatThreshold(usd(500), 'en-US'), formatThreshold(usd(500), 'en-US', 'code')]).toEqual([
      '$5.00',
      '5.00 USD',
    ]);
    expect(formatThreshold(traffic, 'en-US')).not.toBe(formatAmount(traffic, 'en-US'));
    expect([plainTextOf(usd(500)), plainTextOf(traffic)]).toEqual(['5.00', '1234567890']);
  });
});

test('one subscription is watched by its billing period, sums by calendar month', () => {
  expect((['subscription', 'account', 'all'] as const).map(windowOf)).toEqual([
    'billing-period',
    'calendar-month',
    'calendar-month',
  ]);
});
