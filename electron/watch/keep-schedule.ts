import type { Account } from '#shared/accounts.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Random } from '../platform/ports.ts';
import type { CheckEnd } from './check-end.ts';
import { afterFailure, afterSuccess, isOutage, newSchedule } from './schedule.ts';
import type { Stores } from './stores.ts';

/** Says when the account is checked next, and whether its outage is to be told now. */
export type KeepSchedule = (account: Account, end: CheckEnd) => boolean;

export function createKeepSchedule(
  { schedules, outages }: Pick<Stores, 'schedules' | 'outages'>,
  random: Random,
  intervalMinutes: () => number,
): KeepSchedule {
  return (account, { reading, error, endedAt }) => {
    const before = schedules.get(account.id) ?? newSchedule(endedAt);
    const at = instantFromMillis(endedAt);
    if (!error) {
      schedules.put(account.id, afterSuccess(endedAt, intervalMinutes(), random));
      outages.end(account.id, at);
      return false;
    }
    const failed = afterFailure(before, endedAt, error, random);
    // Another source of the account goes on telling.
    const after = reading && account.sources.length > 1 ? { ...failed, stopped: false } : failed;
    schedules.put(account.id, after);
    if (!isOutage(after, endedAt)) return false;
    const since = error.code === 'key-refused' ? null : instantFromMillis(after.lastSuccessAt ?? endedAt);
    return outages.raise(account.id, since, at);
  };
}
