import { type ComparedView, figuresOf, nextInvoiceOf } from '#shared/desk/figures.ts';
import { nextAlertOf } from '#shared/desk/next-alert.ts';
import { unknown } from '#shared/invoice-money.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import type { AccountSummary, DeskRow } from '#shared/ipc/contract.ts';
import { sumsByCurrency } from '#shared/money.ts';
import { isWaiting } from '#shared/reasons.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Place } from './arrangement.ts';
import type { DeskParts } from './parts.ts';

type RowParts = Pick<DeskParts, 'known' | 'alerts' | 'compare' | 'totals' | 'invoices' | 'isSynced' | 'timeOf'>;

/** Each account as the first screen shows it, in the order that was made by hand. */
export function createAccountRows({ known, alerts, compare, totals, invoices, isSynced, timeOf }: RowParts) {
  function rowOf(summary: AccountSummary, hidden: boolean, unpaid: readonly ArchivedInvoice[]): DeskRow {
    const { id: accountId, name, practice, keyPlace, freshness } = summary;
    const snapshot = known.snapshot(accountId);
    const views = (snapshot?.subscriptions ?? []).map((view): ComparedView => ({
      view,
      comparison: compare(accountId, view),
    }));
    const own = alerts.list(accountId);
    const standings = alerts.standings(accountId);
    const lost = standings.filter(
      ({ outcome, reason }) => outcome === 'not-compared' && (reason === null || !isWaiting(reason)),
    );
    return {
      ...{ accountId, name, practice, keyPlace, freshness, hidden },
      asOf: snapshot?.asOf ?? null,
      figures: figuresOf(views),
      alerts: own.length,
      uncomparedAlerts: new Set(lost.map(({ alertId }) => alertId)).size,
      nextAlert: nextAlertOf(own, standings, snapshot?.subscriptions ?? []),
      nextInvoice: nextInvoiceOf(views),
      unpaid: sumsByCurrency(unpaid.flatMap(({ remaining }) => (remaining === unknown ? [] : [remaining]))),
      unpaidUnknown: unpaid.filter(({ remaining }) => remaining === unknown).length,
      overdue: unpaid.filter(({ overdue }) => overdue).length,
      months: totals.monthTotals(accountId, instantFromMillis(timeOf(accountId))),
      synced: isSynced(accountId),
    };
  }

  return (summaries: readonly AccountSummary[], places: readonly Place[]): DeskRow[] => {
    const unpaid = Map.groupBy(invoices.unpaid(), ({ accountId }) => accountId);
    const order = new Map(places.map(({ accountId }, place) => [accountId, place]));
    const hidden = new Set(places.flatMap(({ accountId, hidden: isHidden }) => (isHidden ? [accountId] : [])));
    return summaries
      .toSorted((a, b) => (order.get(a.id) ?? places.length) - (order.get(b.id) ?? places.length))
      .map((summary) => rowOf(summary, hidden.has(summary.id), unpaid.get(summary.id) ?? []));
  };
}
