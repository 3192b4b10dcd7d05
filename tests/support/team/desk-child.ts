import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { defaultSettings } from '#shared/settings.ts';
import { instantFromMillis } from '#shared/time.ts';
import { createChannelRows } from '../../../electron/channels/channel-rows.ts';
import { createDeliverer } from '../../../electron/channels/deliver.ts';
import { createDeliveryRows } from '../../../electron/channels/delivery-rows.ts';
import { createLeases, newHolder } from '../../../electron/database/lease.ts';
import { createToldElsewhere } from '../../../electron/team/told-elsewhere.ts';
import { createOutbox } from '../../../electron/watch/outbox.ts';
import { anAccount } from '../archive/archive-setup.ts';
import { memoryLogger } from '../fakes/memory-logger.ts';
import { openMigrated } from '../migrated-database.ts';
import { createDeskWork, type DayOfWork } from './desk-work.ts';
import { type JoinedDesk, openTestDesk } from './desks.ts';
import { addChannel } from './rows.ts';

/* Some desks of a team in a process of its own, to be killed. Arguments: a folder, and as JSON the desks. */

export interface ChildDesk {
  readonly index: number;
  readonly joined: JoinedDesk;
  /** By how many milliseconds its clock is wrong. */
  readonly offset: number;
}

export type Order =
  | { readonly what: 'accounts'; readonly count: number }
  | { readonly what: 'work'; readonly day: DayOfWork }
  | { readonly what: 'exchange' }
  | { readonly what: 'hashes' };

export interface Asked {
  readonly id: number;
  readonly index: number;
  readonly order: Order;
}
export interface Answered {
  readonly id: number;
  readonly answer: string | boolean;
}

const [folder = '', json = '[]'] = process.argv.slice(2);

function openDesk({ index, joined, offset }: ChildDesk) {
  const db = openMigrated(join(folder, `${String(index)}.db`));
  // Processes are killed here, not the computer.
  db.pragma('synchronous = OFF');
  const clock = {
    now: () => Date.now() + offset,
    after: (millis: number, task: () => void) => {
      const timer = setTimeout(task, millis);
      return () => {
        clearTimeout(timer);
      };
    },
  };
  const now = () => instantFromMillis(clock.now());
  const desk = openTestDesk(joined, db, clock);
  const channels = createChannelRows(db);
  if (channels.list().length === 0) addChannel(db);
  // Written at once: what a killed process has shown stays shown.
  const write = (name: string, line: string): void => {
    appendFileSync(join(folder, `${String(index)}.${name}`), `${line} ${String(Date.now())}\n`);
  };
  for (const name of ['told', 'sent']) write(name, 'started');
  const toldOf = db
    .prepare<[number, number], string>(
      `SELECT 'event ' || account_id FROM alert_events WHERE notification_id = ?
       UNION SELECT 'notice ' || account_id || ' ' || subject FROM notices WHERE notification_id = ?`,
    )
    .pluck();
  const wordsOf = (notification: number): string[] => toldOf.all(notification, notification);
  const accounts = () =>
    db
      .prepare<[], string>('SELECT id FROM accounts')
      .pluck()
      .all()
      .map((id) => anAccount({ id, name: id }));
  const [holder, logger] = [newHolder(), memoryLogger()];
  const outbox = createOutbox({
    ...{ db, holder, clock, logger, accounts },
    notifier: {
      async show({ body }) {
        for (const line of body.split('\n')) write('told', `show ${line}`);
        await setImmediate();
        return { outcome: 'shown', notifier: 'soak' };
      },
    },
    settings: () => defaultSettings,
    timeZone: () => 'UTC',
    emit(...[name]) {
      if (name === 'alerts.changed') write('told', 'noted');
    },
    errorOf: (cause) => {
      throw cause;
    },
    messageOf: ({ id }) => {
      const words = wordsOf(id);
      return words.length === 0 ? null : { text: { title: '', body: words.join('\n') }, alertEventId: null, facts: {} };
    },
    alertEvents: { markClicked: () => undefined },
    stopped: () => false,
  });
  const deliverer = createDeliverer({
    ...{ channels, holder, clock, logger },
    deliveries: createDeliveryRows(db),
    lease: createLeases(db, clock).standing('channels', holder),
    secretOf: () => Promise.resolve({ url: 'http://127.0.0.1', key: null }),
    letterOf: ({ notificationId, eventId }) => ({
      ...{ eventId, kind: 'test', at: now(), title: '', account: null, facts: {} },
      body: wordsOf(notificationId ?? 0).join('\n'),
    }),
    async send(_channel, _secret, { body }) {
      for (const line of body.split('\n')) write('sent', `show ${line}`);
      await setImmediate();
      return { outcome: 'delivered', answer: '204', error: null };
    },
    isUndecided: createToldElsewhere(db).isUndecided,
    onChange() {
      write('sent', 'noted');
    },
  });
  const { addAccounts, work } = createDeskWork(db, now, (thing) => {
    write('done', thing);
  });

  return async (order: Order): Promise<string | boolean> => {
    if (order.what === 'accounts') addAccounts(order.count);
    else if (order.what === 'work') work(order.day);
    else if (order.what === 'hashes') return JSON.stringify(desk.hashes());
    else {
      const exchanged = await desk.exchange();
      await outbox.deliver();
      await deliverer.deliver(new AbortController().signal);
      return exchanged.ok;
    }
    return true;
  };
}

const desks = new Map((JSON.parse(json) as ChildDesk[]).map((desk) => [desk.index, openDesk(desk)]));
process.on('message', ({ id, index, order }: Asked) => {
  void desks
    .get(index)?.(order)
    .then((answer) => process.send?.({ id, answer } satisfies Answered));
});
process.on('disconnect', () => {
  process.exit();
});
process.send?.({ id: -1, answer: true } satisfies Answered);
