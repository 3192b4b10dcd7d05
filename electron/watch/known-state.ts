import type { Freshness } from '#shared/accounts.ts';
import type { CheckRecord } from '#shared/alerts.ts';
import type { ActivityItem, Overview, Snapshot } from '#shared/ipc/contract.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import type { Clock } from '../platform/ports.ts';
import type { UnreadObjects } from '../unread/index.ts';
import type { AlertEvents } from './alert-events.ts';
import type { CheckRecords } from './check-records.ts';
import type { DetailsChanges } from './details-changes.ts';
import { createForecastHistory } from './forecast-history.ts';
import { freshnessOf } from './freshness.ts';
import type { GoneSubscriptions } from './gone-subscriptions.ts';
import { newSchedule } from './schedule.ts';
import type { Schedules } from './schedules.ts';
import type { Snapshots } from './snapshots.ts';

/** What the checks so far have learned about an account. */
export interface KnownState {
  snapshot(accountId: string): Snapshot | null;
  freshness(accountId: string): Freshness;
  /** Newest first. */
  checkRecords(accountId: string, limit: number): CheckRecord[];
  /** Alert events, failed checks and changed billing details after the moment, newest first. */
  activity(accountId: string, since: Instant): ActivityItem[];
  /** How forecasts did against the bills that came, newest period first. */
  forecastHistory(accountId: string): Overview['forecastHistory'];
  /** Does not wait any more for a subscription that is gone. False where it is not. */
  dismissGone(accountId: string, subscriptionId: string): boolean;
}

interface Parts {
  readonly db: Database;
  readonly clock: Clock;
  readonly now: () => Instant;
  readonly intervalMinutes: () => number;
  readonly schedules: Pick<Schedules, 'get'>;
  readonly snapshots: Pick<Snapshots, 'latest'>;
  readonly checkRecords: Pick<CheckRecords, 'list' | 'failedSince'>;
  readonly alertEvents: Pick<AlertEvents, 'since'>;
  readonly detailsChanges: Pick<DetailsChanges, 'change'>;
  readonly gone: Pick<GoneSubscriptions, 'dismiss'>;
  readonly unread: Pick<UnreadObjects, 'has'>;
  /** The snapshot is another one. */
  readonly onChange: (accountId: string) => void;
}

export function createKnownState(parts: Parts): KnownState {
  const { clock, now, intervalMinutes, schedules, snapshots, checkRecords, alertEvents, detailsChanges } = parts;

  return {
    snapshot: (accountId) => snapshots.latest(accountId),
    freshness: (accountId) =>
      freshnessOf(schedules.get(accountId) ?? newSchedule(clock.now()), {
        now: clock.now(),
        intervalMinutes: intervalMinutes(),
        isWhole: !parts.unread.has(accountId, 'watch'),
      }),
    checkRecords: (accountId, limit) => checkRecords.list(accountId, limit),
    activity(accountId, since) {
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
    forecastHistory: createForecastHistory(parts.db),
    dismissGone(accountId, subscriptionId) {
      const dismissed = parts.gone.dismiss(accountId, subscriptionId, now());
      if (dismissed) parts.onChange(accountId);
      return dismissed;
    },
  };
}
