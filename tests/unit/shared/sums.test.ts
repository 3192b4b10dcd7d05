import { describe, expect, test } from 'vitest';
import type { Bill } from '#shared/bills.ts';
import type { Snapshot, SubscriptionView } from '#shared/ipc/calls/watch.ts';
import { type Money, money } from '#shared/money.ts';
import { periodOfMonth } from '#shared/period.ts';
import { type AccountSum, billedSince, sumOfAccount, sumOfBilled, sumOfSubscription, totalSum } from '#shared/sums.ts';
import { usageSubscriptionId } from '#shared/usage.ts';
import type { Instant } from '#shared/time.ts';
import { anUpcoming, aSubscription, november, usd } from '../../support/billing-objects.ts';

const eur = (amount: number) => money(amount, 'EUR');
const most = usd(Number.MAX_SAFE_INTEGER);
const asOf: Instant = '2026-11-22T12:00:00.000Z';
const [october, december] = [periodOfMonth('2026-10'), periodOfMonth('2026-12')];
const toMidNovember = { start: october.start, end: '2026-11-15T00:00:00.000Z' } as const;

const bill = (total: Money, changes: Partial<Bill> = {}): Bill => ({
  subscriptionId: 'sub_1',
  at: '2026-11-10T00:00:00.000Z',
  period: november,
  total,
  draft: false,
  ...changes,
});
const view = (total: Money, changes: Partial<SubscriptionView> = {}, period = november, id = 'sub_1') => ({
  subscription: aSubscription({ id }),
  upcoming: anUpcoming({ total, period }),
  forecast: null,
  ...changes,
});
const ended = (id = 'sub_1'): SubscriptionView => ({
  subscription: aSubscription({ id }),
  upcoming: { kind: 'none', reason: 'cancelled', asOf },
  forecast: null,
});
const snapshot = (list: readonly Bill[] | null, changes: Partial<Snapshot> = {}): Snapshot => ({
  accountId: 'acme',
  asOf,
  subscriptions: [],
  details: null,
  missingPermissions: [],
  bills: list && { from: '2026-09-01T00:00:00.000Z', list: [...list] },
  ...changes,
});
const watched = { measure: 'total', threshold: usd(10000) } as const;

describe('what was billed since a period began', () => {
  const since = (list: readonly Bill[] | null, changes: Partial<SubscriptionView> = {}, expected = usd(500)) =>
    billedSince(view(usd(500), changes), snapshot(list), expected);

  test('are the subscription’s own invoices in it', () => {
    expect(
      since([
        bill(usd(100)),
        bill(usd(20), { at: november.start }),
        bill(usd(3000), { subscriptionId: 'sub_2' }),
        bill(usd(3000), { subscriptionId: null }),
        // It closed the period before, on the first day of this one; and one was issued before.
        bill(usd(3000), { at: november.start, period: october }),
        bill(usd(3000), { at: '2026-10-31T23:59:59.999Z' }),
      ]),
    ).toEqual({ amount: usd(620), billed: usd(120), missing: null });
    expect(since([])).toEqual({ amount: usd(500), billed: usd(0), missing: null });
  });

  test('count from where the period was first seen', () => {
    const moved = { periodSince: '2026-11-15T00:00:00.000Z' } as const;
    const late = bill(usd(100), {
      at: '2026-11-16T00:00:00.000Z',
      period: { start: moved.periodSince, end: november.end },
    });
    expect(since([bill(usd(20)), late], moved).billed).toEqual(usd(100));
  });

  test('are not known where they were not read, or not from so early on', () => {
    const unknown = { amount: usd(500), billed: null, missing: 'billed-unknown' };
    expect(since(null)).toEqual(unknown);
    const never: Snapshot = {
      ...{ accountId: 'acme', asOf, details: null, missingPermissions: [] },
      subscriptions: [],
    };
    expect(billedSince(view(usd(500)), never, usd(500))).toEqual(unknown);
    const from = (start: Instant) =>
      billedSince(view(usd(500)), { ...never, bills: { from: start, list: [] } }, usd(500)).missing;
    expect(from('2026-11-01T00:00:00.001Z')).toBe('billed-unknown');
    expect(from(november.start)).toBeNull();
  });

  test('in another currency are a part that is missing', () => {
    expect(since([bill(usd(100)), bill(eur(900))])).toEqual({
      amount: usd(600),
      billed: usd(100),
      missing: 'other-currency',
    });
  });

  test('are nothing for a month of usage, which is billed once', () => {
    const usage = view(usd(500), { subscription: aSubscription({ id: usageSubscriptionId }) });
    expect(billedSince(usage, snapshot(null), usd(500))).toEqual({ amount: usd(500), billed: usd(0), missing: null });
  });

  test('are nothing where no invoice is coming, by whatever was read', () => {
    expect(billedSince(ended(), snapshot([bill(usd(100))]), usd(500))).toMatchObject({ billed: usd(0), missing: null });
  });

  test('may be too much to be counted', () => {
    expect(since([bill(usd(1))], {}, most)).toEqual({ amount: null, billed: usd(1), missing: null });
    expect(since([bill(usd(0))], {}, most).amount).toEqual(most);
    const least = usd(-Number.MAX_SAFE_INTEGER);
    expect(since([bill(usd(0))], {}, least).amount).toEqual(least);
    expect(since([bill(usd(-1))], {}, least).amount).toBeNull();
  });
});

describe('what an account is billed in a month', () => {
  const sum = (list: readonly Bill[] | null, changes: Partial<Snapshot> = {}, month = november) =>
    sumOfAccount(watched, snapshot(list, changes), month);

  test('is what was issued in it and what will be', () => {
    const subscriptions = [
      view(usd(500), {}, { start: '2026-10-15T00:00:00.000Z', end: '2026-11-15T00:00:00.000Z' }),
      view(usd(7000), {}, november, 'sub_2'),
    ];
    const issued = [
      bill(usd(30)),
      bill(usd(4), { subscriptionId: null, at: november.start }),
      bill(usd(90000), { at: november.end }),
      bill(usd(90000), { at: '2026-10-31T23:59:59.999Z' }),
      bill(eur(90000)),
    ];
    expect(sum(issued, { subscriptions })).toEqual({
      ...{ concerned: true, foreign: true, upcoming: true, missing: null },
      ...{ amount: usd(534), billed: usd(34) },
    });
    expect(sum(issued, { subscriptions }, december)).toMatchObject({ amount: usd(97000), billed: usd(90000) });
    expect(sum([], { subscriptions }, periodOfMonth('2027-01'))).toMatchObject({ upcoming: false, amount: usd(0) });
  });

  test('is known only from the month’s beginning on', () => {
    const from = (start: Instant) => sum(null, { bills: { from: start, list: [bill(usd(30))] } });
    expect(from(november.start)).toMatchObject({ amount: usd(30), billed: usd(30), missing: null });
    expect(from('2026-11-01T00:00:00.001Z')).toMatchObject({ amount: usd(0), billed: null, missing: 'billed-unknown' });
    expect(sum(null)).toMatchObject({ billed: null, missing: 'billed-unknown', concerned: true, foreign: false });
  });

  test('by forecast takes the forecasts, and waits for them', () => {
    const inNovember = { start: '2026-10-15T00:00:00.000Z', end: '2026-11-15T00:00:00.000Z' } as const;
    const forecast = { total: usd(900), method: 'fixed' } as const;
    const by = (changes: Partial<SubscriptionView>, measure: 'total' | 'forecast' = 'forecast') =>
      sumOfAccount(
        { ...watched, measure },
        snapshot([], { subscriptions: [view(usd(500), changes, inNovember)] }),
        november,
      );
    expect(by({ forecast })).toMatchObject({ amount: usd(900), missing: null });
    expect(by({ forecast }, 'total')).toMatchObject({ amount: usd(500), missing: null });
    expect(by({})).toMatchObject({ amount: usd(0), missing: 'forecast-too-early' });
  });

  test('has holes, the worst of which is said', () => {
    const other = view(eur(500), { formerCurrencies: ['USD'] });
    const awaited = [{ subscriptionId: 'sub_1', period: toMidNovember }];
    const unread = [{ subscriptionId: 'sub_3', plan: 'Pro' }];
    const gone = [{ subscriptionId: 'sub_4', plan: 'Pro', since: asOf, currency: 'USD' }];
    const holes: Partial<Snapshot> = { unread, gone, awaited, subscriptions: [other], bills: null };
    expect(sum(null, holes).missing).toBe('unreadable');
    expect(sum(null, { ...holes, unread: [] }).missing).toBe('subscription-gone');
    expect(sum(null, { ...holes, unread: [], gone: [] })).toMatchObject({ missing: 'other-currency', concerned: true });
    expect(sum(null, { awaited, bills: null }).missing).toBe('billed-unknown');
    expect(sum([], { awaited }).missing).toBe('bill-awaited');
    expect(sum([], { awaited }, december).missing).toBeNull();
    expect(sum([]).missing).toBeNull();
  });

  test('misses a currency that a subscription had, and no other', () => {
    const of = (formerCurrencies: string[], total: Money) =>
      sum([], { subscriptions: [view(total, { formerCurrencies })] }).missing;
    expect(of(['USD'], eur(5))).toBe('other-currency');
    expect(of(['GBP'], eur(5))).toBeNull();
    expect(of(['USD'], usd(5))).toBeNull();
  });

  test('misses what is gone where it was billed in the currency, or nobody knows in which', () => {
    const of = (currency: string | null) =>
      sum([bill(eur(5))], { gone: [{ subscriptionId: 'sub_4', plan: 'Pro', since: asOf, currency }] });
    expect(of('USD')).toMatchObject({ missing: 'subscription-gone', concerned: true });
    expect(of(null)).toMatchObject({ missing: 'subscription-gone', concerned: true });
    expect(of('EUR')).toMatchObject({ missing: null, concerned: false });
  });

  test('leaves what could not be read this time out, and says so', () => {
    const subscriptions = [view(usd(500), {}, toMidNovember), view(usd(70), {}, toMidNovember, 'sub_2')];
    const unread = [{ subscriptionId: 'sub_2', plan: 'Pro' }];
    expect(sum([], { subscriptions, unread })).toMatchObject({
      amount: usd(500),
      missing: 'unreadable',
      concerned: true,
    });
  });

  test('concerns a currency that it was or will be billed in; without any bill, every one', () => {
    const concerned = (list: Bill[], subscriptions: SubscriptionView[] = []) => {
      const { concerned, foreign } = sum(list, { subscriptions });
      return [concerned, foreign];
    };
    expect(concerned([])).toEqual([true, false]);
    expect(concerned([], [ended()])).toEqual([true, false]);
    expect(concerned([bill(eur(1))])).toEqual([false, true]);
    expect(concerned([bill(eur(1)), bill(usd(1), { at: '2026-09-10T00:00:00.000Z' })])).toEqual([true, true]);
    expect(concerned([], [view(eur(1))])).toEqual([false, true]);
    expect(concerned([], [view(usd(1))])).toEqual([true, false]);
  });

  test('may be too much to be counted', () => {
    expect(sum([bill(most), bill(usd(1))])).toMatchObject({ amount: null, billed: null, missing: null });
  });
});

test('what is coming in another currency is foreign, and nothing that is coming', () => {
  const subscriptions = [view(eur(500), {}, toMidNovember)];
  expect(sumOfAccount(watched, snapshot([], { subscriptions }), november)).toMatchObject({
    ...{ concerned: false, foreign: true, upcoming: false, amount: usd(0) },
  });
});

test('one subscription is concerned by its own currency only', () => {
  const own = view(eur(500));
  const read = snapshot([bill(usd(30), { subscriptionId: 'sub_2' })], { subscriptions: [own] });
  expect(sumOfSubscription(watched, own, read, november)).toMatchObject({ concerned: false, foreign: true });
});

test('what one subscription is billed in a month leaves the others, and what is wrong with them, alone', () => {
  const period = { start: october.start, end: '2026-11-15T00:00:00.000Z' } as const;
  const own = view(usd(500), {}, period);
  const awaited = [{ subscriptionId: 'sub_2', period }];
  const of = snapshot([bill(usd(30)), bill(usd(4000), { subscriptionId: 'sub_2' })], {
    awaited,
    unread: [{ subscriptionId: 'sub_2', plan: 'Pro' }],
    gone: [{ subscriptionId: 'sub_3', plan: 'Pro', since: asOf, currency: 'USD' }],
    subscriptions: [own, view(usd(60000), {}, november, 'sub_2')],
  });
  expect(sumOfSubscription(watched, own, of, november)).toMatchObject({
    amount: usd(530),
    billed: usd(30),
    missing: null,
  });
  const alsoOwn = { ...of, awaited: [{ subscriptionId: 'sub_1', period }] };
  expect(sumOfSubscription(watched, own, alsoOwn, november).missing).toBe('bill-awaited');
});

describe('what was billed in a month that is over', () => {
  const billed = (list: readonly Bill[] | null, changes: Partial<Snapshot> = {}, subscriptionId?: string) =>
    sumOfBilled(watched, snapshot(list, changes), november, subscriptionId);
  const list = [
    bill(usd(100)),
    bill(usd(20), { subscriptionId: 'sub_2', at: november.start }),
    bill(usd(5000), { at: november.end }),
    bill(usd(5000), { at: '2026-10-31T23:59:59.999Z' }),
  ];

  test('of an account are all its invoices, of a subscription its own', () => {
    const rest = { concerned: true, foreign: false, upcoming: false, missing: null };
    expect(billed(list)).toEqual({ ...rest, amount: usd(120), billed: usd(120) });
    expect(billed(list, {}, 'sub_1')).toEqual({ ...rest, amount: usd(100), billed: usd(100) });
    expect(billed([])).toMatchObject({ concerned: false, foreign: false, amount: usd(0), missing: null });
  });

  test('in another currency does not count, and is said', () => {
    expect(billed([bill(usd(100)), bill(eur(9))])).toMatchObject({ concerned: true, foreign: true, amount: usd(100) });
    expect(billed([bill(eur(9))])).toMatchObject({ concerned: false, foreign: true, amount: usd(0) });
  });

  test('is awaited as long as it is a draft, or not drawn up', () => {
    expect(billed([bill(usd(100), { draft: true })]).missing).toBe('bill-awaited');
    expect(billed([bill(eur(100), { draft: true })]).missing).toBeNull();
    const awaited = [{ subscriptionId: 'sub_1', period: toMidNovember }];
    expect(billed([], { awaited }).missing).toBe('bill-awaited');
    expect(billed([], { awaited }, 'sub_2').missing).toBeNull();
    expect(billed([], { awaited: [{ subscriptionId: 'sub_1', period: november }] }).missing).toBeNull();
  });

  test('is known only from the month’s beginning on', () => {
    const from = (start: Instant) => billed(null, { bills: { from: start, list: [bill(usd(30))] } });
    expect(from(november.start)).toMatchObject({ amount: usd(30), missing: null });
    expect(from('2026-11-01T00:00:00.001Z')).toMatchObject({ amount: usd(0), missing: 'billed-unknown' });
    expect(billed(null).missing).toBe('billed-unknown');
  });
});

describe('the sums of several accounts', () => {
  const of = (changes: Partial<AccountSum> = {}): AccountSum => ({
    ...{ concerned: true, foreign: false, upcoming: false, amount: usd(100), billed: usd(40), missing: null },
    ...changes,
  });
  const total = (...sums: (AccountSum | null)[]) => totalSum('USD', sums);

  test('add up what concerns the currency', () => {
    expect(total(of(), of({ amount: usd(5), billed: usd(1) }), of({ concerned: false, amount: usd(900) }))).toEqual({
      ...{ concerned: true, foreign: false, upcoming: false, missing: null },
      ...{ amount: usd(105), billed: usd(41) },
    });
    expect(total(of({ concerned: false }))).toMatchObject({ concerned: false, amount: usd(0), missing: null });
    expect(total()).toMatchObject({ concerned: false, missing: 'no-subscription' });
  });

  test('tell of foreign ones, and of what is coming', () => {
    expect(total(of(), of({ concerned: false, foreign: true, upcoming: true }))).toMatchObject({
      foreign: true,
      upcoming: false,
    });
    expect(total(of(), of({ upcoming: true }))).toMatchObject({ foreign: false, upcoming: true });
  });

  test('are not known where a part is not', () => {
    expect(total(of(), of({ amount: null, billed: null }))).toMatchObject({ amount: null, billed: null });
    expect(total(of(), of({ billed: null }))).toMatchObject({ amount: usd(200), billed: null });
    expect(total(of(), null)).toMatchObject({ amount: usd(100), missing: 'account-not-read' });
    expect(total(null).missing).toBe('account-not-read');
    expect(total(of(), null, of({ missing: 'unreadable' })).missing).toBe('unreadable');
    expect(total(of(), of({ concerned: false, missing: 'unreadable' })).missing).toBeNull();
  });
});
