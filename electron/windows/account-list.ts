import { receivesAlerts } from '#shared/accounts.ts';
import type { AccountSummary } from '#shared/ipc/contract.ts';
import type { EventChannel } from '../events/index.ts';
import { bugOf } from '../logging/index.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';

// Many accounts may change at once: their list is read once for all of them.
const gatherMillis = 100;

/** What waits for somebody: alerts that nobody has seen, and alerts that cannot be compared. */
export interface Waiting {
  readonly unseen: number;
  readonly uncompared: number;
}

/** A viewer is not alerted, by the badge neither. */
export function waitingOf(accounts: readonly AccountSummary[]): Waiting {
  const alerted = accounts.filter(({ role }) => receivesAlerts(role));
  return {
    unseen: alerted.reduce((sum, { unseenAlertEvents }) => sum + unseenAlertEvents, 0),
    uncompared: alerted.reduce((sum, { uncomparedAlerts }) => sum + uncomparedAlerts, 0),
  };
}

interface AccountListParts {
  readonly on: EventChannel['on'];
  readonly clock: Pick<Clock, 'after'>;
  readonly logger: Pick<Logger, 'error'>;
  readonly summaries: () => Promise<AccountSummary[]>;
  readonly show: (accounts: AccountSummary[]) => void;
}

/** Shows the list of accounts as it is now, and again soon after anything in it has changed. */
export function startAccountList({ on, clock, logger, summaries, show }: AccountListParts): Disposer {
  let gathering: Disposer | null = null;
  let ended = false;

  async function read(): Promise<void> {
    try {
      const accounts = await summaries();
      if (!ended) show(accounts);
    } catch (cause) {
      bugOf(logger, 'The accounts could not be sent', cause);
    }
  }
  function readSoon(): void {
    gathering ??= clock.after(gatherMillis, () => {
      gathering = null;
      void read();
    });
  }

  readSoon();
  const stops = (['accounts.changed', 'snapshot.changed', 'alerts.changed'] as const).map((name) => on(name, readSoon));
  return () => {
    ended = true;
    for (const stop of stops) stop();
    gathering?.();
  };
}
