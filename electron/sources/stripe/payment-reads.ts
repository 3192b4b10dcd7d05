import type { Invoice, InvoicePayment } from '#shared/invoices.ts';
import { ok, type Result } from '#shared/result.ts';
import { mayHaveFailed, toPayment } from './invoice-mapper.ts';
import { read } from './read.ts';
import type { Ask } from './subscription-reads.ts';
import { invoicePaymentListSchema, invoiceSchema, type InvoicePaymentWire, type InvoiceWire } from './wire.ts';

/** From the most that a key may see to the least: reason and receipt, the reason, the reference. */
const expansions = [
  ['data.payment.payment_intent.latest_charge', 'data.payment.charge'],
  ['data.payment.payment_intent'],
  [],
];

/** What the invoice itself does not say about its payment since API 2025-03-31. */
export function createPaymentReads(ask: Ask) {
  async function paymentsOf(invoice: string, signal?: AbortSignal): Promise<Result<InvoicePaymentWire[]>> {
    let answer: Result<unknown> = ok({ data: [] });
    for (const expand of expansions) {
      answer = await ask((stripe) => stripe.invoicePayments.list({ invoice, limit: 100, expand }), signal);
      if (answer.ok || answer.error.code !== 'permission-missing') break;
    }
    // Older servers, and those of another make, do not list payments.
    if (!answer.ok && ['not-found-at-vendor', 'request-refused', 'permission-missing'].includes(answer.error.code)) {
      return ok([]);
    }
    const list = answer.ok ? read(invoicePaymentListSchema, answer.value, 'invoice payment list') : answer;
    return list.ok ? ok(list.value.data) : list;
  }

  async function payment(id: string, signal?: AbortSignal): Promise<Result<InvoicePayment>> {
    const [answer, payments] = await Promise.all([
      ask((stripe) => stripe.invoices.retrieve(id), signal),
      paymentsOf(id, signal),
    ]);
    const wire = answer.ok ? read(invoiceSchema, answer.value, 'invoice') : answer;
    if (!wire.ok) return wire;
    return payments.ok ? ok(toPayment(wire.value, payments.value)) : payments;
  }

  /** The invoice with the reason why its automatic payment failed; without it where that cannot be read. */
  async function withFailure(invoice: Invoice, wire: InvoiceWire, signal?: AbortSignal): Promise<Invoice> {
    if (!mayHaveFailed(wire)) return invoice;
    const payments = await paymentsOf(invoice.id, signal);
    return { ...invoice, payment: toPayment(wire, payments.ok ? payments.value : []) };
  }

  return { payment, withFailure };
}
