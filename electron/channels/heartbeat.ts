import type { Account, Freshness } from '#shared/accounts.ts';
import type { Instant } from '#shared/time.ts';

/**
 * Whether every account was checked since a moment, and stands well: then whoever waits for a sign of life may have one. A
 * practice account is nobody's; without an account there is nothing to be silent about.
 */
export function isRoundComplete(
  accounts: readonly Pick<Account, 'id' | 'practice'>[],
  freshness: (accountId: string) => Pick<Freshness, 'state' | 'lastSuccessAt'>,
  since: Instant | null,
): boolean {
  const watched = accounts.filter(({ practice }) => !practice);
  return (
    watched.length > 0 &&
    watched.every(({ id }) => {
      const { state, lastSuccessAt } = freshness(id);
      const isWell = state === 'fresh' || state === 'incomplete';
      return isWell && lastSuccessAt !== null && (since === null || lastSuccessAt > since);
    })
  );
}
