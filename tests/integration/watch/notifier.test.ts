import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createClock } from '../../../electron/platform/clock.ts';
import { firstThatShows } from '../../../electron/platform/notifications/first-that-shows.ts';
import { nodeNotification } from '../../../electron/platform/notifications/node-notification.ts';
import { hasNotificationService } from '../../../electron/platform/session-bus.ts';
import { usd } from '../../support/billing-objects.ts';
import { type Desktop, type DesktopOptions, startDesktop } from '../../support/desktop.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';
import { within } from '../../support/waits.ts';

/* Real notifications: a private session bus, with dunst on it or with nobody. */

const clock = createClock();
const hasService = async () => (await hasNotificationService()) !== 'no';
const notifier = firstThatShows([nodeNotification()], { clock, hasService });

let desktop: Desktop;
async function useDesktop(options: DesktopOptions): Promise<void> {
  desktop = await startDesktop(options);
  for (const [name, value] of Object.entries(desktop.env)) vi.stubEnv(name, value);
}
afterEach(async () => {
  vi.unstubAllEnvs();
  await desktop.stop();
});

describe('on a desktop with a notification service', () => {
  beforeEach(() => useDesktop({ notifications: 'dunst' }));

  test('it is found, by either program that can ask', async () => {
    expect(await hasNotificationService()).toBe('yes');
    const folder = mkdtempSync(join(tmpdir(), 'billfold-path-'));
    const env = { ...process.env, PATH: folder };
    expect(await hasNotificationService(env)).toBe('unknown');
    symlinkSync('/usr/bin/dbus-send', join(folder, 'dbus-send'));
    expect(await hasNotificationService(env)).toBe('yes');
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['Acme: threshold exceeded', 'Acme: upcoming invoice 512.40 USD exceeds your 500.00 USD alert'],
    ['--help', '-u critical'],
    ['$(touch x) `id` "quoted" \\ \'single\'', 'a;b|c&d $HOME %s'],
    ['Ümläute 日本 ✓', 'zwölf €'],
  ])('%s arrives word for word', async (title, body) => {
    const outcome = await notifier.show({ title, body, onClick: () => undefined });
    expect(outcome).toEqual({ outcome: 'shown', notifier: 'node-notifier' });
    const [shown] = await desktop.waitForNotifications(1);
    expect(shown?.appName).toBe('Billfold');
    expect(shown?.title.replace('\u200b', '')).toBe(title);
    // A service may read the body as markup; the words have to be there.
    expect(shown?.body.replace('\u200b', '').replace('&amp;', '&')).toBe(body);
  });
});

describe('on a desktop without one', () => {
  beforeEach(() => useDesktop({ notifications: 'none' }));

  test('nothing hangs, and the outcome says so', async () => {
    const started = performance.now();
    expect(await notifier.show({ title: 'a', body: 'b', onClick: () => undefined })).toEqual({
      outcome: 'unsupported',
      notifier: null,
      reason: 'no-notification-service',
    });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('a bus that never answers is no service', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'billfold-bus-'));
    const silent = createServer(() => undefined).listen(join(folder, 'bus'));
    await within(10, 'a silent bus to listen', once(silent, 'listening'));
    const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'bus')}` };
    expect(await hasNotificationService(env)).toBe('no');
    silent.close();
    rmSync(folder, { recursive: true });
  });

  test('no bus at all is no service', async () => {
    const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/bus', DISPLAY: '' };
    expect(await hasNotificationService(env)).toBe('no');
  });
});

describe('an alert event', () => {
  let world: WatchWorld;
  beforeEach(() => {
    world = watchWorld();
    world.watch.alerts.save({ accountId: 'acme', measure: 'total', threshold: usd(10000), steps: [] });
    world.notifier.show = (request) => notifier.show(request);
  });
  afterEach(() => {
    world.remove();
  });

  test('on a bus without a notification service nothing hangs, the alert event is in the inbox, and it is delivered once when the service returns', async () => {
    await useDesktop({ notifications: 'none' });
    await world.watch.check('acme');
    expect(world.watch.events.list('acme')).toMatchObject([{ delivery: 'failed', failure: 'no-notification-service' }]);
    expect(world.watch.events.unseenCount('acme')).toBe(1);

    await desktop.stop();
    await useDesktop({ notifications: 'dunst' });
    await world.clock.advance(2 * 60_000);
    await world.watch.notifications.deliver();
    await world.watch.notifications.deliver();
    expect(world.watch.events.list('acme')).toMatchObject([{ delivery: 'shown', notifier: 'node-notifier' }]);
    expect(await desktop.waitForNotifications(1)).toMatchObject([{ title: 'acme' }]);
    await world.watch.check('acme');
    expect(await desktop.shownNotifications()).toHaveLength(1);
  });
});
