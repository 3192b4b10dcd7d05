import type { Alert } from '#shared/alerts.ts';
import { forecastBandOf } from '#shared/forecast.ts';
import type { InvoiceLine } from '#shared/invoices.ts';
import type { ActivityItem, MonthTotal, Overview, Snapshot } from '#shared/ipc/contract.ts';
import { type LineChange, lineChanges } from '#shared/line-changes.ts';
import type { Standing } from '#shared/outcomes.ts';
import type { Period } from '#shared/period.ts';
import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import type { Clock } from '../platform/ports.ts';
import type { LastSeen } from './last-seen.ts';

export { createLastSeen } from './last-seen.ts';

// The checks that catch up after an absence belong to what happened in it.
const catchUpMillis = 5 * 60_000;

interface OverviewParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly lastSeen: LastSeen;
  readonly snapshot: (accountId: string) => Snapshot | null;
  readonly alerts: (accountId: string) => Alert[];
  readonly standings: (accountId: string) => Standing[];
  /** Alert events and failed checks after the moment. */
  readonly activity: (accountId: string, since: Instant) => ActivityItem[];
  /** Invoices created after the moment. */
  readonly newInvoices: (accountId: string, since: Instant) => { count: number; lastAt: Instant | null };
  /** Newest period first. */
  readonly forecastHistory: (accountId: string) => Overview['forecastHistory'];
  readonly monthTotals: (accountId: string) => MonthTotal[];
  /** The lines of the subscription's invoice for the period before; null when the archive has none. */
  readonly linesBefore: (accountId: string, subscriptionId: string, period: Period) => readonly InvoiceLine[] | null;
  /** The lines of the subscription's invoice for the very period. */
  readonly linesOf: (accountId: string, subscriptionId: string, period: Period) => readonly InvoiceLine[] | null;
}

/** What the Overview screen shows of an account, put together from the watch and the archive. */
export function createOverview(parts: OverviewParts) {
  const { db, clock, lastSeen } = parts;
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
    const { count, lastAt } = parts.newInvoices(accountId, since);
    const invoices: ActivityItem[] = lastAt === null ? [] : [{ kind: 'new-invoices', at: lastAt, count }];
    return [...parts.activity(accountId, since), ...invoices]
      .filter(({ at }) => at <= until)
      .sort((a, b) => b.at.localeCompare(a.at));
  }

  function changesOf(accountId: string, snapshot: Snapshot | null): Overview['changes'] {
    return (snapshot?.subscriptions ?? []).flatMap(({ subscription, upcoming }) => {
      if (upcoming.kind === 'none') return [];
      const before = parts.linesBefore(accountId, subscription.id, upcoming.period);
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
    const views = parts.snapshot(accountId)?.subscriptions ?? [];
    const upcoming = views.find(({ subscription }) => subscription.id === subscriptionId)?.upcoming;
    if (upcoming && upcoming.kind !== 'none' && upcoming.period.start === period.start) return upcoming.lines;
    return parts.linesOf(accountId, subscriptionId, period);
  }

  return {
    /** Line by line against the period before; null where one of the two is not known. */
    changesIn(accountId: string, subscriptionId: string, period: Period): LineChange[] | null {
      const now = linesIn(accountId, subscriptionId, period);
      const before = parts.linesBefore(accountId, subscriptionId, period);
      return now && before && lineChanges(before, now);
    },
    get(accountId: string): Overview {
      const snapshot = parts.snapshot(accountId);
      const forecastHistory = parts.forecastHistory(accountId);
      return {
        snapshot,
        alerts: parts.alerts(accountId),
        standings: parts.standings(accountId),
        months: parts.monthTotals(accountId),
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
