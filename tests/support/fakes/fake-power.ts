import type { Power } from '../../../electron/platform/ports.ts';

export interface FakePower extends Power {
  wake(): void;
  readonly listeners: number;
}

export function fakePower(): FakePower {
  const listeners = new Set<() => void>();
  return {
    onWake(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wake() {
      for (const listener of listeners) listener();
    },
    get listeners() {
      return listeners.size;
    },
  };
}
