import type { ArchivedInvoice } from '#shared/invoices.ts';
import type { InvoiceQueries } from '../../archive/index.ts';
import { daysUntil, itemOf, type ToDoContext, type ToDoProvider } from '../provider.ts';

/** What is due within a week. */
const soonDays = 7;

type Unpaid = Pick<InvoiceQueries, 'unpaid'>;

/** Failed payments, and invoices that are overdue or due soon: each invoice once, by what presses most. */
export const unpaidInvoices =
  ({ unpaid }: Unpaid): ToDoProvider =>
  (context) =>
    unpaid().flatMap((invoice) => itemsOf(invoice, context));

function itemsOf(invoice: ArchivedInvoice, { accounts, dayOf, todayOf }: ToDoContext) {
  const account = accounts.find(({ id }) => id === invoice.accountId);
  // Nobody collects for an account that is closed, and nobody looks whether it was paid.
  if (!account) return [];
  const { key, number, id, remaining, dueAt, payment = null } = invoice;
  const day = dueAt === null ? null : dayOf(dueAt);
  const facts = { subject: number ?? id, amount: remaining, day, about: key };
  const attempts = payment?.attempts ?? 0;
  if (attempts > 0)
    return [itemOf('payment-failed', account, `${id}:${String(attempts)}`, { ...facts, count: attempts })];
  if (day === null) return [];
  const left = daysUntil(todayOf(account.id), day);
  if (left < 0) return [itemOf('invoice-overdue', account, id, facts)];
  return left <= soonDays ? [itemOf('invoice-due', account, id, facts)] : [];
}
