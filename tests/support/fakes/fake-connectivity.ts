import type { Connectivity } from '../../../electron/platform/ports.ts';

export interface FakeConnectivity extends Connectivity {
  goOnline(): void;
  readonly listeners: number;
}

export function fakeConnectivity(): FakeConnectivity {
  const listeners = new Set<() => void>();
  return {
    onOnline(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    goOnline() {
      for (const listener of listeners) listener();
    },
    get listeners() {
      return listeners.size;
    },
  };
}
