import { figuresOf, nextInvoiceOf } from '#shared/desk/figures.ts';
import { nextAlertOf } from '#shared/desk/next-alert.ts';
import { unknown } from '#shared/invoice-money.ts';
import { isUnpaid } from '#shared/invoices.ts';
import type { Desk, DeskRow } from '#shared/ipc/contract.ts';
import { money, sumsByCurrency } from '#shared/money.ts';
import { standingsOf } from '#shared/standings.ts';
import type { ToDoItem } from '#shared/to-do.ts';
import type { SampleData } from '../sample-data.ts';

type Known = Pick<SampleData, 'accounts' | 'overviews' | 'invoices'>;

/** All accounts of the sample as main would put them together. */
export function sampleDesk({ accounts, overviews, invoices }: Known): Desk {
  const rows = accounts.map(({ id, name, practice, keyPlace, freshness }): DeskRow => {
    const overview = overviews[id];
    const snapshot = overview?.snapshot ?? null;
    const views = (snapshot?.subscriptions ?? []).map((view) => ({
      view,
      comparison:
        overview?.comparisons.find(({ subscriptionId }) => subscriptionId === view.subscription.id)?.comparison ?? null,
    }));
    const alerts = overview?.alerts ?? [];
    const unpaid = invoices.filter((invoice) => invoice.accountId === id && isUnpaid(invoice));
    return {
      ...{ accountId: id, name, practice, keyPlace, freshness, hidden: false, asOf: snapshot?.asOf ?? null },
      figures: figuresOf(views),
      alerts: alerts.length,
      uncomparedAlerts: 0,
      nextAlert: nextAlertOf(alerts, standingsOf(alerts, { snapshot, failure: null }), snapshot?.subscriptions ?? []),
      nextInvoice: nextInvoiceOf(views),
      unpaid: sumsByCurrency(unpaid.flatMap(({ remaining }) => (remaining === unknown ? [] : [remaining]))),
      unpaidUnknown: unpaid.filter(({ remaining }) => remaining === unknown).length,
      overdue: unpaid.filter(({ overdue }) => overdue).length,
      months: overview?.months ?? [],
      synced: true,
    };
  });
  return { rows, rates: null, budgets: [] };
}

export const sampleToDo = (changes: Partial<ToDoItem>): ToDoItem => ({
  ...{ id: 'a', kind: 'invoice-overdue', accountId: 'acc_datadog', accountName: 'Datadog EU', practice: false },
  ...{ subject: 'DD-7', amount: money(1200, 'EUR'), limit: null, day: '2026-11-20', since: null, count: 1 },
  ...{ reason: null, about: 'acc_datadog:DD-7', decision: null },
  ...changes,
});
