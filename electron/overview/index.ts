import { type Changes, endsWhere } from '#shared/comparison.ts';
import { forecastBandOf } from '#shared/forecast.ts';
import type { ActivityItem, Overview, Snapshot } from '#shared/ipc/contract.ts';
import { lineChanges } from '#shared/line-changes.ts';
import type { Period } from '#shared/period.ts';
import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import type { Archive } from '../archive/index.ts';
import type { Database } from '../database/open.ts';
import type { Clock } from '../platform/ports.ts';
import type { Watch } from '../watch/index.ts';
import type { LastSeen } from './last-seen.ts';

export { createLastSeen } from './last-seen.ts';

// The checks that catch up after an absence belong to what happened in it.
const catchUpMillis = 5 * 60_000;
const monthsShown = 12;

interface OverviewParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly lastSeen: LastSeen;
  readonly known: Pick<Watch['known'], 'snapshot' | 'activity' | 'forecastHistory'>;
  readonly alerts: Pick<Watch['alerts'], 'list' | 'standings'>;
  readonly totals: Pick<Archive['totals'], 'newSince' | 'monthTotals' | 'billOf' | 'billsBefore'>;
  readonly compare: Watch['compare'];
  /** In milliseconds; a practice account has a clock of its own. */
  readonly timeOf: (accountId: string) => number;
  /** Whether the account's invoices were all fetched once, or it has none to be fetched. */
  readonly isSynced: (accountId: string) => boolean;
}

/** What the Overview screen shows of an account, put together from the watch and the archive. */
export function createOverview(parts: OverviewParts) {
  const { db, clock, lastSeen, known, alerts, totals, compare, timeOf, isSynced } = parts;
  const dismissed = db.prepare<[string], { until_at: Instant }>(
    'SELECT until_at FROM dismissed_activity WHERE account_id = ?',
  );
  const dismiss = db.prepare<[string, Instant]>(
    `INSERT INTO dismissed_activity VALUES (?, ?)
     ON CONFLICT (account_id) DO UPDATE SET until_at = excluded.until_at`,
  );

  function activityOf(accountId: string): ActivityItem[] {
    const absence = lastSeen.absence();
    if (absence === null) return [];
    const until = instantFromMillis(millisOf(absence.until) + catchUpMillis);
    const dismissedUntil = dismissed.get(accountId)?.until_at;
    const since = dismissedUntil && dismissedUntil > absence.since ? dismissedUntil : absence.since;
    const { count, at } = totals.newSince(accountId, since);
    const invoices: ActivityItem[] = at === null ? [] : [{ kind: 'new-invoices', at, count }];
    return [...known.activity(accountId, since), ...invoices]
      .filter(({ at }) => at <= until)
      .sort((a, b) => b.at.localeCompare(a.at));
  }

  const comparisonsOf = (accountId: string, snapshot: Snapshot | null): Overview['comparisons'] =>
    (snapshot?.subscriptions ?? []).flatMap((view) => {
      const comparison = compare(accountId, view);
      return comparison ? [{ subscriptionId: view.subscription.id, comparison }] : [];
    });

  function bandsOf(snapshot: Snapshot | null, history: Overview['forecastHistory']): Overview['forecastBand'] {
    return (snapshot?.subscriptions ?? []).flatMap(({ subscription: { id: subscriptionId }, upcoming, forecast }) => {
      if (upcoming.kind === 'none' || !forecast) return [];
      const closed = history.find((each) => each.subscriptionId === subscriptionId)?.closed ?? [];
      const band = forecastBandOf(upcoming, forecast, closed, upcoming.asOf);
      return band ? [{ subscriptionId, band }] : [];
    });
  }

  /** Of a period that is over: what was billed, against the bill of the period before. */
  function billedChanges(accountId: string, subscriptionId: string, period: Period): Changes | null {
    const now = totals.billOf(accountId, subscriptionId, period);
    const [before] = totals.billsBefore(accountId, subscriptionId, period.start, 1);
    if (!now || !before || !endsWhere(before.period, period) || before.total.currency !== now.total.currency)
      return null;
    return {
      ...{ before: before.total, now: now.total },
      samePoint: null,
      lines: lineChanges(before.lines, now.lines),
    };
  }

  return {
    /** Line by line against the period before, while it runs at the same point; null where one of the two is not known. */
    changesIn(accountId: string, subscriptionId: string, period: Period): Changes | null {
      const views = known.snapshot(accountId)?.subscriptions ?? [];
      const view = views.find(({ subscription }) => subscription.id === subscriptionId);
      const runs = view && view.upcoming.kind !== 'none' && view.upcoming.period.start === period.start;
      if (runs) return compare(accountId, view)?.before?.changes ?? null;
      return billedChanges(accountId, subscriptionId, period);
    },
    get(accountId: string): Overview {
      const snapshot = known.snapshot(accountId);
      const forecastHistory = known.forecastHistory(accountId);
      const months = totals.monthTotals(accountId, instantFromMillis(timeOf(accountId)), 2 * monthsShown);
      return {
        snapshot,
        alerts: alerts.list(accountId),
        standings: alerts.standings(accountId),
        months: months.slice(-monthsShown),
        yearBefore: months.slice(0, -monthsShown),
        comparisons: comparisonsOf(accountId, snapshot),
        synced: isSynced(accountId),
        activity: activityOf(accountId),
        forecastHistory,
        forecastBand: bandsOf(snapshot, forecastHistory),
      };
    },
    dismissActivity(accountId: string): void {
      dismiss.run(accountId, instantFromMillis(clock.now()));
    },
  };
}
