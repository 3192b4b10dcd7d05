import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountSummary, Snapshot } from '#shared/ipc/contract.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import { unknown } from '#shared/invoice-money.ts';
import { createDesk } from '../../../electron/desk/index.ts';
import { anUpcoming, aSubscription, usd } from '../../support/billing-objects.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

let world: WatchWorld;
let unpaid: ArchivedInvoice[];
let billed: number;
beforeEach(() => {
  world = watchWorld('2026-11-20T09:00:00.000Z');
  unpaid = [];
  billed = 0;
});
afterEach(() => {
  world.remove();
});

function start(snapshots?: Record<string, Snapshot>) {
  const { watch, db, clock } = world;
  return createDesk({
    ...{ db, clock, compare: watch.compare, alerts: watch.alerts, recordAction: () => '', emit: () => undefined },
    accounts: () => world.accounts,
    summaries: () =>
      Promise.resolve(
        world.accounts.map((account): AccountSummary => ({
          ...account,
          keyPlace: 'secret-store',
          freshness: watch.known.freshness(account.id),
          ...{ unseenAlertEvents: 0, uncomparedAlerts: 0 },
        })),
      ),
    known: snapshots ? { ...watch.known, snapshot: (id) => snapshots[id] ?? null } : watch.known,
    totals: { monthTotals: () => [{ month: '2026-11', totals: billed > 0 ? [usd(billed)] : [], tooLarge: [] }] },
    invoices: { unpaid: () => unpaid },
    isSynced: () => true,
    timeZone: () => 'UTC',
    timeOf: () => clock.now(),
  });
}

describe('the accounts', () => {
  it('have their figures, the nearest alert with when it is reached, the next invoice and what is unpaid', async () => {
    const { watch } = world;
    watch.alerts.save({ accountId: 'acme', measure: 'total', threshold: usd(20_000), steps: [] });
    watch.alerts.save({ accountId: 'acme', measure: 'total', threshold: usd(15_000), steps: [] });
    await watch.check(null);
    unpaid = [
      { accountId: 'acme', remaining: usd(700), overdue: true },
      { accountId: 'acme', remaining: unknown, overdue: false },
      { accountId: 'other', remaining: usd(1), overdue: true },
    ] as ArchivedInvoice[];
    const [row] = (await start().get()).rows;
    expect(row).toMatchObject({
      accountId: 'acme',
      freshness: { state: 'fresh' },
      figures: [{ currency: 'USD', soFar: usd(12_000) }],
      alerts: 2,
      nextAlert: { threshold: usd(15_000), amount: usd(12_000), distance: usd(3_000), exceeded: false },
      nextInvoice: { at: '2026-12-01T00:00:00.000Z' },
      ...{ unpaid: { totals: [usd(700)] }, unpaidUnknown: 1, overdue: 1 },
    });
  });

  it('stand in the order made by hand, those added since last; what is out of sight says so', async () => {
    world.addAccount('b');
    world.addAccount('c');
    const desk = start();
    desk.arrange([
      { accountId: 'b', hidden: true },
      { accountId: 'gone', hidden: false },
      { accountId: 'acme', hidden: false },
    ]);
    expect((await desk.get()).rows.map(({ accountId, hidden }) => [accountId, hidden])).toEqual([
      ['b', true],
      ['acme', false],
      ['c', false],
    ]);
  });
});

describe('rates', () => {
  it('are kept for a base, and serve while one is chosen', async () => {
    const desk = start();
    const { rates } = desk;
    rates.setBase('EUR');
    rates.set('EUR', { currency: 'USD', rate: '1.08', day: '2026-11-01' });
    expect((await desk.get()).rates).toEqual({
      base: 'EUR',
      rates: [{ currency: 'USD', rate: '1.08', day: '2026-11-01' }],
    });
    rates.setBase(null);
    expect((await desk.get()).rates).toBeNull();
  });
});

describe('a budget', () => {
  let told: string[];
  beforeEach(() => {
    told = [];
  });
  const evaluate = (desk: ReturnType<typeof start>) =>
    desk.budgets.evaluate(({ budget: { name }, month }) => told.push(`${name} ${month}`));
  const budget = { name: 'Tools', accountIds: ['acme'], amount: usd(10_000), every: 'month' } as const;
  const save = (desk: ReturnType<typeof start>, changes: object = {}, id: string | null = null) =>
    desk.budgets.save(id, { ...budget, accountIds: [...budget.accountIds], ...changes });

  it('is told once a period, again after its amount changed, and once more in the next', async () => {
    world.source().state.upcoming = {};
    await world.watch.check(null);
    const desk = start();
    const saved = save(desk);
    expect(evaluate(desk)).toBe(0);
    billed = 10_001;
    expect(evaluate(desk)).toBe(1);
    expect(evaluate(desk)).toBe(0);
    expect(desk.budgets.events()).toMatchObject([{ firstMonth: '2026-11', spent: 10_001 }]);
    if (saved.ok) save(desk, { amount: usd(9_000) }, saved.value.id);
    expect(evaluate(desk)).toBe(1);
    expect(told).toEqual(['Tools 2026-11', 'Tools 2026-11']);
    const [event] = desk.budgets.events();
    desk.budgets.markSeen(event?.id ?? 0);
    expect(desk.budgets.events()).toHaveLength(1);
  });

  it('looks at the next period as soon as something will be issued in it', async () => {
    await world.watch.check(null);
    const desk = start();
    save(desk);
    expect(evaluate(desk)).toBe(1);
    expect(desk.budgets.list()).toMatchObject([
      {
        standings: [
          { month: '2026-11', outcome: 'not-exceeded' },
          { month: '2026-12', outcome: 'exceeded' },
        ],
      },
    ]);
  });

  it('is of real accounts or of practice accounts, and of known ones', () => {
    world.accounts.push({ ...world.addAccount('try'), id: 'practice', practice: true });
    const desk = start();
    expect(save(desk, { accountIds: ['acme', 'practice'] })).toMatchObject({
      error: { code: 'budget-mixes-practice' },
    });
    expect(save(desk, { accountIds: ['nobody'] })).toMatchObject({ error: { code: 'account-not-found' } });
    expect(desk.budgets.list()).toEqual([]);
  });
});

describe('what is to come', () => {
  it('has upcoming invoices, payments, cards and ends by day; what is the same keeps its name', async () => {
    await world.watch.check(null);
    const invoice: Partial<ArchivedInvoice> = {
      key: 'acme:in_1',
      id: 'in_1',
      number: 'A-1',
      accountId: 'acme',
      remaining: usd(700),
    };
    unpaid = [{ ...invoice, dueAt: '2026-11-25T00:00:00.000Z' } as ArchivedInvoice];
    const desk = start();
    desk.contracts.save({
      ...{ accountId: 'acme', subscriptionId: 'sub_1', endsOn: '2026-12-31', notice: { count: 1, unit: 'weeks' } },
      ...{ renewsForMonths: 12, owner: 'Mara', remindDays: 14, note: '' },
    });
    const entries = desk.calendar();
    expect(entries.map(({ kind, day }) => [kind, day])).toEqual([
      ['due', '2026-11-25'],
      ['invoice', '2026-12-01'],
      ['notice', '2026-12-24'],
      ['term-end', '2026-12-31'],
      ['card', '2028-07-31'],
    ]);
    expect(entries[1]).toMatchObject({ uid: 'invoice-acme-sub_1-2026-11-01', approximate: true });
    expect(desk.contracts.list()).toMatchObject([{ plan: 'Pro', term: { lastDay: '2026-12-24' } }]);
    desk.contracts.remove('acme', 'sub_1');
    expect(desk.contracts.list()).toEqual([]);
  });

  it('proposes the end of a long term by what the vendor says', () => {
    const year = { start: '2026-03-01T00:00:00.000Z', end: '2027-03-01T00:00:00.000Z' } as const;
    const subscription = aSubscription({ interval: { unit: 'year', count: 1 }, period: year });
    const desk = start({
      acme: {
        ...{ accountId: 'acme', asOf: '2026-11-20T09:00:00.000Z', details: null, missingPermissions: [] },
        subscriptions: [{ subscription, upcoming: anUpcoming({ period: year }), forecast: null }],
      },
    });
    expect(desk.contracts.list()).toMatchObject([
      { contract: null, proposal: { by: 'period' }, term: { endsOn: '2027-02-28' } },
    ]);
  });
});
