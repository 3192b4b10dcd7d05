import { EventEmitter } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import type { NotificationAdapter } from '../../../electron/platform/notifications/adapter.ts';
import { adaptersOn } from '../../../electron/platform/notifications/adapters.ts';
import { electronNotification } from '../../../electron/platform/notifications/electron-notification.ts';
import { firstThatShows } from '../../../electron/platform/notifications/first-that-shows.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';

const request = { title: 'Acme', body: '512.40 USD', onClick: () => undefined };

describe('the first adapter that shows', () => {
  const adapter = (name: string, show: NotificationAdapter['show'], supported = true): NotificationAdapter => ({
    name,
    isSupported: () => supported,
    show,
  });
  const shows = adapter('shows', () => Promise.resolve(null));
  const fails = adapter('fails', () => Promise.resolve('refused by the desktop'));
  const throws = adapter('throws', () => Promise.reject(new Error('broken')));
  const silent = adapter('silent', () => new Promise(() => undefined));
  const unsupported = adapter('unsupported', () => Promise.resolve(null), false);
  const notify = async (adapters: NotificationAdapter[], hasService = true) => {
    const clock = fakeClock();
    const outcome = firstThatShows(adapters, { clock, hasService: () => Promise.resolve(hasService) }).show(request);
    await clock.advance(8_000);
    expect(clock.waiting).toBe(0);
    return outcome;
  };

  test('is named as the one that did it', async () => {
    expect(await notify([shows, fails])).toEqual({ outcome: 'shown', notifier: 'shows' });
  });

  test.each([
    ['is unsupported', unsupported],
    ['fails', fails],
    ['throws', throws],
    ['never answers', silent],
  ])('is the next one when one %s', async (_what, other) => {
    expect(await notify([other, shows])).toEqual({ outcome: 'shown', notifier: 'shows' });
  });

  test('is told of the time-out before the next one shows', async () => {
    const aborted: boolean[] = [];
    let given: AbortSignal | undefined;
    const hangs = adapter('hangs', (_request, signal) => {
      given = signal;
      return new Promise(() => undefined);
    });
    const next = adapter('next', () => {
      aborted.push(given?.aborted ?? false);
      return Promise.resolve(null);
    });
    expect(await notify([hangs, next])).toEqual({ outcome: 'shown', notifier: 'next' });
    expect(aborted).toEqual([true]);
  });

  test('is missing when all fail: the last reason counts', async () => {
    expect(await notify([silent, fails])).toEqual({
      outcome: 'failed',
      notifier: 'fails',
      reason: 'refused by the desktop',
    });
    expect(await notify([fails, silent])).toEqual({ outcome: 'failed', notifier: 'silent', reason: 'no-answer' });
    expect(await notify([throws])).toMatchObject({ outcome: 'failed', reason: 'broken' });
  });

  test.each([
    ['Notification failed - Settings prevent the notification from being delivered.', 'denied'],
    ['Notification failed - Settings prevent the notification type from being delivered.', 'denied'],
    ['Notifications are not allowed for this application', 'denied'],
    ['GDBus.Error:org.freedesktop.DBus.Error.AccessDenied: Rejected send message', 'denied'],
    ['Notification failed - The notification platform is unavailable.', 'failed'],
    ['Notification failed - Toast Notification was dropped without being displayed to the user.', 'failed'],
  ])('says whether somebody forbade it: %s', async (reason, outcome) => {
    const desktop = adapter('desktop', () => Promise.resolve(reason));
    expect(await notify([desktop])).toEqual({ outcome, notifier: 'desktop', reason });
  });

  test('is not looked for once the user or the organization has refused: nothing goes round it', async () => {
    const tried = vi.fn(() => Promise.resolve(null));
    const reason = 'Notification failed - Settings prevent the notification from being delivered.';
    const denies = adapter('denies', () => Promise.resolve(reason));
    expect(await notify([denies, adapter('next', tried)])).toEqual({ outcome: 'denied', notifier: 'denies', reason });
    expect(tried).not.toHaveBeenCalled();
  });

  test('gets words that a desktop cannot take for anything else, and that fit', async () => {
    const given: { title: string; body: string }[] = [];
    const recording = adapter('recording', ({ title, body }) => {
      given.push({ title, body });
      return Promise.resolve(null);
    });
    const notifier = firstThatShows([recording], { clock: fakeClock(), hasService: () => Promise.resolve(true) });
    const title = 'Acme\r\n\u202e<b>Bold</b>\u001b[2K';
    const body = `<a href="https://evil.example">pay</a> AT&T ${'long '.repeat(400)}`;
    await notifier.show({ ...request, title, body });
    expect(given[0]?.title).toBe('Acme ‹b›Bold‹/b› [2K');
    expect(given[0]?.body).toMatch(/^‹a href="https:\/\/evil\.example"›pay‹\/a› AT&T (long )+long…$/);
    expect(given[0]?.body.length).toBeLessThanOrEqual(500);
  });

  test('is not even tried without a service', async () => {
    const tried = vi.fn(() => Promise.resolve(null));
    expect(await notify([adapter('tried', tried)], false)).toEqual({
      outcome: 'unsupported',
      notifier: null,
      reason: 'no-notification-service',
    });
    expect(tried).not.toHaveBeenCalled();
    expect(await notify([unsupported])).toMatchObject({ outcome: 'unsupported' });
  });
});

describe("Electron's notifications", () => {
  const made: FakeNotification[] = [];
  let activate: ((details: Electron.ActivationArguments) => void) | null = null;
  class FakeNotification extends EventEmitter {
    static isSupported = () => true;
    readonly options: Electron.NotificationConstructorOptions;
    shown = 0;
    constructor(options: Electron.NotificationConstructorOptions) {
      super();
      this.options = options;
      made.push(this);
    }
    show() {
      this.shown++;
    }
    close() {
      this.shown--;
    }
  }
  class FakeWindowsNotification extends FakeNotification {
    static handleActivation = (callback: (details: Electron.ActivationArguments) => void) => {
      activate = callback;
    };
  }
  type Offered = Parameters<typeof electronNotification>[0];
  // The part of Electron's class that the adapter uses, with the same events.
  const adapterOn = (platform: NodeJS.Platform) =>
    electronNotification(
      (platform === 'win32' ? FakeWindowsNotification : FakeNotification) as unknown as Offered,
      platform,
    );
  const show = (onClick: () => void = () => undefined, adapter = adapterOn('linux'), key = 'notification-7') => {
    const timeout = new AbortController();
    const outcome = adapter.show({ ...request, onClick, key }, timeout.signal);
    const notification = made.at(-1);
    if (!notification) throw new Error('None was made');
    return { outcome, notification, timeout };
  };
  /** The text that Windows hands back for a toast, as it reads it from its XML. */
  const launchOf = ({ options }: FakeNotification) =>
    /launch="([^"]*)"/.exec(options.toastXml ?? '')?.[1]?.replaceAll('&amp;', '&') ?? '';
  const clickOnWindows = (launch: string) => activate?.({ type: 'click', arguments: launch });

  test('are shown when Electron says so, with our words', async () => {
    const { outcome, notification } = show();
    expect(notification).toMatchObject({ options: { title: 'Acme', body: '512.40 USD' }, shown: 1 });
    expect(notification.options.toastXml).toBeUndefined();
    notification.emit('show');
    expect(await outcome).toBeNull();
  });

  test('failed ones tell the reason, even after having been shown nothing changes', async () => {
    const { outcome, notification } = show();
    notification.emit('failed', {}, 'unsigned');
    expect(await outcome).toBe('unsigned');
  });

  test('one that the desktop did not answer for in time is taken back', () => {
    const { notification, timeout } = show();
    expect(notification.shown).toBe(1);
    timeout.abort();
    expect(notification.shown).toBe(0);
  });

  test('sliding away is not a click; a click after that still counts, once', () => {
    const onClick = vi.fn();
    const { notification } = show(onClick);
    notification.emit('show');
    notification.emit('close');
    expect(onClick).not.toHaveBeenCalled();
    notification.emit('click');
    notification.emit('click');
    expect(onClick).toHaveBeenCalledTimes(1);
  });

  test('on Windows the toast carries its key, and whatever its words hold', () => {
    const body = `<&> "it's" \u0000\ud800 Ümläut`;
    const toast = { title: 'Acme & Co', body, onClick: () => undefined, key: 'notification-7' };
    void adapterOn('win32').show(toast, new AbortController().signal);
    expect(made.at(-1)?.options.toastXml).toBe(
      '<toast launch="type=click&amp;billfold=notification-7"><visual><binding template="ToastGeneric">' +
        '<text>Acme &amp; Co</text><text>&lt;&amp;&gt; &quot;it&apos;s&quot;  \ufffd Ümläut</text></binding></visual></toast>',
    );
  });

  test.each([
    ['the notification first', ['click', 'activation']],
    ['the activation first', ['activation', 'click']],
  ])('on Windows one click that is told twice counts once: %s', (_, order) => {
    const onClick = vi.fn();
    const earlier = vi.fn();
    const adapter = adapterOn('win32');
    adapter.onEarlierClick?.(earlier);
    const { notification } = show(onClick, adapter);
    for (const way of order)
      if (way === 'click') notification.emit('click');
      else clickOnWindows(launchOf(notification));
    expect(onClick).toHaveBeenCalledTimes(1);
    expect(earlier).not.toHaveBeenCalled();
  });

  test('on Windows a click on one of an earlier run is told by its key; what is not ours is not', () => {
    const { notification } = show(() => undefined, adapterOn('win32'), 'notification-41');
    const earlier = vi.fn();
    adapterOn('win32').onEarlierClick?.(earlier);
    clickOnWindows(launchOf(notification));
    clickOnWindows('type=click&tag=11575876717883772928');
    clickOnWindows('');
    expect(earlier.mock.calls).toEqual([['notification-41']]);
  });

  test.each([
    ['win32', ['electron']],
    ['darwin', ['electron']],
    ['linux', ['electron', 'node-notifier']],
  ] as const)('on %s are tried: %s', (platform, names) => {
    const adapters = adaptersOn(platform, FakeNotification as unknown as Offered);
    expect(adapters.map(({ name }) => name)).toEqual(names);
  });

  test('elsewhere nobody tells of them', () => {
    activate = null;
    adapterOn('darwin').onEarlierClick?.(() => undefined);
    expect(activate).toBeNull();
  });
});
