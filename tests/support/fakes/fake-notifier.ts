import type { NotificationOutcome, NotificationRequest, Notifier } from '../../../electron/platform/ports.ts';

export interface ShownNotification {
  readonly title: string;
  readonly body: string;
  readonly key: string | undefined;
  click(): void;
}

export interface FakeNotifier extends Notifier {
  /** What reached the screen, oldest first. */
  readonly shown: readonly ShownNotification[];
  /** How often it was asked. */
  readonly attempts: number;
  /** How the next ones end. */
  answer: NotificationOutcome;
  /** Holds notifications back, on screen but unanswered, until the returned function is called. */
  hold(): () => void;
}

export const shownByFake: NotificationOutcome = { outcome: 'shown', notifier: 'fake' };

export function fakeNotifier(): FakeNotifier {
  const shown: ShownNotification[] = [];
  let attempts = 0;
  let gate: Promise<void> = Promise.resolve();
  const notifier: FakeNotifier = {
    shown,
    get attempts() {
      return attempts;
    },
    answer: shownByFake,
    hold() {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      gate = promise;
      return () => {
        resolve(undefined);
      };
    },
    async show({ title, body, key, onClick }: NotificationRequest) {
      attempts++;
      const { answer } = notifier;
      if (answer.outcome === 'shown') shown.push({ title, body, key, click: onClick });
      await gate;
      return answer;
    },
  };
  return notifier;
}
