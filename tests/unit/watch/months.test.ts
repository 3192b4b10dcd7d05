import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewAlert } from '#shared/alerts.ts';
import type { Invoice } from '#shared/invoices.ts';
import { type Money, money } from '#shared/money.ts';
import { periodOfMonth } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import { anInvoice, anUpcoming, aSubscription, november, usd } from '../../support/billing-objects.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

let world: WatchWorld;
beforeEach(() => {
  world = watchWorld('2026-11-10T09:00:00.000Z');
});
afterEach(() => {
  world.remove();
});

const december = periodOfMonth('2026-12');
const januaryStart = '2027-01-01T00:00:00.000Z';
type Rule = Partial<Pick<NewAlert, 'scope' | 'window' | 'accountId'>> & { measure?: 'total' | 'forecast' };
const trySave = (threshold: Money, rule: Rule) =>
  world.watch.alerts.save({ accountId: 'acme', measure: 'total', threshold, steps: [], ...rule });
const save = (threshold: Money, rule: Rule) => {
  const saved = trySave(threshold, rule);
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  return saved.value;
};
const subscriptions = (totals: readonly (number | Money)[], account = 'acme', period = november) => {
  const { state } = world.source(account);
  state.subscriptions = totals.map((_, index) => aSubscription({ id: `sub_${index}`, plan: `Plan ${index}` }));
  state.upcoming = Object.fromEntries(
    totals.map((total, index) => [
      `sub_${index}`,
      anUpcoming({ total: typeof total === 'number' ? usd(total) : total, lines: [], period }),
    ]),
  );
};
const invoice = (total: number | Money, at: Instant, changes: Partial<Invoice> = {}, account = 'acme') => {
  const { invoices } = world.source(account).state;
  const amount = typeof total === 'number' ? usd(total) : total;
  invoices.push(anInvoice({ id: `in_${invoices.length}`, total: amount, createdAt: at, issuedAt: at, ...changes }));
};
const check = async (account = 'acme') => {
  const [outcome] = await world.watch.check(account);
  return (outcome?.alerts ?? []).map(({ outcome: is, reason, period, subscriptionId }) => [
    is,
    reason ?? period?.start.slice(0, 7) ?? null,
    subscriptionId,
  ]);
};
const bodies = () => world.notifier.shown.map(({ body }) => body);

describe('the sum of an account', () => {
  test('counts what several subscriptions will be billed in the month in which it is issued', async () => {
    save(usd(10000), { scope: 'account' });
    subscriptions([4000, 4000]);
    expect(await check()).toEqual([
      ['not-exceeded', '2026-11', null],
      ['not-exceeded', '2026-12', null],
    ]);
    subscriptions([4000, 4000, 4000]);
    expect(await check()).toEqual([
      ['not-exceeded', '2026-11', null],
      ['exceeded', '2026-12', null],
    ]);
    await check();
    expect(bodies()).toEqual(['total 120.00 over 100 % of 100.00 USD']);
    expect(world.watch.events.list('acme')).toMatchObject([
      { scope: 'account', window: 'calendar-month', subscriptionId: 'account', period: december, billed: usd(0) },
    ]);
  });

  test('counts what was invoiced in the month, invoices without a subscription too', async () => {
    save(usd(10000), { scope: 'account' });
    subscriptions([2000]);
    invoice(6000, '2026-11-03T10:00:00.000Z');
    invoice(4000, '2026-11-05T10:00:00.000Z', { subscriptionId: null });
    invoice(90000, '2026-10-31T23:59:59.999Z');
    invoice(90000, '2026-11-06T10:00:00.000Z', { status: 'void' });
    invoice(90000, '2026-11-06T10:00:00.000Z', { type: 'credit-note' });
    expect((await check())[0]).toEqual(['not-exceeded', '2026-11', null]);
    invoice(1, '2026-11-09T10:00:00.000Z', { subscriptionId: 'sub_9' });
    expect((await check())[0]).toEqual(['exceeded', '2026-11', null]);
    expect(world.watch.events.list('acme')[0]).toMatchObject({
      amount: usd(10001),
      billed: usd(10001),
      period: november,
    });
  });

  test('is compared for a customer without a subscription', async () => {
    subscriptions([]);
    await check();
    expect(trySave(usd(1000), {})).toMatchObject({
      error: { code: 'alert-not-comparable', reason: 'no-subscription' },
    });
    save(usd(1000), { scope: 'account' });
    expect(await check()).toEqual([['not-exceeded', '2026-11', null]]);
    invoice(777700, '2026-11-08T00:00:00.000Z', { subscriptionId: null, status: 'open' });
    expect(await check()).toEqual([['exceeded', '2026-11', null]]);
  });

  test('by the month of the computer’s zone, kept in the alert', async () => {
    world.timeZone = 'America/New_York';
    save(usd(1000), { scope: 'account' });
    world.timeZone = 'Asia/Tokyo';
    subscriptions([1]);
    invoice(1001, '2026-11-01T03:59:59.000Z');
    expect((await check())[0]?.[0]).toBe('not-exceeded');
    invoice(1001, '2026-11-01T04:00:00.000Z');
    expect((await check())[0]?.[0]).toBe('exceeded');
    expect(world.watch.alerts.list('acme')).toMatchObject([{ timeZone: 'America/New_York' }]);
  });

  test('a part that is missing is no smaller sum', async () => {
    save(usd(10000), { scope: 'account' });
    subscriptions([4000, 7000]);
    await check();
    subscriptions([4000]);
    expect(await check()).toEqual([
      ['not-compared', 'subscription-gone', null],
      ['not-compared', 'subscription-gone', null],
    ]);
    expect(bodies().at(-1)).toBe('100.00 subscription-gone');
    subscriptions([10001]);
    // What exceeds without it has exceeded.
    expect((await check()).at(-1)).toEqual(['exceeded', '2026-12', null]);
  });

  test('an invoice of another currency neither counts nor hides anything', async () => {
    save(usd(10000), { scope: 'account' });
    subscriptions([4000, money(99999999, 'EUR')]);
    expect((await check()).every(([is]) => is === 'not-exceeded')).toBe(true);
    expect(trySave(money(100, 'JPY'), { scope: 'account' })).toMatchObject({ error: { reason: 'other-currency' } });
  });

  test('a month that was slept through is compared late, once, with those between', async () => {
    save(usd(10000), { scope: 'account' });
    subscriptions([5000]);
    await check();
    world.clock.set(Date.parse('2027-03-05T00:00:00.000Z'));
    subscriptions([5000], 'acme', { start: '2027-03-01T00:00:00.000Z', end: '2027-04-01T00:00:00.000Z' });
    invoice(15000, december.start, { subscriptionId: 'sub_0', period: november });
    invoice(16000, januaryStart, { subscriptionId: 'sub_0', period: december });
    await check();
    await check();
    expect(
      world.watch.events.list('acme').map(({ period, late, amount }) => [period.start.slice(0, 7), late, amount]),
    ).toEqual([
      ['2027-01', true, usd(16000)],
      ['2026-12', true, usd(15000)],
    ]);
  });

  test('a draft keeps the month open until it is final', async () => {
    save(usd(10000), { scope: 'account' });
    subscriptions([5000]);
    await check();
    world.clock.set(Date.parse('2027-01-02T00:00:00.000Z'));
    subscriptions([100], 'acme', { start: januaryStart, end: '2027-02-01T00:00:00.000Z' });
    invoice(9000, '2026-12-31T23:00:00.000Z', { status: 'draft', period: december });
    await check();
    expect(world.watch.events.list('acme')).toEqual([]);
    const [draft] = world.source().state.invoices;
    world.source().state.invoices = [{ ...(draft ?? anInvoice()), status: 'paid', total: usd(10001) }];
    await check();
    expect(world.watch.events.list('acme')).toMatchObject([{ late: true, amount: usd(10001) }]);
  });

  test('a forecast is summed; one that is missing is waited for', async () => {
    save(usd(100), { scope: 'account', measure: 'forecast' });
    subscriptions([50, 51]);
    expect((await check()).at(-1)).toEqual(['exceeded', '2026-12', null]);
    expect(bodies()).toEqual(['forecast 1.01 over 100 % of 1.00 USD']);
  });
});

describe('all accounts of a currency', () => {
  beforeEach(() => {
    world.addAccount('globex');
    subscriptions([4000]);
    subscriptions([5000], 'globex');
  });

  test('are summed once all were read, told once and listed with each', async () => {
    save(usd(8999), { accountId: null, scope: 'all' });
    const outcomes = await world.watch.check(null);
    expect(outcomes.map(({ alerts }) => alerts.map(({ outcome }) => outcome))).toEqual([
      ['not-exceeded', 'exceeded'],
      ['not-exceeded', 'exceeded'],
    ]);
    await world.watch.check(null);
    expect(bodies()).toEqual(['total 90.00 over 100 % of 89.99 USD']);
    expect(world.watch.alerts.list('acme')).toHaveLength(1);
    expect(world.watch.alerts.list('globex')).toHaveLength(1);
  });

  test('one that cannot be read leaves the sum open, told for that account alone', async () => {
    save(usd(20000), { accountId: null, scope: 'all' });
    await world.watch.check(null);
    world.source('globex').breakWith({ code: 'key-refused', host: 'h' });
    const [acme] = await world.watch.check(null);
    expect(acme?.alerts).toMatchObject([
      { outcome: 'not-compared', reason: 'key-refused' },
      { outcome: 'not-compared', reason: 'key-refused' },
    ]);
    expect(world.notifier.shown.map(({ title }) => title)).toEqual(['globex outage']);
    subscriptions([20001]);
    expect((await world.watch.check('acme'))[0]?.alerts.at(-1)).toMatchObject({
      outcome: 'exceeded',
      triggeredNow: true,
    });
  });

  test('one that is never billed in the currency does not matter, whatever is wrong with it', async () => {
    subscriptions([money(1, 'EUR')], 'globex');
    save(usd(20000), { accountId: null, scope: 'all' });
    await world.watch.check(null);
    world.source('globex').breakWith({ code: 'key-refused', host: 'h' });
    const [acme] = await world.watch.check(null);
    expect(acme?.alerts.every(({ outcome }) => outcome === 'not-exceeded')).toBe(true);
  });

  test('accounts of practice are in no sum', async () => {
    const [acme, globex] = world.accounts;
    if (acme && globex) world.accounts.splice(0, 2, acme, { ...globex, practice: true });
    save(usd(8999), { accountId: null, scope: 'all' });
    const outcomes = await world.watch.check(null);
    expect(outcomes.map(({ alerts }) => alerts.map(({ outcome }) => outcome))).toEqual([
      ['not-exceeded', 'not-exceeded'],
      [],
    ]);
  });

  test('a viewer’s look does not keep it from the others', async () => {
    const [acme, globex] = world.accounts;
    if (acme && globex) world.accounts.splice(0, 2, acme, { ...globex, role: 'viewer' });
    save(usd(8999), { accountId: null, scope: 'all' });
    await world.watch.check('acme');
    await world.watch.check('globex');
    expect(bodies()).toEqual(['total 90.00 over 100 % of 89.99 USD']);
  });

  test('a currency that no account is billed in is refused', async () => {
    await world.watch.check(null);
    expect(trySave(money(1, 'JPY'), { accountId: null, scope: 'all' })).toMatchObject({
      error: { code: 'alert-not-comparable', reason: 'other-currency' },
    });
  });
});

test('one subscription by calendar month: a yearly plan is told of in each month that exceeds', async () => {
  save(usd(10000), { window: 'calendar-month' });
  const year = { start: '2026-06-01T00:00:00.000Z', end: '2027-06-01T00:00:00.000Z' } as const;
  subscriptions([99999900], 'acme', year);
  expect(await check()).toEqual([['not-exceeded', '2026-11', 'sub_0']]);
  invoice(10001, '2026-11-09T00:00:00.000Z', { subscriptionId: 'sub_0' });
  expect(await check()).toEqual([['exceeded', '2026-11', 'sub_0']]);
  world.clock.set(Date.parse('2026-12-09T00:00:00.000Z'));
  invoice(10002, '2026-12-08T00:00:00.000Z', { subscriptionId: 'sub_0' });
  expect(await check()).toEqual([['exceeded', '2026-12', 'sub_0']]);
  expect(bodies()).toHaveLength(2);
});

describe('what can never be compared is refused when it is saved', () => {
  test.each([
    ['another currency', money(100, 'EUR'), {}, 'other-currency'],
    ['a sum by billing period', usd(1), { scope: 'account', window: 'billing-period' }, 'sums-go-by-month'],
  ] as const)('%s', async (_what, threshold, rule, reason) => {
    subscriptions([4000]);
    await check();
    expect(trySave(threshold, rule)).toEqual({ ok: false, error: { code: 'alert-not-comparable', reason } });
    expect(world.watch.alerts.list('acme')).toEqual([]);
  });

  test.each([
    ['a metric of an account that tells none', 'bandwidth', {}, 'metric-not-told'],
    ['usage of all together', 'bandwidth', { scope: 'account' }, 'usage-has-its-month'],
    ['usage by calendar month', 'bandwidth', { window: 'calendar-month' }, 'usage-has-its-month'],
  ] as const)('%s', (_what, measure, rule, reason) => {
    const threshold = { quantity: 5, unit: 'byte' } as const;
    expect(world.watch.alerts.save({ accountId: 'acme', measure, threshold, steps: [], ...rule })).toEqual({
      ok: false,
      error: { code: 'alert-not-comparable', reason },
    });
  });

  test.each([
    ['paused', { status: 'paused' }, true],
    ['ended', { status: 'canceled' }, false],
    ['with its collection paused', { collectionPaused: true }, true],
  ] as const)('a subscription that is %s: saved %s', async (_what, changes, saved) => {
    world.source().state.subscriptions = [aSubscription(changes)];
    await check();
    expect(trySave(usd(100), {}).ok).toBe(saved);
  });

  test('nothing is refused while nothing is known', () => {
    expect(trySave(money(100, 'EUR'), {}).ok).toBe(true);
  });
});

test('collection that is paused goes on being watched', async () => {
  save(usd(10000), {});
  world.source().state.subscriptions = [aSubscription({ collectionPaused: true, pausedInvoices: 'keep_as_draft' })];
  world.source().state.upcoming = { sub_1: anUpcoming({ total: usd(10001), lines: [] }) };
  expect(await check()).toEqual([['exceeded', '2026-11', 'sub_1']]);
});

test('whatever is read, each alert has an outcome, and "not exceeded" only with the whole amount below', async () => {
  const total = fc.oneof(
    fc.integer({ min: -500, max: 20000 }).map((amount) => usd(amount)),
    fc.constant(money(7, 'EUR')),
  );
  const upcoming = fc.oneof({ weight: 4, arbitrary: total }, fc.constant(null));
  const month = fc.constantFrom('2026-10-20', '2026-11-05', '2026-11-25');
  await fc.assert(
    fc.asyncProperty(
      fc.array(upcoming, { maxLength: 3 }),
      fc.array(fc.record({ amount: fc.integer({ min: -100, max: 9000 }), day: month }), { maxLength: 3 }),
      fc.constantFrom('subscription', 'account', 'all'),
      fc.boolean(),
      async (totals, issued, scope, invoicesFail) => {
        const fresh = watchWorld('2026-11-28T09:00:00.000Z');
        try {
          const { state } = fresh.source();
          state.subscriptions = totals.map((_, index) => aSubscription({ id: `sub_${index}` }));
          state.upcoming = Object.fromEntries(
            totals.flatMap((each, index) => (each ? [[`sub_${index}`, anUpcoming({ total: each, lines: [] })]] : [])),
          );
          state.invoices = issued.map(({ amount, day }, index) =>
            anInvoice({
              id: `in_${index}`,
              total: usd(amount),
              subscriptionId: null,
              createdAt: `${day}T00:00:00.000Z`,
              issuedAt: `${day}T00:00:00.000Z`,
            }),
          );
          if (invoicesFail)
            fresh.source().breakWith({ code: 'permission-missing', permission: 'rak_invoice_read' }, 'invoices');
          const threshold = usd(10000);
          const accountId = scope === 'all' ? null : 'acme';
          fresh.watch.alerts.save({ accountId, measure: 'total', threshold, steps: [], scope });
          await fresh.watch.check('acme');
          const standings = fresh.watch.alerts.standings('acme');
          expect(standings.length).toBeGreaterThan(0);
          const dollars = totals.flatMap((each) => (each?.currency === 'USD' ? [each.amount] : []));
          const dueInDecember = dollars.reduce((sum, amount) => sum + amount, 0);
          for (const { outcome, reason, amount, period, subscriptionId } of standings) {
            expect(outcome === 'not-compared').toBe(reason !== null);
            if (outcome === 'not-compared') continue;
            const sum = { '2026-11': 0, '2026-12': dueInDecember }[period?.start.slice(0, 7) ?? ''] ?? 0;
            const billed = issued.filter(({ day }) => day.startsWith(period?.start.slice(0, 7) ?? '-'));
            const expected =
              scope === 'subscription'
                ? totals[Number(subscriptionId?.slice(4))]?.amount
                : sum + billed.reduce((all, each) => all + each.amount, 0);
            if (outcome === 'not-exceeded') expect(invoicesFail).toBe(false);
            if (!invoicesFail) expect(amount).toEqual({ amount: expected, currency: 'USD' });
            expect(outcome).toBe(
              (amount && 'amount' in amount ? amount.amount : 0) > 10000 ? 'exceeded' : 'not-exceeded',
            );
          }
        } finally {
          fresh.remove();
        }
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);
