import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Period, periodOfMonth } from '#shared/period.ts';
import type { Database } from '../../../electron/database/open.ts';
import { createPeriods, type PeriodOf, type Periods } from '../../../electron/watch/periods.ts';
import { anAccount, openTestDatabase } from '../../support/archive/archive-setup.ts';
import { anInvoice, november, usd } from '../../support/billing-objects.ts';

/* What each statement leaves alone: rows that match all of its conditions but one. */

const at = '2026-11-10T09:00:00.000Z';
const later = '2026-11-10T10:00:00.000Z';
const december = periodOfMonth('2026-12');
const ofAcme: PeriodOf = { accountId: 'acme', subject: 'sub_1', window: 'billing-period' };
const month: PeriodOf = { ...ofAcme, window: 'calendar-month' };
let db: Database;
let periods: Periods;
beforeEach(() => {
  db = openTestDatabase(':memory:', [anAccount({ id: 'acme', name: 'Acme' }), anAccount({ id: 'globex', name: 'G' })]);
  periods = createPeriods(db);
});
afterEach(() => {
  db.close();
});

const others: readonly (readonly [string, PeriodOf])[] = [
  ['account', { ...ofAcme, accountId: 'globex' }],
  ['account: all', { ...ofAcme, accountId: null }],
  ['subscription', { ...ofAcme, subject: 'sub_2' }],
  ['window', month],
];
const point: Period = { start: november.end, end: november.end };

describe('a period', () => {
  test.each(others)('of another %s is another one', (_what, other) => {
    const own = periods.watch(ofAcme, november, 'Pro', null);
    expect(periods.find(other, november)).toBeNull();
    expect(periods.watch(other, november, 'Pro', null).id).not.toBe(own.id);
    expect(periods.find(ofAcme, november)?.ids).toEqual([own.id]);
  });

  test.each(others)('without length of another %s is another one, too', (_what, other) => {
    const own = periods.watch(ofAcme, point, 'Pro', null);
    expect(periods.find(other, point)).toBeNull();
    expect(periods.find(ofAcme, point)).toEqual({ id: own.id, ids: [own.id], period: point });
  });

  test('without length is none of those that run', () => {
    periods.watch(ofAcme, november, 'Pro', null);
    expect(periods.find(ofAcme, point)).toBeNull();
    expect(periods.find(ofAcme, { start: november.start, end: november.start })).toBeNull();
    const own = periods.watch(ofAcme, point, 'Pro', null);
    expect(periods.find(ofAcme, { start: december.end, end: december.end })).toBeNull();
    expect(periods.find(ofAcme, point)?.ids).toEqual([own.id]);
  });

  test('keeps the bounds first seen', () => {
    const own = periods.watch(ofAcme, november, 'Pro', null);
    const moved = { start: '2026-11-03T00:00:00.000Z', end: '2026-12-03T00:00:00.000Z' } as const;
    expect(periods.watch(ofAcme, moved, 'Pro', null)).toEqual({ id: own.id, ids: [own.id], period: november });
  });

  // Nine days of thirty: by their overlap they would be two.
  const rest = { start: '2026-11-22T00:00:00.000Z', end: november.end } as const;
  test('is the same for its rest', () => {
    const own = periods.watch(ofAcme, november, 'Pro', null);
    expect(periods.find(ofAcme, rest)).toEqual(own);
  });

  test.each([
    ['ends later', { ...rest, end: '2026-12-08T00:00:00.000Z' }],
    ['ends earlier', { ...rest, end: '2026-11-30T00:00:00.000Z' }],
    ['began long before', { start: '2026-09-15T00:00:00.000Z', end: november.end }],
  ] as const)('is not the same for what %s', (_, told) => {
    periods.watch(ofAcme, november, 'Pro', null);
    expect(periods.find(ofAcme, told)).toBeNull();
  });

  test('has no rest once it was taken for closed', () => {
    const own = periods.watch(ofAcme, november, 'Pro', null);
    for (const running of periods.unsettled('acme'))
      periods.close('acme', { ...running, invoice: null, settled: false }, at);
    expect(periods.find(ofAcme, rest)).toBeNull();
    expect(periods.find(ofAcme, november)?.id).toBe(own.id);
  });
});

describe('what is unsettled', () => {
  test('waits for its last comparison: months by themselves, billing periods by themselves', () => {
    const billed = periods.watch(ofAcme, november, 'Pro', 'USD');
    const counted = periods.watch(month, november, 'Pro', null);
    periods.watch({ ...month, accountId: null, subject: 'all' }, november, '', null);
    expect(periods.unsettled('acme')).toEqual([
      { id: billed.id, subscriptionId: 'sub_1', plan: 'Pro', period: november, closedSeenAt: null, currency: 'USD' },
    ]);
    expect(periods.unsettledMonths('acme')).toEqual([
      { id: counted.id, ids: [counted.id], period: november, subject: 'sub_1', plan: 'Pro' },
    ]);
    expect(periods.unsettledMonths(null)).toMatchObject([{ subject: 'all' }]);
    expect([periods.unsettled('globex'), periods.unsettledMonths('globex')]).toEqual([[], []]);

    periods.settleMonth(counted.id, at);
    for (const running of periods.unsettled('acme'))
      periods.close('acme', { ...running, invoice: null, settled: true }, at);
    expect([periods.unsettled('acme'), periods.unsettledMonths('acme')]).toEqual([[], []]);
    // Watched again, it was taken for closed too early.
    periods.watch(ofAcme, november, 'Pro', null);
    expect(periods.unsettled('acme')).toMatchObject([{ id: billed.id, closedSeenAt: null, currency: 'USD' }]);
  });

  const closed = () => db.prepare('SELECT * FROM periods ORDER BY id').all();

  test('keeps when it was first taken for closed, and the bill that there is so far', () => {
    const own = periods.watch(ofAcme, november, 'Pro', 'USD');
    const closing = { id: own.id, subscriptionId: 'sub_1', plan: 'Pro', period: november, closedSeenAt: null };
    periods.close('acme', { ...closing, invoice: null, settled: false }, at);
    expect(closed()).toMatchObject([{ closed_seen_at: at, settled_at: null, invoice_id: null, final_amount: null }]);
    const invoice = anInvoice({ id: 'in_9', total: usd(4200) });
    periods.close('acme', { ...closing, invoice, settled: true }, later);
    expect(closed()).toMatchObject([
      { closed_seen_at: at, settled_at: later, invoice_id: 'in_9', final_amount: 4200, final_currency: 'USD' },
    ]);
  });

  test('is found by its bounds where it has no number yet, and else begun', () => {
    periods.watch(ofAcme, november, 'Pro', null);
    const closing = { closedSeenAt: null, subscriptionId: 'sub_1', plan: 'Pro', invoice: null, settled: true };
    periods.close('acme', { ...closing, period: november }, at);
    expect(closed()).toMatchObject([{ period_start: november.start, settled_at: at }]);
    periods.close('acme', { ...closing, period: december }, at);
    expect(closed()).toMatchObject([
      { period_start: november.start },
      { period_start: december.start, account_id: 'acme', subject: 'sub_1', plan: 'Pro', settled_at: at },
    ]);
  });
});

test('the currencies of a subscription are all that it was billed in, of its account', () => {
  periods.watch(ofAcme, november, 'Pro', 'USD');
  periods.watch(ofAcme, november, 'Pro', 'EUR');
  periods.watch(ofAcme, december, 'Pro', 'EUR');
  periods.watch({ ...ofAcme, subject: 'sub_2' }, november, 'Pro', 'JPY');
  periods.watch({ ...ofAcme, subject: 'usage' }, november, 'Acme', null);
  periods.watch({ ...ofAcme, accountId: 'globex' }, november, 'Pro', 'CHF');
  const currencies = new Map([...periods.currencies('acme')].map(([subject, all]) => [subject, [...all].sort()]));
  expect(currencies).toEqual(
    new Map([
      ['sub_1', ['EUR', 'USD']],
      ['sub_2', ['JPY']],
    ]),
  );
});
