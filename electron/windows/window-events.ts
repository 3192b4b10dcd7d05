import type { AppError } from '#shared/errors.ts';
import type { Destination, EventName } from '#shared/ipc/contract.ts';
import type { EventChannel } from '../events/index.ts';
import type { Send } from '../ipc/events.ts';
import type { Disposer } from '../platform/ports.ts';

/** All events of the contract but those that reach the page in a way of their own. */
type PassedOn = Exclude<EventName, 'accounts.changed' | 'navigate' | 'trouble'>;

/** Sent to the page as they are, whether it listens or not: it asks for all of it when it begins. A name that is missing is a type error. */
const passedOn: Readonly<Record<PassedOn, true>> = {
  'snapshot.changed': true,
  'alerts.changed': true,
  'invoices.changed': true,
  'imports.changed': true,
  'mailboxes.changed': true,
  'channels.changed': true,
  'team.changed': true,
  'exports.changed': true,
  'handover.changed': true,
  'desk.changed': true,
  'sellers.changed': true,
  'settings.changed': true,
  'proxy.asks': true,
  'updates.changed': true,
  'job.progress': true,
};

// As many as the window shows side by side.
const maxTroubles = 3;

interface WindowEventParts {
  readonly on: EventChannel['on'];
  readonly send: Send;
  /** The window's page as it is now, whatever is loaded in it; null while there is no window. */
  readonly contents: () => object | null;
  /** Brings the window to the front; resolves when its page shows what it has. */
  readonly show: () => Promise<void>;
}

/** Sends the window what happens in the program. What it asks a person to see waits until a page listens. */
export function startWindowEvents({ on, send, contents, show }: WindowEventParts): {
  /** The page listens from now on; answers where it was to go before that. */
  readonly ready: () => Destination | null;
  readonly dispose: Disposer;
} {
  /** The page that listens; another one has been loaded since where it is not the window's. */
  let listening: object | null = null;
  let destination: Destination | null = null;
  let troubles: AppError[] = [];

  const isListening = (): boolean => listening !== null && listening === contents();

  const stops = [
    ...(Object.keys(passedOn) as PassedOn[]).map((name) =>
      on(name, (payload) => {
        send(name, payload);
      }),
    ),
    on('navigate', (wanted) => {
      void show().then(() => {
        if (isListening()) send('navigate', wanted);
        else destination = wanted;
      });
    }),
    on('trouble', (error) => {
      if (isListening()) send('trouble', error);
      else troubles = [...troubles, error].slice(-maxTroubles);
      void show();
    }),
    // Nobody asked for anything: the window is not opened for it.
    on('fault', (error) => {
      if (isListening()) send('trouble', error);
    }),
  ];

  return {
    ready() {
      listening = contents();
      const wanted = destination;
      destination = null;
      for (const error of troubles) send('trouble', error);
      troubles = [];
      return wanted;
    },
    dispose() {
      for (const stop of stops) stop();
    },
  };
}
