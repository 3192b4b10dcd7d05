import { EventEmitter } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import type { NotificationAdapter } from '../../../electron/platform/notifications/adapter.ts';
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

  test('is missing when all fail: the last reason counts', async () => {
    expect(await notify([silent, fails])).toEqual({
      outcome: 'failed',
      notifier: 'fails',
      reason: 'refused by the desktop',
    });
    expect(await notify([fails, silent])).toEqual({ outcome: 'failed', notifier: 'silent', reason: 'no-answer' });
    expect(await notify([throws])).toMatchObject({ outcome: 'failed', reason: 'broken' });
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
  class FakeNotification extends EventEmitter {
    static isSupported = () => true;
    readonly options: { title: string; body: string };
    shown = 0;
    constructor(options: { title: string; body: string }) {
      super();
      this.options = options;
      made.push(this);
    }
    show() {
      this.shown++;
    }
  }
  // The part of Electron's class that the adapter uses, with the same events.
  const Constructor = FakeNotification as unknown as Parameters<typeof electronNotification>[0];
  const show = (onClick: () => void = () => undefined) => {
    const outcome = electronNotification(Constructor).show({ ...request, onClick });
    const notification = made.at(-1);
    if (!notification) throw new Error('None was made');
    return { outcome, notification };
  };

  test('are shown when Electron says so, with our words', async () => {
    const { outcome, notification } = show();
    expect(notification).toMatchObject({ options: { title: 'Acme', body: '512.40 USD' }, shown: 1 });
    notification.emit('show');
    expect(await outcome).toBeNull();
  });

  test('failed ones tell the reason, even after having been shown nothing changes', async () => {
    const { outcome, notification } = show();
    notification.emit('failed', {}, 'unsigned');
    expect(await outcome).toBe('unsigned');
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
});
