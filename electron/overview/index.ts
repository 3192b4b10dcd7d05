import { forecastBandOf } from '#shared/forecast.ts';
import type { InvoiceLine } from '#shared/invoices.ts';
import type { ActivityItem, Overview, Snapshot } from '#shared/ipc/contract.ts';
import { type LineChange, lineChanges } from '#shared/line-changes.ts';
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

interface OverviewParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly lastSeen: LastSeen;
  readonly known: Pick<Watch['known'], 'snapshot' | 'activity' | 'forecastHistory'>;
  readonly alerts: Pick<Watch['alerts'], 'list' | 'standings'>;
  readonly totals: Pick<Archive['totals'], 'newSince' | 'monthTotals' | 'linesBefore' | 'linesOf'>;
}

/** What the Overview screen shows of an account, put together from the watch and the archive. */
export function createOverview({ db, clock, lastSeen, known, alerts, totals }: OverviewParts) {
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

  function changesOf(accountId: string, snapshot: Snapshot | null): Overview['changes'] {
    return (snapshot?.subscriptions ?? []).flatMap(({ subscription, upcoming }) => {
      if (upcoming.kind === 'none') return [];
      const before = totals.linesBefore(accountId, subscription.id, upcoming.period);
      return before === null ? [] : [{ subscriptionId: subscription.id, lines: lineChanges(before, upcoming.lines) }];
    });
  }

  function bandsOf(snapshot: Snapshot | null, history: Overview['forecastHistory']): Overview['forecastBand'] {
    return (snapshot?.subscriptions ?? []).flatMap(({ subscription: { id: subscriptionId }, upcoming, forecast }) => {
      if (upcoming.kind === 'none' || !forecast) return [];
      const closed = history.find((each) => each.subscriptionId === subscriptionId)?.closed ?? [];
      const band = forecastBandOf(upcoming, forecast, closed, upcoming.asOf);
      return band ? [{ subscriptionId, band }] : [];
    });
  }

  /** The lines of a period that runs are those of the upcoming invoice; of one that is over, those that were billed. */
  function linesIn(accountId: string, subscriptionId: string, period: Period): readonly InvoiceLine[] | null {
    const views = known.snapshot(accountId)?.subscriptions ?? [];
    const upcoming = views.find(({ subscription }) => subscription.id === subscriptionId)?.upcoming;
    if (upcoming && upcoming.kind !== 'none' && upcoming.period.start === period.start) return upcoming.lines;
    return totals.linesOf(accountId, subscriptionId, period);
  }

  return {
    /** Line by line against the period before; null where one of the two is not known. */
    changesIn(accountId: string, subscriptionId: string, period: Period): LineChange[] | null {
      const now = linesIn(accountId, subscriptionId, period);
      const before = totals.linesBefore(accountId, subscriptionId, period);
      return now && before && lineChanges(before, now);
    },
    get(accountId: string): Overview {
      const snapshot = known.snapshot(accountId);
      const forecastHistory = known.forecastHistory(accountId);
      return {
        snapshot,
        alerts: alerts.list(accountId),
        standings: alerts.standings(accountId),
        months: totals.monthTotals(accountId, instantFromMillis(clock.now())),
        changes: changesOf(accountId, snapshot),
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
