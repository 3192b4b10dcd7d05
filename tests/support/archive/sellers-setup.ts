import { dayOf } from '#shared/period.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Account } from '#shared/accounts.ts';
import type { Database } from '../../../electron/database/open.ts';
import type { Clock } from '../../../electron/platform/ports.ts';
import { createSellers } from '../../../electron/sellers/index.ts';

/** Sellers on a real database; `log` takes what people did. */
export function setUpSellers(
  db: Database,
  clock: Pick<Clock, 'now'>,
  accounts: () => readonly Account[] = () => [],
  log: unknown[] = [],
) {
  const now = () => instantFromMillis(clock.now());
  return createSellers({
    ...{ db, now, accounts },
    today: () => dayOf(now()),
    userName: () => 'Ada',
    recordAction(action) {
      log.push(action);
      return String(log.length);
    },
    emit: () => undefined,
  });
}
