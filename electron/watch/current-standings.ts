import type { Alert, MoneyAlert } from '#shared/alerts.ts';
import type { Standing } from '#shared/outcomes.ts';
import { brokenStanding, type KnownAccount, standingsOf, standingsOfAll } from '#shared/standings.ts';
import type { Instant } from '#shared/time.ts';
import { bugOf } from '../logging/index.ts';
import type { Logger } from '../platform/ports.ts';
import type { KnownAccounts } from './known-accounts.ts';

interface Parts {
  readonly known: KnownAccounts;
  readonly logger: Pick<Logger, 'error'>;
  readonly now: () => Instant;
}

/** How alerts stand by what is known. Those that a bug keeps from being compared say so, and keep no others back. */
export interface CurrentStandings {
  /** Of an account's own alerts. */
  own(alerts: readonly Alert[], knownOf: () => KnownAccount): Standing[];
  /** Of those over all accounts. */
  overAll(alerts: readonly MoneyAlert[]): Standing[];
}

export function createCurrentStandings({ known, logger, now }: Parts): CurrentStandings {
  function guarded<A extends Alert>(alerts: readonly A[], evaluate: (alerts: readonly A[]) => Standing[]): Standing[] {
    if (alerts.length === 0) return [];
    try {
      return evaluate(alerts);
    } catch (cause) {
      bugOf(logger, 'Alerts could not be evaluated', cause);
      return alerts.map(brokenStanding);
    }
  }
  return {
    own: (alerts, knownOf) => guarded(alerts, (each) => standingsOf(each, knownOf())),
    overAll: (alerts) => guarded(alerts, (each) => standingsOfAll(each, known.all(), now())),
  };
}
