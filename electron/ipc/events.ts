import { eventChannel } from '#shared/ipc/bridge.ts';
import { type EventName, type EventPayload, events } from '#shared/ipc/contract.ts';

/** Sends the window an event. Answers of main go through `Result`; this is for what nobody asked. */
export type Send = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void;

interface Receiver {
  isDestroyed(): boolean;
  send(channel: string, ...args: unknown[]): void;
}

/** Sends events of the contract to the window that is there at that moment, if any. */
export const createSend =
  (receiver: () => Receiver | null): Send =>
  (name, payload) => {
    const window = receiver();
    if (window && !window.isDestroyed()) window.send(eventChannel, name, events[name].parse(payload));
  };
