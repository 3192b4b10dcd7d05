import type { Attention } from '#shared/to-do.ts';
import { createLoop } from '../background/index.ts';
import type { EventChannel } from '../events/index.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';
import { showAfterChanges } from './after-changes.ts';

/** Time alone makes an invoice overdue, and brings back what was put off. */
const lookEveryMillis = 15 * 60_000;

interface AttentionParts {
  readonly on: EventChannel['on'];
  readonly clock: Pick<Clock, 'after' | 'now'>;
  readonly logger: Logger;
  readonly read: () => Promise<Attention>;
  readonly show: (attention: Attention) => void;
}

/** Shows how much there is to do and who is not watched: after every change that may matter, and from time to time. */
export function startAttention({ on, clock, logger, read, show }: AttentionParts): Disposer {
  const shown = showAfterChanges({
    ...{ on, clock, logger, read, show },
    names: [
      ...(['accounts.changed', 'snapshot.changed', 'alerts.changed', 'invoices.changed'] as const),
      ...(['imports.changed', 'mailboxes.changed', 'exports.changed', 'desk.changed', 'account.synced'] as const),
    ],
    failure: 'What there is to do could not be shown',
  });
  const stopLoop = createLoop({
    ...{ clock, logger, name: 'Looking what there is to do' },
    ...{ firstMillis: lookEveryMillis, everyMillis: lookEveryMillis },
    turn() {
      shown.again();
      return undefined;
    },
  }).start();
  return () => {
    stopLoop();
    shown.stop();
  };
}
