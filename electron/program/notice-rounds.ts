import type { Account } from '#shared/accounts.ts';
import type { Notice } from '#shared/event-kinds.ts';
import { newSince, noticeOfToDo, noticesOfCard, noticesOfInvoice } from '#shared/notices.ts';
import { ok } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { InvoiceQueries } from '../archive/index.ts';
import { createLoop } from '../background/index.ts';
import type { EventChannel } from '../events/index.ts';
import type { ToDo } from '../to-do/index.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';
import type { Watch } from '../watch/index.ts';
import type { IsolateAccount } from './account-isolation.ts';

interface Parts {
  readonly accounts: () => readonly Account[];
  readonly invoices: Pick<InvoiceQueries, 'query'>;
  readonly toDo: Pick<ToDo, 'list'>;
  readonly watch: {
    readonly known: Pick<Watch['known'], 'snapshot'>;
    readonly notifications: Pick<Watch['notifications'], 'note' | 'deliver'>;
  };
  /** The time by which an account is billed, in milliseconds since 1970. */
  readonly timeOf: (accountId: string) => number;
  readonly isolate: IsolateAccount;
  readonly on: EventChannel['on'];
  readonly clock: Clock;
  readonly logger: Logger;
}

const everyMillis = 60 * 60_000;
const firstMillis = 10_000;
/** Several syncs and checks end together. */
const soonMillis = 1_000;
const pageOf = 100;

/** Looks for what is told beside alerts: after each sync and check, and every hour, since invoices become due by themselves. */
export function createNoticeRounds({ accounts, invoices, toDo, watch, timeOf, isolate, on, clock, logger }: Parts) {
  function* listed(accountId: string, statuses: ('open' | 'overdue')[]) {
    const query = { accountId, text: '', statuses, sort: { by: 'issuedAt', descending: true } } as const;
    for (let offset = 0; ; offset += pageOf) {
      const { rows } = invoices.query({ ...query, statuses: [...statuses], offset, limit: pageOf });
      yield* rows;
      if (rows.length < pageOf) return;
    }
  }

  function noticesOf({ id, createdAt }: Account): Notice[] {
    const now = instantFromMillis(timeOf(id));
    const since = newSince(createdAt, now);
    const seen = new Map<string, Notice[]>();
    for (const invoice of listed(id, [])) {
      // From here on none is new.
      if (invoice.issuedAt !== null && invoice.issuedAt <= since) break;
      seen.set(invoice.key, noticesOfInvoice(invoice, { since, now }));
    }
    for (const invoice of listed(id, ['open', 'overdue']))
      seen.set(invoice.key, noticesOfInvoice(invoice, { since, now }));
    const cards = (watch.known.snapshot(id)?.subscriptions ?? []).flatMap(({ subscription: { paymentMethod } }) =>
      paymentMethod ? noticesOfCard(paymentMethod, now) : [],
    );
    return [...[...seen.values()].flat(), ...cards];
  }

  async function look(): Promise<void> {
    const noted: boolean[] = [];
    // What is made up is told by its alerts alone, which are what one practices.
    const real = accounts().filter(({ practice }) => !practice);
    const { items } = await toDo.list();
    // What is of no single account is told with the first.
    const ofToDo = Map.groupBy(items, ({ accountId }) => accountId ?? real[0]?.id);
    for (const account of real)
      await isolate('What is to be told could not be found', account.id, () => {
        const others = (ofToDo.get(account.id) ?? []).map(noticeOfToDo).filter((notice) => notice !== null);
        noted.push(watch.notifications.note(account.id, [...noticesOf(account), ...others]));
        return Promise.resolve(ok(null));
      });
    if (noted.includes(true)) await watch.notifications.deliver();
  }

  const loop = createLoop({
    clock,
    logger,
    name: 'Looking for what is to be told',
    firstMillis,
    everyMillis,
    turn: look,
  });

  return {
    /** Finds what is new, and shows it on this computer. */
    look,
    start(): Disposer {
      const soon = () => {
        loop.wake(soonMillis);
      };
      const stops = [loop.start(), on('account.synced', soon), on('snapshot.changed', soon)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    idle: loop.idle,
  };
}
