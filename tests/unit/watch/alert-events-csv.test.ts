import { describe, expect, it } from 'vitest';
import type { MoneyAlertEvent, UsageAlertEvent } from '#shared/alerts.ts';
import { alertEventId, alertId } from '../../support/alert-ids.ts';
import { alertEventsCsv } from '../../../electron/watch/index.ts';

const alertEvent: MoneyAlertEvent = {
  id: alertEventId('7'),
  accountId: 'acme',
  accountName: 'Acme, "Müller" & Co',
  alertId: alertId('1'),
  scope: 'subscription',
  window: 'billing-period',
  billed: null,
  cause: null,
  subscriptionId: 'sub_1',
  plan: 'Pro',
  measure: 'total',
  threshold: { amount: 50_000, currency: 'USD' },
  step: 100,
  period: { start: '2026-11-01T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z' },
  amount: { amount: 51_240, currency: 'USD' },
  late: false,
  asOf: '2026-11-22T12:00:00.000Z',
  triggeredAt: '2026-11-22T12:00:01.000Z',
  delivery: 'seen',
  notifier: 'electron',
  attempts: 2,
  lastTriedAt: '2026-11-22T12:00:02.000Z',
  nextTryAt: null,
  shownAt: '2026-11-22T12:00:02.000Z',
  seenAt: '2026-11-22T12:05:00.000Z',
  seenHow: 'click',
  failure: null,
  practice: false,
};
const usage: UsageAlertEvent = {
  ...alertEvent,
  id: alertEventId('8'),
  accountName: '=HYPERLINK("x")',
  plan: '@plan',
  measure: 'bandwidth',
  threshold: { quantity: 80, unit: 'percent' },
  amount: { quantity: 512_400_000_000, unit: 'byte' },
  included: 600_000_000_000,
};
const linesOf = (alertEvents: Parameters<typeof alertEventsCsv>[0]) =>
  alertEventsCsv(alertEvents).toString('utf8').split('\r\n');

describe('the history as CSV', () => {
  it('has a heading, amounts with their units, and the whole proof of delivery', () => {
    expect(linesOf([alertEvent])).toEqual([
      '\uFEFFfired_at,account,plan,subscription,measure,threshold,threshold_unit,step_percent,amount,amount_unit,as_of,' +
        'period_start,period_end,late,delivery,attempts,notifier,shown_at,failure,seen_at,seen_how,practice',
      '2026-11-22T12:00:01.000Z,"Acme, ""Müller"" & Co",Pro,sub_1,total,500.00,USD,100,512.40,USD,2026-11-22T12:00:00.000Z,' +
        '2026-11-01T00:00:00.000Z,2026-12-01T00:00:00.000Z,no,seen,2,electron,2026-11-22T12:00:02.000Z,,' +
        '2026-11-22T12:05:00.000Z,click,no',
      '',
    ]);
  });

  it('writes usage in bytes and percent, and lets no text become a formula', () => {
    const [, line] = linesOf([usage]);
    expect(line).toContain(',bandwidth,80,percent,100,512400000000,byte,');
    expect(line).toContain(`"'=HYPERLINK(""x"")",'@plan,`);
  });

  it('keeps the minus of an amount a minus', () => {
    const credit: MoneyAlertEvent = { ...alertEvent, amount: { amount: -1_234, currency: 'JPY' } };
    expect(linesOf([credit])[1]).toContain(',-1234,JPY,');
  });

  it('is a heading alone where nothing is chosen', () => {
    expect(linesOf([])).toHaveLength(2);
  });
});
