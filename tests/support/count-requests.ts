import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

const channel = 'http.server.request.start';

/** Counts what a server in this process is asked at this address, from now on until it is disposed of. */
export function countRequests(address: string) {
  const { host } = new URL(address);
  const inSecond = new Map<number, number>();
  const count = (message: unknown): void => {
    const { request } = message as { readonly request: IncomingMessage };
    if (request.headers.host !== host) return;
    const second = Math.floor(Date.now() / 1000);
    inSecond.set(second, (inSecond.get(second) ?? 0) + 1);
  };
  subscribe(channel, count);
  return {
    total: (): number => [...inSecond.values()].reduce((sum, requests) => sum + requests, 0),
    /** The most in one second of the clock. */
    peakPerSecond: (): number => Math.max(0, ...inSecond.values()),
    [Symbol.dispose]: () => {
      unsubscribe(channel, count);
    },
  };
}
