import { fail, ok, type Result } from '#shared/result.ts';
import { type Instant, millisOf } from '#shared/time.ts';
import type { Accounts } from '../accounts/index.ts';
import type { EmbeddedPractice } from '../practice/index.ts';
import type { Watch } from '../watch/index.ts';

const hourMillis = 60 * 60_000;

/** Moves a practice account's clock and checks the account again, so that one can see what Billfold does. */
export const createPracticeClock =
  (accounts: Accounts, practice: EmbeddedPractice, watch: Watch) =>
  async (accountId: string, by: 'hour' | 'day' | 'period'): Promise<Result<{ now: Instant }>> => {
    if (!accounts.get(accountId)?.practice) return fail({ code: 'practice-only' });
    const time = practice.clockOf(accountId).now();
    const now = await practice.moveTo(accountId, target(time));
    await watch.check(accountId);
    return ok({ now });

    function target(from: number): number {
      if (by !== 'period') return from + (by === 'hour' ? hourMillis : 24 * hourMillis);
      const ends = (watch.known.snapshot(accountId)?.subscriptions ?? []).flatMap(({ upcoming }) =>
        upcoming.kind === 'none' ? [] : [millisOf(upcoming.period.end)],
      );
      // Two hours into the next period: the vendor finalizes the old one's draft after about one.
      return Math.min(...ends.filter((end) => end > from), from + 31 * 24 * hourMillis) + 2 * hourMillis;
    }
  };
