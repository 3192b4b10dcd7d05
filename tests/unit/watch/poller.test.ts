import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultSettings } from '#shared/settings.ts';
import { usd } from '../../support/billing-objects.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const serverDown = { code: 'server-unreachable', host: 'api.example.com', reason: 'ECONNREFUSED' } as const;

let world: WatchWorld;
let stop: () => void;
beforeEach(() => {
  world = watchWorld();
  stop = () => undefined;
});
afterEach(() => {
  stop();
  world.remove();
});

/** Checks since the last call. */
let counted = 0;
const checksMade = (accountId = 'acme') => {
  const all = world.source(accountId).calls.filter((call) => call === 'subscriptions').length;
  const fresh = all - counted;
  counted = all;
  return fresh;
};
const start = async () => {
  counted = 0;
  stop = world.watch.background.start();
  await world.clock.advance(second);
};

describe('when accounts are checked', () => {
  test('at start and then hourly', async () => {
    await start();
    expect(checksMade()).toBe(1);
    await world.clock.advance(59 * minute);
    expect(checksMade()).toBe(0);
    await world.clock.advance(2 * minute);
    expect(checksMade()).toBe(1);
    await world.clock.advance(10 * hour);
    expect(checksMade()).toBeGreaterThanOrEqual(9);
  });

  test('by the interval that was set, at once when it is shortened', async () => {
    world.settings = { ...defaultSettings, checkIntervalMinutes: 24 * 60 };
    await start();
    await world.clock.advance(5 * hour);
    expect(checksMade()).toBe(1);
    world.settings = { ...defaultSettings, checkIntervalMinutes: 30 };
    await world.clock.advance(2 * minute);
    expect(checksMade()).toBe(1);
  });

  test('fifteen seconds after waking, once for resume and unlock together', async () => {
    await start();
    checksMade();
    world.clock.sleep(8 * hour);
    world.power.wake();
    await world.clock.advance(5 * second);
    world.power.wake();
    await world.clock.advance(14 * second);
    expect(checksMade()).toBe(0);
    await world.clock.advance(2 * second);
    expect(checksMade()).toBe(1);
  });

  test('within a tick of resuming, though no wake was reported', async () => {
    await start();
    checksMade();
    world.clock.sleep(8 * hour);
    await world.clock.advance(minute);
    expect(checksMade()).toBe(1);
  });

  test('when the network returns, during a long backoff too', async () => {
    await start();
    world.source().breakWith(serverDown);
    await world.clock.advance(6 * hour);
    world.source().recover();
    checksMade();
    world.connectivity.goOnline();
    await world.clock.advance(second);
    expect(checksMade()).toBe(1);
    expect(world.watch.known.freshness('acme').state).toBe('fresh');
  });

  test('on focus when the data is older than ten minutes', async () => {
    await start();
    checksMade();
    await world.clock.advance(9 * minute);
    world.watch.background.onWindowFocus();
    await world.clock.advance(second);
    expect(checksMade()).toBe(0);
    await world.clock.advance(2 * minute);
    world.watch.background.onWindowFocus();
    world.watch.background.onWindowFocus();
    await world.clock.advance(second);
    expect(checksMade()).toBe(1);
  });

  test('when the user asks, after a look that is under way, and never twice at once', async () => {
    let together = 0;
    let most = 0;
    const source = world.source();
    const subscriptions = source.subscriptions.bind(source);
    source.subscriptions = async (signal) => {
      most = Math.max(most, ++together);
      const result = await subscriptions(signal);
      together--;
      return result;
    };
    const release = source.hold();
    await start();
    const checks = Promise.all([world.watch.check('acme'), world.watch.check('acme')]);
    release();
    expect((await checks).flat()).toHaveLength(2);
    expect(most).toBe(1);
    expect(checksMade()).toBe(3);
  });

  test('though the clock was set back by a month', async () => {
    await start();
    checksMade();
    world.clock.set(Date.parse('2026-10-10T00:00:00.000Z'));
    await world.clock.advance(minute);
    expect(checksMade()).toBe(1);
  });

  test('four accounts at a time', async () => {
    const ids = Array.from({ length: 9 }, (_, index) => `account-${index}`);
    for (const id of ids) world.addAccount(id);
    const releases = [...ids, 'acme'].map((id) => world.source(id).hold());
    await start();
    const asked = () => [...ids, 'acme'].filter((id) => world.source(id).calls.length > 0).length;
    expect(asked()).toBe(4);
    for (const release of releases) release();
    await world.clock.advance(second);
    expect(asked()).toBe(10);
  });

  test('a restart goes on from the stored times', async () => {
    await start();
    stop();
    world.db.close();
    const next = world.open();
    expect(next.watch.known.freshness('acme')).toMatchObject({
      state: 'fresh',
      lastSuccessAt: '2026-11-10T09:00:00.000Z',
      nextDueAt: '2026-11-10T10:00:00.000Z',
    });
  });

  test('a source that never answers is given up, and others go on', async () => {
    world.addAccount('globex');
    world.source().subscriptions = () => new Promise(() => undefined);
    await start();
    await world.clock.advance(5 * minute);
    expect(world.watch.known.freshness('acme').error).toMatchObject({ code: 'server-timeout' });
    expect(world.watch.known.freshness('globex').state).toBe('fresh');
  });

  test('a source with a bug does not stop the watch', async () => {
    world.source().subscriptions = () => Promise.reject(new Error('a bug'));
    await start();
    expect(world.watch.known.freshness('acme').error).toMatchObject({ code: 'internal' });
    expect(world.logger.text()).toContain('a bug');
    await world.clock.advance(10 * minute);
    expect(world.watch.known.checkRecords('acme', 10).length).toBeGreaterThan(2);
  });
});

describe('failures', () => {
  test('are repeated after 1, 2, 4 … minutes up to an hour', async () => {
    await start();
    world.source().breakWith(serverDown);
    await world.clock.advance(24 * hour);
    const times = world.watch.known
      .checkRecords('acme', 100)
      .filter(({ ok }) => !ok)
      .map(({ at }) => Date.parse(at));
    const gaps = times.slice(0, -1).map((at, index) => Math.round((at - (times[index + 1] ?? 0)) / minute));
    expect(gaps.reverse().slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  test('wait as long as the vendor asks, whatever else wants a look', async () => {
    await start();
    checksMade();
    world.source().breakWith({ code: 'rate-limited', retryAfterSeconds: 3 * 3600 });
    await world.clock.advance(61 * minute);
    expect(checksMade()).toBe(1);
    world.power.wake();
    world.connectivity.goOnline();
    world.watch.background.onWindowFocus();
    await world.clock.advance(2 * hour + 50 * minute);
    expect(checksMade()).toBe(0);
    await world.clock.advance(15 * minute);
    expect(checksMade()).toBe(1);
  });

  test.each([
    { code: 'key-refused', host: 'api.stripe.com' },
    { code: 'permission-missing', permission: 'rak_subscription_read' },
  ] as const)('$code stops polling until the key is replaced', async (error) => {
    await start();
    world.source().breakWith(error, 'subscriptions');
    await world.clock.advance(2 * hour);
    checksMade();
    world.power.wake();
    world.watch.background.onWindowFocus();
    await world.clock.advance(48 * hour);
    expect(checksMade()).toBe(0);
    expect(world.watch.known.freshness('acme')).toMatchObject({ state: 'refused', error, nextDueAt: null });
    world.source().recover();
    await world.watch.resume('acme');
    expect(world.watch.known.freshness('acme').state).toBe('fresh');
    await world.clock.advance(3 * hour);
    expect(checksMade()).toBeGreaterThan(2);
  });

  test('make one notification per outage: after three misses, again only after a success between', async () => {
    await start();
    const outages = () => world.notifier.shown.filter(({ title }) => title === 'acme outage').length;
    world.source().breakWith(serverDown);
    await world.clock.advance(61 * minute + 1 * minute);
    expect(outages()).toBe(0);
    await world.clock.advance(4 * minute);
    expect(outages()).toBe(1);
    await world.clock.advance(72 * hour);
    expect(outages()).toBe(1);
    world.source().recover();
    await world.clock.advance(2 * hour);
    world.source().breakWith(serverDown);
    await world.clock.advance(3 * hour);
    expect(outages()).toBe(2);
    expect(world.notifier.shown[0]?.body).toBe('2026-11-10T09:00:00.000Z');
  });

  test('with an interval of a day, the second miss is enough', async () => {
    world.settings = { ...defaultSettings, checkIntervalMinutes: 24 * 60 };
    await start();
    world.source().breakWith(serverDown);
    await world.clock.advance(24 * hour);
    expect(world.notifier.shown).toEqual([]);
    await world.clock.advance(minute);
    expect(world.notifier.shown.map(({ title }) => title)).toEqual(['acme outage']);
  });

  test('a refused key is told at once', async () => {
    world.source().breakWith({ code: 'key-refused', host: 'api.stripe.com' });
    await start();
    expect(world.notifier.shown).toMatchObject([{ title: 'acme outage', body: 'refused' }]);
  });

  test('an outage that ended before it could be told is not told any more', async () => {
    world.settings = { ...defaultSettings, notifications: false };
    world.source().breakWith(serverDown);
    await start();
    await world.clock.advance(hour);
    world.source().recover();
    await world.clock.advance(2 * hour);
    world.settings = defaultSettings;
    await world.clock.advance(hour);
    expect(world.notifier.shown).toEqual([]);
  });

  test('an outage that ends while another process is telling of it is not told again', async () => {
    world.settings = { ...defaultSettings, notifications: false };
    world.source().breakWith({ code: 'key-refused', host: 'api.stripe.com' });
    await start();
    world.db
      .prepare("UPDATE notifications SET state = 'delivering', holder = 'elsewhere|1|x', claimed_at = ?")
      .run('2026-11-01T00:00:00.000Z');
    world.source().recover();
    await world.watch.resume('acme');
    world.settings = defaultSettings;
    await world.watch.notifications.deliver();
    expect(world.notifier.shown).toEqual([]);
  });

  test('a key that is nowhere is an error, not silence', async () => {
    world.addAccount('keyless');
    world.losesKey('keyless');
    await start();
    expect(world.watch.known.freshness('keyless')).toMatchObject({ state: 'never', error: { code: 'key-missing' } });
  });
});

describe('one poller per data folder', () => {
  test('a second one waits until the first lets go', async () => {
    await start();
    checksMade();
    const other = world.open();
    const stopOther = other.watch.background.start();
    await world.clock.advance(10 * hour);
    const alone = checksMade();
    expect(alone).toBeLessThanOrEqual(10);
    stop();
    await world.clock.advance(2 * minute);
    await world.clock.advance(2 * hour);
    expect(checksMade()).toBeGreaterThanOrEqual(2);
    stopOther();
  });

  test('takes over from one that vanished, after its lease ran out', async () => {
    world.db
      .prepare("INSERT INTO leases (name, holder, renewed_at) VALUES ('poller', 'elsewhere|1|x', ?)")
      .run('2026-11-10T09:00:00.000Z');
    await start();
    await world.clock.advance(2 * minute);
    expect(checksMade()).toBe(0);
    await world.clock.advance(2 * minute);
    expect(checksMade()).toBe(1);
  });

  test('commands check without the lease, and the window hears of it', async () => {
    await start();
    world.watch.alerts.save({ accountId: 'acme', measure: 'total', threshold: usd(10000), steps: [] });
    await world.clock.advance(2 * minute);
    world.events.length = 0;
    const command = world.open();
    const [outcome] = await command.watch.check('acme');
    expect(outcome?.alerts).toMatchObject([{ triggeredNow: true, delivery: 'shown' }]);
    world.events.length = 0;
    await world.clock.advance(minute);
    expect(world.events).toContainEqual({ name: 'alerts.changed', accountId: 'acme' });
    expect(world.notifier.shown).toHaveLength(1);
  });
});

test('stopping leaves no timer and no listener, and what is under way writes nothing', async () => {
  const release = world.source().hold();
  await start();
  stop();
  await world.clock.advance(0);
  expect(world.clock.waiting).toBe(0);
  expect(world.power.listeners).toBe(0);
  expect(world.connectivity.listeners).toBe(0);
  release();
  await world.watch.background.idle();
  expect(world.watch.known.checkRecords('acme', 10)).toEqual([]);
  stop();
});

test('a day of hourly checks leaves no timers behind', async () => {
  for (let index = 0; index < 5; index++) world.addAccount(`account-${index}`);
  await start();
  const before = world.clock.waiting;
  await world.clock.advance(24 * hour);
  expect(world.clock.waiting).toBe(before);
});
