import type { Clock, EarlierNotifications, NotificationOutcome, NotificationRequest, Notifier } from '../ports.ts';
import type { NotificationAdapter } from './adapter.ts';
import { harmlessText } from './harmless-text.ts';

/** The whole attempt settles within 10 seconds: the question for a service takes up to 2 and the adapters share the rest. */
const timeoutMs = 7_500;

export interface NotifierOptions {
  readonly clock: Clock;
  /** Resolves with false where the desktop certainly has no notification service. */
  readonly hasService: () => Promise<boolean>;
}

/**
 * Tries the adapters in order until one shows the notification. A denial ends it: another way would go round whoever
 * forbade it. Reasons are the desktop's words, or codes of ours.
 */
export function firstThatShows(
  adapters: readonly NotificationAdapter[],
  { clock, hasService }: NotifierOptions,
): Notifier & EarlierNotifications {
  async function attempt(adapter: NotificationAdapter, request: NotificationRequest): Promise<string | null> {
    const { promise: late, resolve } = Promise.withResolvers<string>();
    const timeout = new AbortController();
    const cancel = clock.after(timeoutMs / adapters.length, () => {
      // Else it could appear beside what the next adapter or the next attempt shows.
      timeout.abort();
      resolve('no-answer');
    });
    try {
      return await Promise.race([adapter.show(request, timeout.signal), late]);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      cancel();
    }
  }

  return {
    async show(given): Promise<NotificationOutcome> {
      const request = harmlessText(given);
      const missing = { outcome: 'unsupported', notifier: null, reason: 'no-notification-service' } as const;
      if (!(await hasService())) return missing;
      let outcome: NotificationOutcome = missing;
      for (const adapter of adapters) {
        if (!adapter.isSupported()) continue;
        const reason = await attempt(adapter, request);
        if (reason === null) return { outcome: 'shown', notifier: adapter.name };
        if (isDenial(reason)) return { outcome: 'denied', notifier: adapter.name, reason };
        outcome = { outcome: 'failed', notifier: adapter.name, reason };
      }
      return outcome;
    },
    onEarlierClick(listener) {
      for (const adapter of adapters) adapter.onEarlierClick?.(listener);
    },
  };
}

/**
 * Whether somebody forbade it, in the words of Windows ("Settings prevent the notification from being delivered"),
 * macOS ("Notifications are not allowed for this application") and D-Bus (`AccessDenied`).
 */
const isDenial = (reason: string): boolean =>
  /settings prevent|capabilities prevent|not allowed|access ?denied/i.test(reason);
