import { describe, expect, test } from 'vitest';
import type { Invoice } from '#shared/invoices.ts';
import { money } from '#shared/money.ts';
import { type Period, periodOfMonth } from '#shared/period.ts';
import type { Subscription } from '#shared/subscription.ts';
import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import {
  closedPeriods,
  closingsOf,
  type CurrentState,
  finalInvoiceGraceMs,
  type WatchedPeriod,
} from '../../../electron/watch/closed-periods.ts';
import { anInvoice, anUpcoming, aSubscription, november, usd } from '../../support/billing-objects.ts';

const [september, october, december, january] = (['2026-09', '2026-10', '2026-12', '2027-01'] as const).map(
  periodOfMonth,
) as [Period, Period, Period, Period];
const now: Instant = '2026-12-05T00:00:00.000Z';
const after = (instant: Instant, millis: number) => instantFromMillis(millisOf(instant) + millis);

const watched = (period: Period, changes: Partial<WatchedPeriod> = {}): WatchedPeriod => ({
  ...{ subscriptionId: 'sub_1', plan: 'Pro', period, closedSeenAt: null },
  ...changes,
});
const running = (period: Period, id = 'sub_1'): CurrentState => ({
  subscription: aSubscription({ id }),
  upcoming: anUpcoming({ period }),
});
const stopped = (status: Subscription['status'], id = 'sub_1'): CurrentState => ({
  subscription: aSubscription({ id, status }),
  upcoming: { kind: 'none', reason: 'cancelled', asOf: now },
});

describe('a watched period is over', () => {
  const isClosed = (period: Period, state: CurrentState | null, at: Instant = now) =>
    closedPeriods([watched(period)], state ? [state] : [], at).length === 1;

  test('when a later one runs', () => {
    expect(isClosed(november, running(december))).toBe(true);
    expect(isClosed(november, running(november))).toBe(false);
    expect(isClosed(november, running(october))).toBe(false);
    expect(isClosed(november, running({ start: november.start, end: '2027-11-01T00:00:00.000Z' }))).toBe(false);
  });

  test('not because its bounds moved, or its beginning was invoiced', () => {
    expect(isClosed(november, running({ start: '2026-11-04T00:00:00.000Z', end: '2026-12-04T00:00:00.000Z' }))).toBe(
      false,
    );
    expect(isClosed(november, running({ start: '2026-11-25T00:00:00.000Z', end: november.end }))).toBe(false);
    expect(isClosed(november, running({ start: '2026-11-25T00:00:00.000Z', end: '2026-12-25T00:00:00.000Z' }))).toBe(
      true,
    );
    // What begins where it ends is no rest of it, though it ends with it.
    expect(
      isClosed({ start: november.start, end: november.end }, running({ start: november.end, end: november.end })),
    ).toBe(true);
  });

  test('when its subscription is not listed any more', () => {
    expect(isClosed(november, null)).toBe(true);
    expect(isClosed(november, running(november, 'sub_2'))).toBe(true);
  });

  test('not while nobody knows: its upcoming invoice could not be read', () => {
    expect(isClosed(november, { subscription: aSubscription(), upcoming: null })).toBe(false);
  });

  test('without a coming invoice when the subscription ended, or the time is over', () => {
    const early = '2026-11-20T00:00:00.000Z';
    expect(isClosed(november, stopped('canceled'), early)).toBe(true);
    expect(isClosed(november, stopped('incomplete_expired'), early)).toBe(true);
    expect(isClosed(november, stopped('active'), early)).toBe(false);
    expect(isClosed(november, stopped('active'), november.end)).toBe(true);
    expect(isClosed(november, stopped('active'), '2026-11-30T23:59:59.999Z')).toBe(false);
  });
});

describe('a closed period is closed by its bill', () => {
  const bill = (changes: Partial<Invoice> = {}) =>
    anInvoice({ id: 'in_nov', period: november, total: usd(7000), ...changes });
  const closing = (invoices: Invoice[], changes: Partial<WatchedPeriod> = {}, at: Instant = now) => {
    const [first, ...more] = closingsOf([watched(november, changes)], invoices, [running(december)], at);
    expect(more).toEqual([]);
    return { invoice: first?.invoice ?? null, settled: first?.settled };
  };
  const nothing = { invoice: null, settled: false };

  test('once it is final; a draft is compared and waited for', () => {
    expect(closing([bill()])).toEqual({ invoice: { id: 'in_nov', total: usd(7000) }, settled: true });
    expect(closing([bill({ status: 'draft' })])).toEqual({
      invoice: { id: 'in_nov', total: usd(7000) },
      settled: false,
    });
    expect(closing([])).toEqual(nothing);
  });

  test.each([
    ['a void one', { status: 'void' }],
    ['a credit note', { type: 'credit-note' }],
    ['of another subscription', { subscriptionId: 'sub_2' }],
    ['of the period before', { period: october }],
    ['of the next', { period: december }],
  ] satisfies [string, Partial<Invoice>][])('not by %s', (_what, changes) => {
    expect(closing([bill(changes)])).toEqual(nothing);
  });

  test('with what was billed in its middle, under the id of the one at its end', () => {
    const middle = { start: '2026-11-10T00:00:00.000Z', end: '2026-11-10T00:00:00.000Z' } as const;
    const part = bill({ id: 'part', period: middle, total: usd(100) });
    expect(closing([part])).toEqual({ invoice: { id: 'part', total: usd(100) }, settled: false });
    expect(closing([part, bill()])).toEqual({ invoice: { id: 'in_nov', total: usd(7100) }, settled: true });
    const rest = bill({ id: 'rest', period: { start: '2026-11-20T00:00:00.000Z', end: november.end } });
    expect(closing([part, rest])).toEqual({ invoice: { id: 'rest', total: usd(7100) }, settled: true });
    // One that ends before it does not close it.
    const early = bill({ id: 'early', period: { start: november.start, end: middle.end } });
    expect(closing([early])).toEqual({ invoice: { id: 'early', total: usd(7000) }, settled: false });
  });

  test('not by the invoice that opened the subscription at its very start, nor the one at its end', () => {
    const point = (at: Instant) => bill({ period: { start: at, end: at } });
    expect(closing([point(november.start)])).toEqual(nothing);
    expect(closing([point(november.end)])).toEqual(nothing);
  });

  test('in one currency only', () => {
    const other = bill({ id: 'euro', period: { start: '2026-11-10T00:00:00.000Z', end: '2026-11-20T00:00:00.000Z' } });
    expect(closing([bill(), { ...other, total: money(100, 'EUR') }])).toEqual({ invoice: null, settled: true });
  });

  test('or is not waited for longer than a week after it was noticed', () => {
    const seen = (millis: number) => closing([], { closedSeenAt: now }, after(now, millis)).settled;
    expect(seen(finalInvoiceGraceMs)).toBe(false);
    expect(seen(finalInvoiceGraceMs + 1)).toBe(true);
    expect(finalInvoiceGraceMs).toBe(7 * 24 * 3_600_000);
  });
});

describe('periods that nobody watched', () => {
  const bill = (period: Period, changes: Partial<Invoice> = {}) => anInvoice({ id: period.start, period, ...changes });
  const missed = (invoices: Invoice[], state: CurrentState | null, closed = [watched(september)], at: Instant = now) =>
    closingsOf(closed, invoices, state ? [state] : [], at)
      .filter(({ period }) => !closed.some((each) => each.period === period))
      .map(({ subscriptionId, plan, period, closedSeenAt }) => {
        expect([plan, closedSeenAt]).toEqual(['Pro', null]);
        return [subscriptionId, period.start, period.end].join(' ');
      });
  const named = ({ start, end }: Period, id = 'sub_1') => [id, start, end].join(' ');

  test('are those with a bill between the last watched one and the one that runs, in order', () => {
    const bills = [bill(november), bill(october), bill(september), bill(december), bill(january)];
    expect(missed(bills, running(december))).toEqual([october, november].map((each) => named(each)));
    expect(missed([bill(october)], running(october))).toEqual([]);
  });

  test('are of the same subscription, with a length', () => {
    const point = { start: '2026-10-05T00:00:00.000Z', end: '2026-10-05T00:00:00.000Z' } as const;
    const others = [bill(october, { subscriptionId: 'sub_2' }), bill(point), bill(october, { status: 'void' })];
    const running_ = running({ start: september.end, end: '2026-11-01T00:00:00.000Z' });
    expect(missed(others, running_)).toEqual([]);
    expect(missed(others, running(december))).toEqual([named({ start: october.start, end: december.start })]);
    const current = [running(january, 'sub_2'), running(november)];
    expect(closingsOf([watched(september)], [bill(october)], current, now).map(({ period }) => period)).toEqual([
      september,
      october,
    ]);
  });

  test('reach to the one that runs, though the newest has no bill yet; a short gap is none', () => {
    expect(missed([bill(october)], running(december))).toEqual([october, november].map((each) => named(each)));
    expect(missed([], running(october))).toEqual([]);
    const starting = (start: Instant) => missed([], running({ start, end: january.end }));
    expect(starting('2026-10-16T00:00:00.000Z')).toEqual([]);
    expect(starting('2026-10-16T00:00:00.001Z')).toEqual([
      named({ start: october.start, end: '2026-10-16T00:00:00.001Z' }),
    ]);
  });

  test('are billed ones that are over where nothing runs', () => {
    const bills = [bill(october), bill(november), bill(december)];
    expect(missed(bills, stopped('canceled'))).toEqual([october, november].map((each) => named(each)));
    expect(missed(bills, null, [watched(september)], november.end)).toEqual(
      [october, november].map((each) => named(each)),
    );
    expect(missed(bills, null, [watched(september)], '2026-11-30T23:59:59.999Z')).toEqual([named(october)]);
  });

  test('leave out what runs with moved bounds, and parts of others', () => {
    const moved = { start: '2026-11-29T00:00:00.000Z', end: '2026-12-29T00:00:00.000Z' } as const;
    expect(missed([bill(october), bill(november), bill(moved)], running(december))).toEqual(
      [october, november].map((each) => named(each)),
    );
    const part = { start: '2026-10-10T00:00:00.000Z', end: '2026-10-20T00:00:00.000Z' } as const;
    expect(missed([bill(part), bill(october), bill(november)], running(december))).toEqual(
      [october, november].map((each) => named(each)),
    );
  });

  test('are found in whatever order bills come, and once though billed twice', () => {
    const december_ = { start: december.start, end: january.start };
    expect(missed([bill(november), bill(october)], running(january))).toEqual(
      [october, november, december_].map((each) => named(each)),
    );
    const twice = [bill(october), bill(october, { id: 'again' })];
    expect(missed(twice, running(november))).toEqual([named(october)]);
    const [newest, oldest] = [watched(october), watched(september)];
    expect(missed([bill(october), bill(november)], running(december), [newest, oldest])).toEqual([named(november)]);
  });

  test('follow each subscription’s latest', () => {
    const closed = [watched(september), watched(october), watched(october, { subscriptionId: 'sub_2' })];
    const bills = [bill(october), bill(november), bill(november, { id: 'two', subscriptionId: 'sub_2' })];
    expect(
      closingsOf(closed, bills, [running(december), running(december, 'sub_2')], now)
        .slice(closed.length)
        .map(({ subscriptionId, period }) => named(period, subscriptionId)),
    ).toEqual([named(november), named(november, 'sub_2')]);
  });
});
