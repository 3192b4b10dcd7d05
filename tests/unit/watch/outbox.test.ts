import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultSettings } from '#shared/settings.ts';
import { usd } from '../../support/billing-objects.ts';
import { shownByFake } from '../../support/fakes/fake-notifier.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

const minute = 60_000;
let world: WatchWorld;
beforeEach(() => {
  world = watchWorld();
  world.watch.alerts.save({ accountId: 'acme', measure: 'total', threshold: usd(10000), steps: [] });
});
afterEach(() => {
  world.remove();
});

const check = () => world.watch.check('acme');
const alertEvent = () => world.watch.events.list('acme')[0];

describe('delivery', () => {
  test('leaves evidence: when, how, by which notifier', async () => {
    await check();
    expect(alertEvent()).toMatchObject({
      delivery: 'shown',
      notifier: 'fake',
      shownAt: '2026-11-10T09:00:00.000Z',
      triggeredAt: '2026-11-10T09:00:00.000Z',
      asOf: '2026-11-10T09:00:00.000Z',
      amount: usd(12000),
      seenAt: null,
      failure: null,
    });
    expect(world.watch.events.unseenCount('acme')).toBe(1);
  });

  test('a click marks it seen and opens its row', async () => {
    await check();
    world.notifier.shown[0]?.click();
    expect(alertEvent()).toMatchObject({
      delivery: 'seen',
      seenAt: '2026-11-10T09:00:00.000Z',
      seenHow: 'click',
      notifier: 'fake',
      attempts: 1,
      lastTriedAt: '2026-11-10T09:00:00.000Z',
      nextTryAt: null,
    });
    expect(world.clicked).toEqual([{ accountId: 'acme', screen: 'alerts', alertEventId: alertEvent()?.id }]);
    expect(world.watch.events.unseenCount('acme')).toBe(0);
    expect(world.events).toContainEqual({ name: 'alerts.changed', accountId: 'acme' });
  });

  test('a click that cannot be noted leads there all the same, and is told', async () => {
    await check();
    world.db.exec("CREATE TRIGGER full BEFORE UPDATE ON alert_events BEGIN SELECT RAISE(ABORT, 'no room'); END");
    world.notifier.shown[0]?.click();
    expect(world.clicked).toEqual([{ accountId: 'acme', screen: 'alerts', alertEventId: alertEvent()?.id }]);
    expect(world.troubles).toMatchObject([{ reference: 'no room' }]);
    expect(alertEvent()?.seenAt).toBeNull();
  });

  test('what fails is tried again with growing pauses until it is shown, once', async () => {
    world.notifier.answer = { outcome: 'failed', notifier: 'fake', reason: 'refused' };
    const stop = world.watch.background.start();
    await world.clock.advance(10_000);
    expect(alertEvent()).toMatchObject({
      delivery: 'failed',
      failure: 'refused',
      attempts: 1,
      nextTryAt: '2026-11-10T09:01:00.000Z',
    });
    await world.clock.advance(30 * minute);
    // After 0, 1, 3, 7, 15 and 25 minutes, at the next tick.
    expect(world.notifier.attempts).toBe(6);
    world.notifier.answer = shownByFake;
    await world.clock.advance(30 * minute);
    expect(world.notifier.shown).toHaveLength(1);
    expect(alertEvent()).toMatchObject({ delivery: 'shown', failure: null });
    stop();
  });

  test('a missing service keeps everything in the inbox; it is delivered once when the service is back', async () => {
    world.notifier.answer = { outcome: 'unsupported', notifier: null, reason: 'no-notification-service' };
    world.watch.alerts.save({ accountId: 'acme', measure: 'total', threshold: usd(11000), steps: [] });
    const stop = world.watch.background.start();
    await world.clock.advance(3 * 60 * minute);
    expect(world.watch.events.unseenCount('acme')).toBe(2);
    expect(world.watch.events.list('acme').map(({ delivery }) => delivery)).toEqual(['failed', 'failed']);
    world.notifier.answer = shownByFake;
    await world.clock.advance(60 * minute);
    expect(world.notifier.shown).toHaveLength(2);
    stop();
  });

  test('a notifier that throws is a failure like another', async () => {
    world.notifier.show = () => Promise.reject(new Error('boom'));
    await check();
    expect(alertEvent()).toMatchObject({ delivery: 'failed', failure: 'Error: boom' });
  });

  test('what was seen in the app before is not shown any more', async () => {
    world.settings = { ...defaultSettings, notifications: false };
    await check();
    world.watch.events.markSeen(
      world.watch.events
        .list(null)
        .slice(0, 1)
        .map(({ id }) => id),
    );
    world.settings = defaultSettings;
    await world.watch.notifications.deliver();
    expect(world.notifier.attempts).toBe(0);
    expect(alertEvent()).toMatchObject({ delivery: 'seen', seenHow: 'app', attempts: 0, lastTriedAt: null });
  });
});

describe('held back, never dropped', () => {
  test('in quiet hours, on the clock of the user', async () => {
    world.timeZone = 'Pacific/Auckland';
    // 22:00 to 23:30 there.
    world.settings = { ...defaultSettings, quietHours: { enabled: true, from: '22:00', to: '23:30' } };
    const stop = world.watch.background.start();
    await world.clock.advance(80 * minute);
    expect(world.notifier.attempts).toBe(0);
    expect(alertEvent()?.delivery).toBe('pending');
    expect(world.watch.events.unseenCount('acme')).toBe(1);
    await world.clock.advance(12 * minute);
    expect(world.notifier.shown).toHaveLength(1);
    stop();
  });

  test('while notifications are switched off', async () => {
    world.settings = { ...defaultSettings, notifications: false };
    await check();
    expect(alertEvent()?.delivery).toBe('pending');
    world.settings = defaultSettings;
    await world.watch.notifications.deliver();
    expect(world.notifier.shown).toHaveLength(1);
  });

  test('for viewers, who read it in the app', async () => {
    world.addAccount('globex', 'viewer');
    world.watch.alerts.save({ accountId: 'globex', measure: 'total', threshold: usd(10000), steps: [] });
    await world.watch.check('globex');
    expect(world.notifier.attempts).toBe(0);
    expect(world.watch.events.unseenCount('globex')).toBe(1);
  });
});

describe('two processes and crashes', () => {
  test('checks at the same time in two processes fire and show once', async () => {
    const other = world.open();
    const release = world.source().hold();
    const both = Promise.all([world.watch.check('acme'), other.watch.check('acme')]);
    release();
    const outcomes = (await both).flat();
    expect(outcomes.flatMap(({ alerts }) => alerts.map(({ triggeredNow }) => triggeredNow)).sort()).toEqual([
      false,
      true,
    ]);
    expect(world.notifier.shown).toHaveLength(1);
  });

  test('a row that another process delivered meanwhile is left alone', async () => {
    world.settings = { ...defaultSettings, notifications: false };
    world.watch.alerts.save({ accountId: 'acme', measure: 'total', threshold: usd(11000), steps: [] });
    await check();
    world.settings = defaultSettings;
    const release = world.notifier.hold();
    // The first is under way with the first row, and knows of the second; the other takes the second.
    const first = world.watch.notifications.deliver();
    await world.clock.advance(0);
    const other = world.open().watch.notifications.deliver();
    await world.clock.advance(0);
    release();
    await Promise.all([first, other]);
    expect(world.notifier.attempts).toBe(2);
    expect(new Set(world.notifier.shown.map(({ body }) => body)).size).toBe(2);
  });

  test('killed between alert event and notification: the next start shows it', async () => {
    world.settings = { ...defaultSettings, notifications: false };
    await check();
    world.db.close();
    world.settings = defaultSettings;
    const next = world.open();
    const stop = next.watch.background.start();
    await world.clock.advance(1000);
    expect(world.notifier.shown).toHaveLength(1);
    stop();
  });

  test('killed between showing and recording: repeated once after the claim is stale, not before', async () => {
    world.notifier.hold();
    void world.watch.check('acme');
    await world.clock.advance(0);
    expect(alertEvent()?.delivery).toBe('delivering');
    world.db.close();
    const next = world.open();
    await next.watch.notifications.deliver();
    expect(world.notifier.attempts).toBe(1);
    // The machine slept: whoever holds the claim may still be about to note it.
    await world.clock.advance(8 * 60 * minute);
    await next.watch.notifications.deliver();
    expect(world.notifier.attempts).toBe(1);
    await world.clock.advance(31_000);
    void next.watch.notifications.deliver();
    await world.clock.advance(0);
    expect(world.notifier.attempts).toBe(2);
  });

  test('a claim of a process that ended is taken over at once', async () => {
    world.settings = { ...defaultSettings, notifications: false };
    await check();
    const ended = spawnSync(process.execPath, ['--version']).pid;
    world.db
      .prepare("UPDATE notifications SET state = 'delivering', holder = ?, claimed_at = ?")
      .run(`${hostname()}|${ended}|gone`, '2026-11-10T09:00:00.000Z');
    world.settings = defaultSettings;
    await world.watch.notifications.deliver();
    expect(alertEvent()?.delivery).toBe('shown');
  });

  test.each([
    ['shown', shownByFake],
    ['failed', { outcome: 'failed', notifier: 'fake', reason: 'refused' }],
  ] as const)('what is %s after another process took the row over is not noted in its place', async (_, answer) => {
    world.notifier.answer = answer;
    const release = world.notifier.hold();
    const checking = world.watch.check('acme');
    await world.clock.advance(0);
    const others = { state: 'delivering', holder: 'another|1|process', claimed_at: '2026-11-10T09:05:00.000Z' };
    world.db.prepare('UPDATE notifications SET holder = @holder, claimed_at = @claimed_at').run({
      holder: others.holder,
      claimed_at: others.claimed_at,
    });
    release();
    await checking;
    expect(
      world.db
        .prepare('SELECT state, holder, claimed_at, notifier, shown_at, failure, next_try_at FROM notifications')
        .get(),
    ).toEqual({ ...others, notifier: null, shown_at: null, failure: null, next_try_at: null });
  });

  test('a clock that is set back does not hold a retry up', async () => {
    world.notifier.answer = { outcome: 'failed', notifier: 'fake', reason: 'refused' };
    await check();
    world.notifier.answer = shownByFake;
    world.clock.set(Date.parse('2026-11-08T00:00:00.000Z'));
    await world.watch.notifications.deliver();
    expect(alertEvent()?.delivery).toBe('shown');
  });
});

describe('a notification of an earlier run that is clicked', () => {
  test('marks its alert event as seen by a click and leads to it, also when it was seen before', async () => {
    await check();
    const key = world.notifier.shown[0]?.key ?? '';
    world.db.close();
    const next = world.open();
    next.watch.notifications.openEarlier(key);
    expect(next.watch.events.list('acme')).toMatchObject([{ delivery: 'seen', seenHow: 'click' }]);
    const alertEventId = next.watch.events.list('acme')[0]?.id;
    expect(world.clicked).toEqual([{ accountId: 'acme', screen: 'alerts', alertEventId }]);
    next.watch.notifications.openEarlier(key);
    expect(world.clicked).toHaveLength(2);
  });

  test('is told where what it was on cannot be read', async () => {
    await check();
    const key = world.notifier.shown[0]?.key ?? '';
    world.db.exec('ALTER TABLE alert_events RENAME TO alert_events_gone');
    world.watch.notifications.openEarlier(key);
    expect(world.troubles).toHaveLength(1);
  });

  test.each(['notification-999', 'notification-', 'notification-1; DROP TABLE alert_events', 'other', ''])(
    'one that nobody knows does nothing: %j',
    async (key) => {
      await check();
      world.watch.notifications.openEarlier(key);
      expect(world.clicked).toEqual([]);
      expect(alertEvent()?.seenAt).toBeNull();
    },
  );
});

test('the test notification reports how it went', async () => {
  expect(await world.watch.notifications.test()).toEqual(shownByFake);
  expect(world.notifier.shown).toMatchObject([{ title: 'test' }]);
});
