import type { Invoice, InvoicePayment } from '#shared/invoices.ts';
import { isRefusal } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';
import { mayHaveFailed, toPayment } from './invoice-mapper.ts';
import { readInvoice } from './invoice-wires.ts';
import { type StripeRequest, type Call, type FallbackRequests } from './optional.ts';
import { readPage } from './pages.ts';
import { read } from './read.ts';
import { invoicePaymentSchema, type InvoicePaymentWire, type InvoiceWire } from './invoice-wire.ts';

/** What the invoice itself does not say about its payment since API 2025-03-31. */
export function createPaymentReads(request: StripeRequest, withFallback: FallbackRequests, lowPriority: boolean) {
  /** From the most that a key may see to the least: reason and receipt, the reason, the reference. Null: not known. */
  async function paymentsOf(invoice: string, signal?: AbortSignal): Promise<Result<InvoicePaymentWire[] | null>> {
    const expanding =
      (...expand: string[]): Call =>
      (stripe) =>
        stripe.invoicePayments.list({ invoice, limit: 100, expand });
    const answer = await withFallback(
      'payments',
      [
        expanding('data.payment.payment_intent.latest_charge', 'data.payment.charge'),
        expanding('data.payment.payment_intent'),
        expanding(),
      ],
      signal,
      lowPriority,
    );
    if (!answer.ok) return isRefusal(answer.error) ? ok(null) : answer;
    const page = readPage(answer.value, 'invoice-payment-list');
    if (!page.ok) return ok(null);
    const payments: InvoicePaymentWire[] = [];
    for (const raw of page.value.sent) {
      const payment = read(invoicePaymentSchema, raw, 'invoice-payment');
      // Which payment was the last one cannot be told without it.
      if (!payment.ok) return ok(null);
      payments.push(payment.value);
    }
    return ok(payments);
  }

  async function payment(id: string, signal?: AbortSignal): Promise<Result<InvoicePayment>> {
    const [answer, payments] = await Promise.all([
      request((stripe) => stripe.invoices.retrieve(id), signal, lowPriority),
      paymentsOf(id, signal),
    ]);
    const sent = answer.ok ? readInvoice(answer.value) : answer;
    if (!sent.ok) return sent;
    return payments.ok ? ok(toPayment(sent.value.wire, payments.value)) : payments;
  }

  /** The invoice with the reason why its automatic payment failed; without it where that cannot be read. */
  async function withFailure(invoice: Invoice, wire: InvoiceWire, signal?: AbortSignal): Promise<Invoice> {
    if (!mayHaveFailed(wire)) return invoice;
    const payments = await paymentsOf(invoice.id, signal);
    return { ...invoice, payment: toPayment(wire, payments.ok ? payments.value : null) };
  }

  return { payment, withFailure };
}
