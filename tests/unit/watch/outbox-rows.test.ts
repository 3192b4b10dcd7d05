import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Alert, MoneyAlert, NewAlert } from '#shared/alerts.ts';
import { defaultSettings, type Settings } from '#shared/settings.ts';
import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import { createAlertOutages } from '../../../electron/watch/alert-outages.ts';
import { createAlerts } from '../../../electron/watch/alerts.ts';
import { createDetailsChanges } from '../../../electron/watch/details-changes.ts';
import { createAlertEvents } from '../../../electron/watch/alert-events.ts';
import type { NotificationTexts } from '../../../electron/watch/notification-texts.ts';
import { createNotices } from '../../../electron/watch/notices.ts';
import { createOutages } from '../../../electron/watch/outages.ts';
import { createOutbox, type OutboxDependencies } from '../../../electron/watch/outbox.ts';
import { createMessageOf, type MessageParts } from '../../../electron/watch/outbox-message.ts';
import { createPeriods } from '../../../electron/watch/periods.ts';
import { november, someDetails, usd } from '../../support/billing-objects.ts';
import { shownByFake } from '../../support/fakes/fake-notifier.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

/* The outbox by itself: which row is due, whom it tells what, and what is noted. */

const at: Instant = '2026-11-10T09:00:00.000Z';
const second = 1000;
const refused = { outcome: 'failed', notifier: 'fake', reason: 'refused' } as const;
const unsupported = { outcome: 'unsupported', notifier: null, reason: 'no-notification-service' } as const;
let world: WatchWorld;
let settings: Settings;
let stopped: boolean;
let emitted: Parameters<OutboxDependencies['emit']>[];
beforeEach(() => {
  world = watchWorld(at);
  [settings, stopped, emitted] = [defaultSettings, false, []];
});
afterEach(() => {
  world.remove();
});

const words: NotificationTexts = {
  alertEvent: ({ step }, namePlan) => ({ title: 'alert-event', body: `${step}${namePlan ? ' of a plan' : ''}` }),
  outage: ({ accountName, practice, since }) => ({ title: `${accountName} ${practice}`, body: String(since) }),
  notCompared: ({ accountName, told }) => ({
    title: accountName,
    body: told.map(({ alert, plan, reason }) => `${alert.id} ${plan} ${reason}`).join(),
  }),
  detailsChanged: ({ accountName, differences }) => ({
    title: accountName,
    body: differences.map(({ field }) => field).join(),
  }),
  notices: ({ accountName, kind, told }) => ({
    title: `${accountName} ${kind}`,
    body: told.map(({ facts }) => String(facts.what)).join(),
  }),
  test: () => ({ title: '', body: '' }),
};

const outbox = (changes: Partial<MessageParts> = {}) =>
  createOutbox({
    db: world.db,
    holder: `${hostname()}|${process.pid}|own`,
    clock: world.clock,
    notifier: world.notifier,
    logger: world.logger,
    alertEvents: createAlertEvents(world.db),
    messageOf: createMessageOf({
      describe: words,
      headline: createAlertEvents(world.db).headline,
      notices: createNotices(world.db),
      outages: createOutages(world.db),
      alertOutages: createAlertOutages(world.db),
      alerts: createAlerts(world.db),
      detailsChanges: createDetailsChanges(world.db),
      ...changes,
    }),
    accounts: () => world.accounts,
    settings: () => settings,
    timeZone: () => 'UTC',
    stopped: () => stopped,
    emit: (...event) => emitted.push(event),
    errorOf: (cause) => ({ code: 'internal', reference: String(cause) }),
  });
const payloadsOf = (name: (typeof emitted)[number][0]) =>
  emitted.flatMap(([each, payload]) => (each === name ? [payload] : []));
const told = () => world.notifier.shown.map(({ title, body }) => `${title}: ${body}`);
const rows = () =>
  world.db
    .prepare<[], { state: string; failure: string | null; next_try_at: string | null }>(
      'SELECT * FROM notifications ORDER BY id',
    )
    .all();
const states = () => rows().map(({ state }) => state);

const anAlert = (changes: Partial<Pick<MoneyAlert, 'accountId' | 'scope' | 'threshold'>> = {}): Alert => {
  const alert: NewAlert = { accountId: 'acme', measure: 'total', threshold: usd(10000), steps: [], ...changes };
  const saved = createAlerts(world.db).save(alert, at, 'UTC');
  if (!saved.ok) throw new Error(saved.error.code);
  return saved.value;
};
/** The first alert event's id. */
const triggered = () => createAlertEvents(world.db).list(null).at(-1)?.id;
/** One alert event of an alert, told to an account. */
function trigger(alert: Alert = anAlert(), accountId = 'acme', namePlan = false): void {
  const account = world.accounts.find(({ id }) => id === accountId);
  if (!account) throw new Error('No account');
  const of = { accountId, subject: 'sub_1', window: alert.window };
  const row = createPeriods(world.db).watch(of, november, 'Pro', null);
  const rest = {
    billed: null,
    cause: () => null,
    included: null,
    late: false,
    asOf: at,
    period: november,
    namePlan,
    plan: 'Pro',
  };
  createAlertEvents(world.db).trigger(
    { account, alert, subscriptionId: 'sub_1', row, steps: [100], amount: usd(12000), ...rest },
    at,
  );
}
const notCompared = (alert: Alert, accountId = 'acme') =>
  createAlertOutages(world.db).observe({
    ...{ accountId, owner: alert.accountId, alerts: [alert], before: new Set([alert.id]), accountFails: false, at },
    standings: [
      {
        ...{ alertId: alert.id, subscriptionId: null, plan: 'Pro', outcome: 'not-compared', reason: 'no-subscription' },
        ...{ amount: null, billed: null, period: null, exceededSteps: [], asOf: at },
      },
    ],
  });

describe('a row of each kind', () => {
  test('says what it tells of, and leads where it belongs', async () => {
    trigger(anAlert(), 'acme', true);
    createOutages(world.db).raise('acme', at, at);
    const changes = createDetailsChanges(world.db);
    changes.observe('acme', someDetails(), 1, at);
    changes.observe('acme', someDetails({ billingEmail: 'new@acme.example' }), 2, at);
    const second = anAlert({ threshold: usd(500) });
    notCompared(second);
    await outbox().deliver();
    expect(told()).toEqual([
      'alert-event: 100 of a plan',
      `acme false: ${at}`,
      'acme: billingEmail',
      `acme: ${second.id} Pro no-subscription`,
    ]);
    expect(states()).toEqual(['shown', 'shown', 'shown', 'shown']);
    expect(world.notifier.shown.map(({ key }) => key)).toEqual([1, 2, 3, 4].map((id) => `notification-${id}`));
    expect(payloadsOf('alerts.changed')).toEqual(Array(4).fill({ accountId: 'acme' }));
    for (const shown of world.notifier.shown) shown.click();
    expect(createAlertEvents(world.db).list(null)).toMatchObject([{ seenAt: at, seenHow: 'click' }]);
    expect(payloadsOf('navigate')).toEqual([
      { accountId: 'acme', screen: 'alerts', alertEventId: triggered() },
      { accountId: 'acme', screen: 'alerts' },
      { accountId: 'acme', screen: 'details' },
      { accountId: 'acme', screen: 'alerts' },
    ]);
    expect(payloadsOf('alerts.changed')).toHaveLength(8);
  });

  test('whose matter is over tells nothing', async () => {
    trigger();
    createOutages(world.db).raise('acme', at, at);
    const alert = anAlert({ threshold: usd(500) });
    notCompared(alert);
    world.db.exec(`UPDATE alert_events SET seen_at = '${at}', seen_how = 'app'; UPDATE outages SET ended_at = '${at}'`);
    await outbox({ alerts: { get: () => null } }).deliver();
    world.db.exec(`UPDATE alert_outages SET ended_at = '${at}'`);
    await outbox().deliver();
    expect(world.notifier.attempts).toBe(0);
    expect(states()).toEqual(['pending', 'pending', 'pending']);
  });
});

describe('who is told', () => {
  test('an account that receives alerts; of all accounts any of them, but no practice account', async () => {
    world.addAccount('reader', 'viewer');
    const all = anAlert({ scope: 'all' });
    trigger(all, 'reader');
    const second = anAlert({ scope: 'all', threshold: usd(7) });
    notCompared(second, 'reader');
    trigger(anAlert({ accountId: 'reader', threshold: usd(5) }), 'reader');
    const [acme] = world.accounts.splice(0, 1);
    if (!acme) throw new Error('No account');
    await outbox().deliver();
    expect(told()).toEqual([]);
    world.accounts.push({ ...acme, practice: true });
    await outbox().deliver();
    expect(told()).toEqual([]);
    world.accounts.push({ ...acme, id: 'other', name: 'other' });
    await outbox().deliver();
    expect(told()).toEqual(['alert-event: 100', `other: ${second.id} Pro no-subscription`]);
    expect(states()).toEqual(['shown', 'shown', 'pending']);
    expect(payloadsOf('alerts.changed')).toEqual([{ accountId: 'other' }, { accountId: 'other' }]);
  });
});

describe('what is due', () => {
  const claimed = (agoMillis: number, holder: string | null, state = 'delivering') => {
    world.db
      .prepare('UPDATE notifications SET state = ?, holder = ?, claimed_at = ?')
      .run(state, holder, instantFromMillis(millisOf(at) - agoMillis));
  };
  const delivers = async (box = outbox()) => {
    const before = world.notifier.attempts;
    await box.deliver();
    return world.notifier.attempts > before;
  };
  beforeEach(() => {
    trigger();
  });

  test.each([
    ['30 seconds ago', 30 * second, false],
    ['31 seconds ago, seen for the first time', 31 * second, false],
    ['a day ago', 24 * 3600 * second, false],
    ['more than a day ago', 24 * 3600 * second + 1, true],
    ['in 30 seconds', -30 * second, false],
    ['in more than a day', -24 * 3600 * second - 1, true],
  ])('a claim of another machine, made %s: %o → %s', async (_when, ago, expected) => {
    claimed(ago, 'elsewhere|1|x');
    expect(await delivers()).toBe(expected);
  });

  test('a claim that stays too old for 30 seconds is taken over, another one of the same row starts over', async () => {
    const box = outbox();
    claimed(31 * second, 'elsewhere|1|x');
    expect(await delivers(box)).toBe(false);
    world.clock.set(millisOf(at) + 30 * second);
    expect(await delivers(box)).toBe(false);
    claimed(31 * second, 'elsewhere|1|y');
    world.clock.set(millisOf(at) + 31 * second);
    expect(await delivers(box)).toBe(false);
    world.clock.set(millisOf(at) + 62 * second);
    expect(await delivers(box)).toBe(true);
  });

  test('a claim of a process that ended is none', async () => {
    claimed(0, `${hostname()}|${spawnSync(process.execPath, ['--version']).pid}|ended`);
    expect(await delivers()).toBe(true);
  });

  test('a claim that names nobody is none, nor is one that was given back', async () => {
    claimed(0, null);
    expect(await delivers()).toBe(true);
    claimed(0, 'elsewhere|1|x', 'failed');
    expect(await delivers()).toBe(true);
  });

  test('a retry at its moment; one in the far future was set by another clock', async () => {
    const nextTry = (millis: number) => {
      world.db
        .prepare("UPDATE notifications SET state = 'failed', next_try_at = ?")
        .run(instantFromMillis(millisOf(at) + millis));
    };
    nextTry(1);
    expect(await delivers()).toBe(false);
    nextTry(10 * 60 * second);
    expect(await delivers()).toBe(false);
    nextTry(0);
    expect(await delivers()).toBe(true);
    nextTry(10 * 60 * second + 1);
    expect(await delivers()).toBe(true);
  });

  test('nothing that was taken over, shown or withdrawn between list and claim', async () => {
    for (const state of ['shown', 'withdrawn']) {
      world.db.exec("UPDATE notifications SET state = 'pending', holder = NULL, claimed_at = NULL");
      const describeAndTake: NotificationTexts['alertEvent'] = () => {
        world.db.prepare('UPDATE notifications SET state = ?').run(state);
        return { title: 't', body: 'b' };
      };
      const box = outbox({ describe: { ...words, alertEvent: describeAndTake } });
      expect(await delivers(box)).toBe(false);
      expect(states()).toEqual([state]);
    }
    world.db.exec("UPDATE notifications SET state = 'pending'");
    const claimedMeanwhile: NotificationTexts['alertEvent'] = () => {
      claimed(0, 'elsewhere|1|x');
      return { title: 't', body: 'b' };
    };
    const box = outbox({ describe: { ...words, alertEvent: claimedMeanwhile } });
    expect(await delivers(box)).toBe(false);
  });
});

describe('the next ones', () => {
  const threshold = (amount: number) => anAlert({ threshold: usd(amount) });
  beforeEach(() => {
    trigger(threshold(100));
    trigger(threshold(200));
  });

  test('are tried though one failed, each with its reason and its next try', async () => {
    world.notifier.answer = refused;
    await outbox().deliver();
    expect(rows()).toMatchObject(
      [1, 2].map(() => ({ state: 'failed', failure: 'refused', next_try_at: '2026-11-10T09:01:00.000Z' })),
    );
    expect(world.logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(2);
    world.clock.set(millisOf(at) + 60 * second);
    world.notifier.answer = shownByFake;
    await outbox().deliver();
    expect(rows()).toMatchObject([1, 2].map(() => ({ state: 'shown', failure: null })));
    expect(world.logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(2);
  });

  test('keep their place without a service', async () => {
    world.notifier.answer = unsupported;
    await outbox().deliver();
    expect(rows()).toMatchObject([{ state: 'failed', failure: unsupported.reason }, { state: 'pending' }]);
  });

  test('wait when quiet hours begin, or the program stops, in between', async () => {
    const during = async (then: () => void) => {
      const show = world.notifier.show.bind(world.notifier);
      world.notifier.show = (request) => {
        then();
        return show(request);
      };
      await outbox().deliver();
      world.notifier.show = show;
    };
    await during(() => {
      settings = { ...defaultSettings, notifications: false };
    });
    expect(states()).toEqual(['shown', 'pending']);
    settings = defaultSettings;
    trigger(threshold(300));
    await during(() => {
      stopped = true;
    });
    expect(states()).toEqual(['shown', 'shown', 'pending']);
    await outbox().deliver();
    expect(states()).toEqual(['shown', 'shown', 'pending']);
    stopped = false;
    settings = { ...defaultSettings, quietHours: { enabled: true, from: '08:00', to: '10:00' } };
    await outbox().deliver();
    expect(states()).toEqual(['shown', 'shown', 'pending']);
  });

  test('are not kept back by a bug in one; a database that fails ends it', async () => {
    const alertEvents = createAlertEvents(world.db);
    const failing = (cause: Error) =>
      outbox({
        headline: (id) => {
          if (id === 1) throw cause;
          return alertEvents.headline(id);
        },
      });
    await failing(new Error('boom')).deliver();
    expect(states()).toEqual(['pending', 'shown']);
    const [line] = world.logger.lines.filter(({ level }) => level === 'error');
    expect(line?.data).toMatchObject({ id: 1, reason: expect.stringContaining('boom') as unknown });
    const full = new Sqlite.SqliteError('full', 'SQLITE_FULL');
    await expect(failing(full).deliver()).rejects.toBe(full);
  });

  test('are noted by nobody when the program closed in between', async () => {
    const release = world.notifier.hold();
    const box = outbox();
    const delivering = box.deliver();
    await world.clock.advance(0);
    const id = triggered();
    world.db.close();
    release();
    await delivering.catch(() => undefined);
    world.notifier.shown[0]?.click();
    expect(payloadsOf('navigate')).toEqual([{ accountId: 'acme', screen: 'alerts', alertEventId: id }]);
    const next = world.open();
    expect(next.db.prepare('SELECT state FROM notifications ORDER BY id').pluck().all()).toEqual([
      'delivering',
      'pending',
    ]);
    box.openEarlier('notification-1');
    expect(payloadsOf('navigate')).toHaveLength(1);
  });
});

test('a notifier that throws has failed, and says why', async () => {
  trigger();
  world.notifier.show = () => Promise.reject(new Error('boom'));
  await outbox().deliver();
  expect(rows()).toMatchObject([{ state: 'failed', notifier: 'unknown', failure: 'Error: boom' }]);
});

describe('a notification of an earlier run', () => {
  test('leads to its account as long as there is one', () => {
    world.addAccount('other');
    createOutages(world.db).raise('acme', at, at);
    trigger();
    const box = outbox();
    for (const key of ['notification-1', 'notification-2', 'notification-3', '1', 'xotification-1'])
      box.openEarlier(key);
    expect(payloadsOf('navigate')).toEqual([
      { accountId: 'acme', screen: 'alerts' },
      { accountId: 'acme', screen: 'alerts', alertEventId: triggered() },
    ]);
    world.accounts.shift();
    box.openEarlier('notification-1');
    expect(payloadsOf('navigate')).toHaveLength(2);
  });
});
