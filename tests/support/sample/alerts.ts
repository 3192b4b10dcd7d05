import type { MoneyAlert, MoneyAlertEvent, CheckRecord } from '#shared/alerts.ts';
import { money } from '#shared/money.ts';
import { addDays, addMonths, dayOf, type Period, periodOfMonth, startOfDay } from '#shared/period.ts';
import { type Instant, instantFromMillis, millisOf, type Month } from '#shared/time.ts';
import { alertEventId, alertId } from '../alert-ids.ts';

export const minutesBefore = (now: Instant, minutes: number): Instant =>
  instantFromMillis(millisOf(now) - minutes * 60_000);

const eachPeriod = { scope: 'subscription', window: 'billing-period', timeZone: null } as const;

export const sampleAlerts = (ago: (minutes: number) => Instant): MoneyAlert[] => [
  {
    id: alertId('alr_500'),
    ...eachPeriod,
    accountId: 'acc_imagekit',
    measure: 'total',
    threshold: money(50_000, 'USD'),
    steps: [75, 90],
    createdAt: ago(60 * 1440),
  },
  {
    id: alertId('alr_800'),
    ...eachPeriod,
    accountId: 'acc_imagekit',
    measure: 'forecast',
    threshold: money(80_000, 'USD'),
    steps: [],
    createdAt: ago(30 * 1440),
  },
  {
    id: alertId('alr_2000'),
    ...eachPeriod,
    accountId: 'acc_datadog',
    measure: 'total',
    threshold: money(200_000, 'EUR'),
    steps: [50],
    createdAt: ago(300 * 1440),
  },
  {
    id: alertId('alr_jp'),
    ...eachPeriod,
    accountId: 'acc_notion',
    measure: 'total',
    threshold: money(60_000, 'JPY'),
    steps: [],
    createdAt: ago(150 * 1440),
  },
];

export function sampleAlertEvent(alert: MoneyAlert, period: Period, now: Instant): MoneyAlertEvent {
  return {
    id: alertEventId('fir_now'),
    accountId: alert.accountId ?? '',
    scope: alert.scope,
    window: alert.window,
    accountName: 'ImageKit (practice)',
    alertId: alert.id,
    subscriptionId: 'sub_imagekit',
    plan: 'ImageKit Pro',
    measure: 'total',
    threshold: alert.threshold,
    step: 100,
    period,
    amount: money(50_310, 'USD'),
    billed: money(0, 'USD'),
    cause: null,
    late: false,
    asOf: minutesBefore(now, 185),
    triggeredAt: minutesBefore(now, 184),
    delivery: 'shown',
    notifier: 'electron',
    attempts: 1,
    lastTriedAt: minutesBefore(now, 184),
    nextTryAt: null,
    shownAt: minutesBefore(now, 184),
    seenAt: null,
    seenHow: null,
    failure: null,
    practice: true,
  };
}

export function olderAlertEvents(alert: MoneyAlert, month: Month): MoneyAlertEvent[] {
  return [1, 2, 4].map((back, position) => {
    const period = periodOfMonth(addMonths(month, -back));
    const triggeredAt = startOfDay(addDays(dayOf(period.start), 24));
    const failed = position === 1;
    return {
      ...sampleAlertEvent(alert, period, triggeredAt),
      id: alertEventId(`fir_${back}`),
      amount: money(50_000 + back * 1337, 'USD'),
      step: position === 2 ? 90 : 100,
      asOf: triggeredAt,
      triggeredAt,
      delivery: failed ? 'failed' : 'seen',
      failure: failed ? 'no notification service' : null,
      shownAt: failed ? null : triggeredAt,
      seenAt: startOfDay(addDays(dayOf(triggeredAt), 1)),
      seenHow: 'app',
    };
  });
}

export function sampleCheckRecords(period: Period, now: Instant): CheckRecord[] {
  const ofImagekit = Array.from({ length: 40 }, (_, back): CheckRecord => {
    const failed = back === 21 || back === 22;
    return {
      id: `pol_${back}`,
      accountId: 'acc_imagekit',
      at: minutesBefore(now, 4 + back * 61),
      ok: !failed,
      error: failed ? { code: 'server-timeout', host: '127.0.0.1:41877', seconds: 30 } : null,
      amounts: failed ? [] : [{ subscriptionId: 'sub_imagekit', total: money(51_240 - back * 310, 'USD'), period }],
    };
  });
  return [
    ...ofImagekit,
    {
      id: 'pol_vercel',
      accountId: 'acc_vercel',
      at: minutesBefore(now, 55),
      ok: false,
      error: { code: 'key-refused', host: 'api.stripe.com' },
      amounts: [],
    },
  ];
}
