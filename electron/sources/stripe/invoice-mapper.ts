import type { Invoice, InvoiceLine, InvoicePayment, InvoiceStatus } from '#shared/invoices.ts';
import { money } from '#shared/money.ts';
import type { Period } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromSeconds } from '#shared/time.ts';
import { isMeteredPlan, isMeteredPrice } from './price.ts';
import { unusable } from './read.ts';
import type { InvoicePaymentWire, InvoiceWire, LineWire } from './wire.ts';

/** Whether a line is for metered usage, where the line itself does not say. */
export interface MeteredLookup {
  isMetered(priceId: string | null, itemId: string | null): boolean | null;
}

export function toInvoice(wire: InvoiceWire, metered: MeteredLookup): Result<Invoice> {
  const created = wire.created ?? wire.date;
  const period = invoicePeriod(wire);
  if (wire.id === null) return fail(unusable('invoice', wire, ['id']));
  if (created === null) return fail(unusable('invoice', wire, ['created']));
  if (period === null) return fail(unusable('invoice', wire, ['period_start']));
  const status = statusOf(wire);
  const { finalized_at: finalized = null, paid_at: paid = null } = wire.status_transitions ?? {};
  const issued = status === 'draft' ? null : (wire.effective_at ?? finalized ?? created);
  return ok({
    id: wire.id,
    number: wire.number === '' ? null : wire.number,
    type: 'invoice',
    corrects: null,
    status,
    subscriptionId: wire.parent?.subscription_details?.subscription ?? wire.subscription,
    customerName: wire.customer_name,
    createdAt: instantFromSeconds(created),
    issuedAt: issued === null ? null : instantFromSeconds(issued),
    dueAt: wire.due_date === null ? null : instantFromSeconds(wire.due_date),
    paidAt: paid === null ? null : instantFromSeconds(paid),
    period,
    ...amountsOf(wire),
    taxId: wire.customer_tax_ids?.find((taxId) => taxId.value !== null)?.value ?? null,
    lines: linesOf(wire, metered),
    hostedUrl: wire.hosted_invoice_url,
    documentUrl: wire.invoice_pdf,
    // Why a payment failed stands elsewhere: until it is read, nothing is said.
    ...(status === 'open' && !mayHaveFailed(wire) && { payment: toPayment(wire, []) }),
  });
}

/** Whether an automatic payment was tried and did not settle it. */
export const mayHaveFailed = (wire: InvoiceWire): boolean => statusOf(wire) === 'open' && (wire.attempt_count ?? 0) > 0;

/**
 * The payments of an invoice are listed newest first; what was paid counts before what was only tried.
 * @param payments null where they are not known
 */
export function toPayment(wire: InvoiceWire, payments: readonly InvoicePaymentWire[] | null): InvoicePayment {
  const latest = payments?.find(({ status }) => status === 'paid') ?? payments?.[0];
  const { payment_intent: intent = null, charge = null } = latest?.payment ?? {};
  const error = latest?.status === 'paid' ? null : (intent?.last_payment_error ?? null);
  const code = error?.decline_code ?? error?.code ?? null;
  return {
    attempts: wire.attempt_count ?? 0,
    nextAttemptAt: wire.next_payment_attempt === null ? null : instantFromSeconds(wire.next_payment_attempt),
    failure: code === null ? null : { code, message: error?.message ?? null },
    ...(mayHaveFailed(wire) && (payments === null || intent?.isBare === true) && { failureKnown: false }),
    // Before API 2025-03-31 on the invoice itself.
    reference: intent?.id ?? charge?.id ?? wire.payment_intent ?? wire.charge,
    receiptUrl: intent?.latest_charge?.receipt_url ?? charge?.receipt_url ?? null,
  };
}

/** Servers of before 2018-11 have no status. */
function statusOf(wire: InvoiceWire): InvoiceStatus {
  if (wire.status !== null) return wire.status;
  if (wire.paid === true) return 'paid';
  if (wire.forgiven === true) return 'uncollectible';
  return wire.paid === false ? 'open' : 'draft';
}

/** The period as the server has it; where it sends none, the span of the lines. */
export function invoicePeriod(wire: InvoiceWire): Period | null {
  const { period_start: start, period_end: end } = wire;
  if (start !== null && end !== null) return { start: instantFromSeconds(start), end: instantFromSeconds(end) };
  const periods = wire.lines.flatMap((line) => line.period ?? []);
  if (periods.length === 0) return null;
  return {
    start: instantFromSeconds(Math.min(...periods.map((period) => period.start))),
    end: instantFromSeconds(Math.max(...periods.map((period) => period.end))),
  };
}

export function amountsOf(wire: InvoiceWire): Pick<Invoice, 'net' | 'tax' | 'total' | 'creditApplied' | 'amountDue'> {
  const { total, currency } = wire;
  const tax = taxOf(total, wire.total_excluding_tax, [wire.total_taxes, wire.total_tax_amounts], wire.tax);
  const credit = creditApplied(wire);
  return {
    net: money(wire.total_excluding_tax ?? total - tax, currency),
    tax: money(tax, currency),
    total: money(total, currency),
    creditApplied: money(credit, currency),
    amountDue: money(wire.amount_due ?? Math.max(0, total - credit), currency),
  };
}

type Taxes = readonly { readonly amount: number }[] | null;

/** Since 2025-03-31 in `total_taxes`, before in `total_tax_amounts`, long before in `tax`. */
export function taxOf(
  total: number,
  excludingTax: number | null,
  listed: readonly Taxes[],
  single: number | null,
): number {
  // An empty list says nothing where a server reports the tax elsewhere.
  const taxes = listed.find((each) => each !== null && each.length > 0);
  if (taxes) return taxes.reduce((sum, { amount }) => sum + amount, 0);
  return single ?? (excludingTax === null ? 0 : total - excludingTax);
}

/**
 * Balances are negative when the customer has credit (docs.stripe.com/billing/customer/balance): from −500 to −200
 * means that 300 were used. A draft has no ending balance yet; what it would use counts.
 */
function creditApplied({ starting_balance: starting, ending_balance: ending, total }: InvoiceWire): number {
  const credit = Math.max(0, -(starting ?? 0));
  if (ending === null) return Math.min(credit, Math.max(0, total));
  return Math.max(0, Math.min(credit, ending + credit));
}

export const linesOf = (wire: InvoiceWire, metered: MeteredLookup): InvoiceLine[] =>
  wire.lines.map((line, index) => toLine(line, wire, index, metered));

function toLine(line: LineWire, invoice: InvoiceWire, index: number, metered: MeteredLookup): InvoiceLine {
  const { priceId, itemId } = originOf(line);
  return {
    id: line.id ?? `${invoice.id ?? 'preview'}-${index + 1}`,
    description: line.description ?? line.plan?.name ?? '',
    amount: money(line.amount, line.currency ?? invoice.currency),
    quantity: line.quantity ?? (line.quantity_decimal === null ? null : Number(line.quantity_decimal)),
    period: line.period && {
      start: instantFromSeconds(line.period.start),
      end: instantFromSeconds(line.period.end),
    },
    priceId,
    metered: saysMetered(line) ?? metered.isMetered(priceId, itemId) ?? false,
  };
}

/** Since 2025-03-31 in `pricing` and `parent`, before on the line itself. */
const originOf = (line: LineWire) => ({
  priceId: line.pricing?.price_details?.price ?? line.price?.id ?? line.plan?.id ?? null,
  itemId: line.parent?.subscription_item_details?.subscription_item ?? line.subscription_item,
});

const saysMetered = (line: LineWire): boolean | null =>
  (line.price && isMeteredPrice(line.price)) ?? (line.plan && isMeteredPlan(line.plan));

/** Whether a line's kind can be told neither from itself nor from what is known. */
export const isUnknownLine = (line: LineWire, metered: MeteredLookup): boolean => {
  const { priceId, itemId } = originOf(line);
  return saysMetered(line) === null && (priceId ?? itemId) !== null && metered.isMetered(priceId, itemId) === null;
};
