import type { ActivityItem } from '#shared/ipc/contract.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import type { Clock } from '../platform/ports.ts';
import { createForecastHistory } from './forecast-history.ts';
import { freshnessOf } from './freshness.ts';
import { newSchedule } from './schedule.ts';
import type { Stores } from './stores.ts';

/** What the checks so far have learned about an account. */
export type KnownState = ReturnType<typeof createKnownState>;

/** @param onChange the snapshot is another one */
export function createKnownState(
  { db, schedules, snapshots, checkRecords, alertEvents, detailsChanges, gone, unread }: Stores,
  clock: Clock,
  intervalMinutes: () => number,
  onChange: (accountId: string) => void,
) {
  return {
    snapshot: snapshots.latest,
    freshness: (accountId: string) =>
      freshnessOf(schedules.get(accountId) ?? newSchedule(clock.now()), {
        now: clock.now(),
        intervalMinutes: intervalMinutes(),
        isWhole: !unread.has(accountId, 'watch'),
      }),
    /** Newest first. */
    checkRecords: checkRecords.list,
    /** Alert events, failed checks and changed billing details after the moment, newest first. */
    activity(accountId: string, since: Instant): ActivityItem[] {
      const triggered = alertEvents
        .since(accountId, since)
        .map((alertEvent) => ({ kind: 'alert-event', at: alertEvent.triggeredAt, alertEvent }) as const);
      const { count, lastAt } = checkRecords.failedSince(accountId, since);
      const failed = lastAt === null ? [] : [{ kind: 'failed-checks', at: lastAt, count } as const];
      const change = detailsChanges.change(accountId);
      const changed =
        change && change.noticedAt > since ? [{ kind: 'details-changed', at: change.noticedAt } as const] : [];
      return [...triggered, ...failed, ...changed].sort((a, b) => b.at.localeCompare(a.at));
    },
    /** How forecasts did against the bills that came, newest period first. */
    forecastHistory: createForecastHistory(db),
    /** Does not wait any more for a subscription that is gone. False where it is not. */
    dismissGone(accountId: string, subscriptionId: string): boolean {
      const dismissed = gone.dismiss(accountId, subscriptionId, instantFromMillis(clock.now()));
      if (dismissed) onChange(accountId);
      return dismissed;
    },
  };
}
