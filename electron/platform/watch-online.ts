import type { Clock, Connectivity, Disposer } from './ports.ts';

const interval = 15_000;

/** Whether the machine has a network. The main process has no event for the network's return: its state is read every 15 seconds while somebody listens. */
export const watchOnline = (clock: Clock, isOnline: () => boolean): Connectivity => ({
  onOnline(listener) {
    let before = isOnline();
    let cancel: Disposer;
    const look = () => {
      // First, so that nothing that throws ends it.
      cancel = clock.after(interval, look);
      const now = isOnline();
      const returned = now && !before;
      before = now;
      if (returned) listener();
    };
    cancel = clock.after(interval, look);
    return () => {
      cancel();
    };
  },
});
