import type { AppError } from '#shared/errors.ts';
import type { EventName as WindowEventName, EventPayload } from '#shared/ipc/contract.ts';
import { bugOf } from '../logging/index.ts';
import type { Disposer, Logger } from '../platform/ports.ts';

type WindowEvents = { readonly [Name in WindowEventName]: EventPayload<Name> };

/** What happens in the program, by name. What the window hears of too has the name that it has in the contract. */
interface ProgramEvents extends Omit<WindowEvents, 'accounts.changed'> {
  /** What the list of accounts shows has changed. The window is sent the list itself. */
  readonly 'accounts.changed': null;
  /** A sync ended, also one that failed: there may be invoices and documents that were not there before. */
  readonly 'account.synced': { readonly accountId: string };
  /** Files were put into the archive of an account. */
  readonly 'invoices.imported': { readonly accountId: string };
  /** A bug that nobody asked for anything; its reference is in the log. */
  readonly fault: AppError;
}

type EventName = keyof ProgramEvents;

/** How a feature says what happened: one of the events that it names, as in `Emit<'imports.changed'>`. */
export type Emit<Names extends EventName> = (
  ...event: { [Name in Names]: [name: Name, payload: ProgramEvents[Name]] }[Names]
) => void;

export interface EventChannel {
  /** Calls the subscribers before it returns, in the order in which they came. Never throws: theirs is logged. */
  readonly emit: <Name extends EventName>(name: Name, payload: ProgramEvents[Name]) => void;
  /** Subscribes until it is disposed of. */
  readonly on: <Name extends EventName>(name: Name, listener: (payload: ProgramEvents[Name]) => void) => Disposer;
}

/** The one channel between what happens in the features and whoever shows it or goes on from it. */
export function createEventChannel(logger: Pick<Logger, 'error'>): EventChannel {
  const subscribers: { readonly [Name in EventName]: Set<(payload: ProgramEvents[Name]) => void> } = {
    'accounts.changed': new Set(),
    'account.synced': new Set(),
    'snapshot.changed': new Set(),
    'alerts.changed': new Set(),
    'invoices.changed': new Set(),
    'imports.changed': new Set(),
    'mailboxes.changed': new Set(),
    'channels.changed': new Set(),
    'team.changed': new Set(),
    'exports.changed': new Set(),
    'handover.changed': new Set(),
    'desk.changed': new Set(),
    'sellers.changed': new Set(),
    'invoices.imported': new Set(),
    'settings.changed': new Set(),
    'proxy.asks': new Set(),
    'updates.changed': new Set(),
    'job.progress': new Set(),
    navigate: new Set(),
    trouble: new Set(),
    fault: new Set(),
  };

  return {
    emit(name, payload) {
      const current = subscribers[name];
      for (const listener of [...current]) {
        // An earlier one may have ended its subscription.
        if (!current.has(listener)) continue;
        try {
          listener(payload);
        } catch (cause) {
          bugOf(logger, 'A subscriber of an event failed', cause, { event: name });
        }
      }
    },
    on(name, listener) {
      // Of its own, so that one function can subscribe twice.
      const own: typeof listener = (payload) => {
        listener(payload);
      };
      subscribers[name].add(own);
      return () => {
        subscribers[name].delete(own);
      };
    },
  };
}
