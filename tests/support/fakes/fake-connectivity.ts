import type { Connectivity } from '../../../electron/platform/ports.ts';

export interface FakeConnectivity extends Connectivity {
  goOffline(): void;
  goOnline(): void;
  readonly listeners: number;
}

export function fakeConnectivity(): FakeConnectivity {
  const listeners = new Set<() => void>();
  let online = true;
  return {
    isOnline: () => online,
    onOnline(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    goOffline() {
      online = false;
    },
    goOnline() {
      online = true;
      for (const listener of listeners) listener();
    },
    get listeners() {
      return listeners.size;
    },
  };
}
