import { createLoop } from '../background/index.ts';
import type { Clock, Connectivity, Logger } from './ports.ts';

const interval = 15_000;

/** Whether the machine has a network. The main process has no event for the network's return: its state is read every 15 seconds while somebody listens. */
export const watchOnline = (clock: Clock, logger: Logger, isOnline: () => boolean): Connectivity => ({
  onOnline(listener) {
    let before = isOnline();
    return createLoop({
      ...{ clock, logger, name: 'Looking for the network', firstMillis: interval, everyMillis: interval },
      turn() {
        const now = isOnline();
        const returned = now && !before;
        before = now;
        if (returned) listener();
        return undefined;
      },
    }).start();
  },
});
