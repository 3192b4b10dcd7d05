import type { AccountSummary } from '#shared/ipc/contract.ts';
import type { EventChannel } from '../events/index.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';
import { showAfterChanges } from './after-changes.ts';

interface AccountListParts {
  readonly on: EventChannel['on'];
  readonly clock: Pick<Clock, 'after'>;
  readonly logger: Pick<Logger, 'error'>;
  readonly summaries: () => Promise<AccountSummary[]>;
  readonly show: (accounts: AccountSummary[]) => void;
}

/** Shows the list of accounts as it is now, and again soon after anything in it has changed. */
export const startAccountList = ({ on, clock, logger, summaries, show }: AccountListParts): Disposer =>
  showAfterChanges({
    ...{ on, clock, logger, show },
    names: ['accounts.changed', 'snapshot.changed', 'alerts.changed'],
    read: summaries,
    failure: 'The accounts could not be sent',
  }).stop;
