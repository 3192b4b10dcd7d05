import type { Freshness } from '#shared/accounts.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Schedule } from './schedule.ts';

interface Look {
  readonly now: number;
  readonly intervalMinutes: number;
  /** Everything that the vendor sent could be read. */
  readonly isWhole: boolean;
}

/** How far an account's figures can be trusted: fresh only when the last check succeeded, at most two intervals ago. */
export function freshnessOf(schedule: Schedule, { now, intervalMinutes, isWhole }: Look): Freshness {
  const { lastSuccessAt, lastAttemptAt, nextDueAt, misses, stopped, error } = schedule;
  const isRecent = lastSuccessAt !== null && now - lastSuccessAt <= 2 * intervalMinutes * 60_000;
  const instant = (millis: number | null) => (millis === null ? null : instantFromMillis(millis));
  const current = isWhole ? 'fresh' : 'incomplete';
  return {
    state: stopped ? 'refused' : lastSuccessAt === null ? 'never' : misses === 0 && isRecent ? current : 'stale',
    lastSuccessAt: instant(lastSuccessAt),
    lastAttemptAt: instant(lastAttemptAt),
    nextDueAt: stopped || lastAttemptAt === null ? null : instantFromMillis(nextDueAt),
    error,
  };
}
