import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountSummary } from '#shared/ipc/contract.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import type { Mailbox } from '#shared/mailboxes.ts';
import { unknown } from '#shared/invoice-money.ts';
import { ok } from '#shared/result.ts';
import {
  createToDo,
  exceededAlerts,
  expiringCards,
  failedMailboxes,
  itemOf,
  noticesDue,
  notWatched,
  type ToDoProvider,
  unpaidInvoices,
} from '../../../electron/to-do/index.ts';
import { aSubscription, usd } from '../../support/billing-objects.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

let world: WatchWorld;
beforeEach(() => {
  world = watchWorld('2026-11-20T09:00:00.000Z');
});
afterEach(() => {
  world.remove();
});

const summaries = (): Promise<AccountSummary[]> =>
  Promise.resolve(
    world.accounts.map((account) => ({
      ...account,
      keyPlace: 'secret-store',
      freshness: world.watch.known.freshness(account.id),
      unseenAlertEvents: world.watch.events.unseenCount(account.id),
      uncomparedAlerts: world.watch.events.uncomparedCount(account.id),
    })),
  );

function toDoOf(...providers: readonly ToDoProvider[]) {
  const told: string[] = [];
  const toDo = createToDo({
    ...{ db: world.db, clock: world.clock, userName: () => 'hanna', summaries, providers, logger: world.logger },
    timeZone: () => 'UTC',
    timeOf: () => world.clock.now(),
    emit: (name) => told.push(name),
  });
  return { ...toDo, told, open: async () => (await toDo.list()).items.filter(({ decision }) => decision === null) };
}

describe('who is not watched', () => {
  it('is said of two of twelve accounts after the first check without their keys, and since when', async () => {
    for (let number = 2; number <= 12; number++) world.addAccount(`acc${String(number)}`);
    const { list } = toDoOf(notWatched);
    await world.watch.check(null);
    expect((await list()).attention).toEqual({ open: 0, unwatched: [], accounts: 12 });
    const before = new Date(world.clock.now()).toISOString();
    for (const id of ['acc3', 'acc7']) world.source(id).breakWith({ code: 'key-refused', host: 'api.stripe.com' });
    world.clock.sleep(60 * 60_000);
    await world.watch.check(null);
    const { items, attention } = await list();
    expect(attention).toEqual({ open: 2, unwatched: ['acc3', 'acc7'], accounts: 12 });
    expect(items).toMatchObject([
      { kind: 'not-watched', accountName: 'acc3', since: before, reason: 'key-refused' },
      { kind: 'not-watched', accountName: 'acc7', since: before },
    ]);
  });
});

describe('what is to be paid', () => {
  const invoice = (changes: Partial<ArchivedInvoice>) =>
    ({
      key: 'acme:in_1',
      id: 'in_1',
      accountId: 'acme',
      number: 'A-1',
      remaining: usd(500),
      ...changes,
    }) as ArchivedInvoice;
  const found = async (changes: Partial<ArchivedInvoice>) =>
    (await toDoOf(unpaidInvoices({ unpaid: () => [invoice(changes)] })).list()).items;

  it('is overdue from the day after it was due, and due soon within a week', async () => {
    expect(await found({ dueAt: '2026-11-19T00:00:00.000Z' })).toMatchObject([
      { kind: 'invoice-overdue', subject: 'A-1', amount: usd(500), day: '2026-11-19', about: 'acme:in_1' },
    ]);
    expect(await found({ dueAt: '2026-11-20T00:00:00.000Z' })).toMatchObject([{ kind: 'invoice-due' }]);
    expect(await found({ dueAt: '2026-11-27T00:00:00.000Z' })).toMatchObject([{ kind: 'invoice-due' }]);
    expect(await found({ dueAt: '2026-11-28T00:00:00.000Z' })).toEqual([]);
    expect(await found({ dueAt: null })).toEqual([]);
  });

  it('is a failed payment first, by whatever it is due; an amount that nobody knows is no zero', async () => {
    const payment = { attempts: 2 } as NonNullable<ArchivedInvoice['payment']>;
    expect(await found({ dueAt: '2026-11-19T00:00:00.000Z', remaining: unknown, payment })).toMatchObject([
      { kind: 'payment-failed', amount: unknown, count: 2 },
    ]);
  });
});

describe('cards and contracts', () => {
  it('come when they are near', async () => {
    world.source().state.subscriptions = [
      aSubscription({ paymentMethod: { brand: 'visa', last4: '4242', expires: '2026-12' } }),
    ];
    await world.watch.check(null);
    expect((await toDoOf(expiringCards(world.watch.known)).list()).items).toMatchObject([
      { kind: 'card-expiring', subject: 'Visa 4242', day: '2026-12-31' },
    ]);
  });

  const renewal = (lastDay: '2026-11-20' | '2026-11-19' | '2026-12-25') => ({
    ...{ accountId: 'acme', accountName: 'acme', practice: false, subscriptionId: 's', plan: 'Pro' },
    ...{ proposal: null, price: usd(1200), term: { endsOn: '2026-12-31' as const, lastDay } },
    contract: {
      ...{ accountId: 'acme', subscriptionId: 's', endsOn: '2026-12-31' as const, notice: null },
      ...{ renewsForMonths: 12, owner: '', remindDays: 30, note: '' },
    },
  });

  it('are the last day to give notice from the reminder to that day', async () => {
    const items = async (day: Parameters<typeof renewal>[0]) =>
      (await toDoOf(noticesDue(() => [renewal(day)])).list()).items;
    expect(await items('2026-11-20')).toMatchObject([{ kind: 'notice-due', day: '2026-11-20', subject: 'Pro' }]);
    expect(await items('2026-11-19')).toEqual([]);
    expect(await items('2026-12-25')).toEqual([]);
  });
});

describe('a mailbox', () => {
  const failingSince = async (since: string | null) => {
    const failure = since === null ? null : { error: { code: 'mailbox-login-refused' }, since };
    const list = () => [{ id: 'mb1', accountId: 'acme', user: 'invoices@acme.example', failure }] as Mailbox[];
    return (await toDoOf(failedMailboxes({ list })).list()).items;
  };

  it('is there while it cannot be read, of its account, and comes back when it fails again', async () => {
    expect(await failingSince(null)).toEqual([]);
    const [first] = await failingSince('2026-11-19T08:00:00.000Z');
    expect(first).toMatchObject({
      ...{ kind: 'mailbox-failed', accountId: 'acme', subject: 'invoices@acme.example' },
      since: '2026-11-19T08:00:00.000Z',
    });
    const [again] = await failingSince('2026-11-20T08:00:00.000Z');
    expect(again?.id).not.toBe(first?.id);
  });
});

describe('a decision', () => {
  const card: ToDoProvider = ({ accounts }) => [itemOf('card-expiring', accounts[0] ?? null, 'visa')];
  const export1: ToDoProvider = () => [itemOf('export-failed', null, 'job')];

  it('puts an item off for a while, and says who did', async () => {
    const toDo = toDoOf(card);
    const { open, told } = toDo;
    const [item] = await open();
    expect(await toDo.later(item?.id ?? '', 1)).toEqual(ok(null));
    expect(told).toEqual(['desk.changed']);
    expect(await open()).toEqual([]);
    expect(await toDo.list()).toMatchObject({
      items: [{ decision: { what: 'later', by: 'hanna', until: '2026-11-21T09:00:00.000Z' } }],
      attention: { open: 0 },
    });
    world.clock.sleep(24 * 60 * 60_000);
    expect(await open()).toHaveLength(1);
  });

  it('ends what goes in no other way, and can be taken back', async () => {
    const toDo = toDoOf(card, export1);
    const { open } = toDo;
    const [first, other] = await open();
    expect(await toDo.done(first?.id ?? '')).toEqual(ok(null));
    expect(await toDo.done(other?.id ?? '')).toMatchObject({ ok: false, error: { code: 'to-do-ends-itself' } });
    expect(await toDo.done('nothing')).toMatchObject({ ok: false, error: { code: 'to-do-not-found' } });
    expect((await open()).map(({ kind }) => kind)).toEqual(['export-failed']);
    toDo.again(first?.id ?? '');
    expect(await open()).toHaveLength(2);
  });
});

describe('what counts', () => {
  const each: ToDoProvider = ({ accounts }) => accounts.map((account) => itemOf('finding', account, ''));

  it('is real accounts; practice accounts where there is nothing else; none of a viewer', async () => {
    const { list } = toDoOf(each);
    world.addAccount('seen', 'viewer');
    world.accounts.push({ ...world.addAccount('try'), id: 'practice', practice: true });
    expect((await list()).attention).toMatchObject({ open: 2, accounts: 2 });
    world.accounts.splice(0, 3);
    expect((await list()).attention).toMatchObject({ open: 1, accounts: 1 });
  });

  it('is all that could be found, where one provider has a bug', async () => {
    const broken: ToDoProvider = () => {
      throw new Error('oops');
    };
    expect((await toDoOf(broken, each).list()).items).toHaveLength(1);
    expect(world.logger.text()).toContain('oops');
  });

  it('is an exceeded alert once a period, by its highest step, until it is seen', async () => {
    const { watch } = world;
    const saved = watch.alerts.save({ accountId: 'acme', measure: 'total', threshold: usd(10_000), steps: [50] });
    expect(saved.ok).toBe(true);
    await watch.check(null);
    const { list } = toDoOf(exceededAlerts(watch.events));
    const { items } = await list();
    expect(items).toMatchObject([{ kind: 'alert-exceeded', count: 100, limit: usd(10_000), amount: usd(12_000) }]);
    watch.events.markSeen(watch.events.list('acme').map(({ id }) => id));
    expect((await list()).items).toEqual([]);
  });
});
