import type { Invoice, InvoicePayment, InvoiceStatus } from '#shared/invoices.ts';
import type { Period } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromSeconds } from '#shared/time.ts';
import { amountsOf } from './invoice-amounts.ts';
import { linesOf, type MeteredLookup } from './line-mapper.ts';
import { unusable } from './read.ts';
import type { MoneyNames } from './tax-mapper.ts';
import type { InvoicePaymentWire, InvoiceWire } from './invoice-wire.ts';

export function toInvoice(wire: InvoiceWire, metered: MeteredLookup, names: MoneyNames): Result<Invoice> {
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
    seller: wire.account_name,
    sellerTaxId: wire.account_tax_ids?.find((value) => value !== null) ?? null,
    createdAt: instantFromSeconds(created),
    issuedAt: issued === null ? null : instantFromSeconds(issued),
    dueAt: wire.due_date === null ? null : instantFromSeconds(wire.due_date),
    paidAt: paid === null ? null : instantFromSeconds(paid),
    period,
    ...amountsOf(wire, status, names),
    taxId: wire.customer_tax_ids?.find((taxId) => taxId.value !== null)?.value ?? null,
    lines: linesOf(wire, metered, names),
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
