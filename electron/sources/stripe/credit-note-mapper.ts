import type { Invoice } from '#shared/invoices.ts';
import { money, zero } from '#shared/money.ts';
import { instantFromSeconds } from '#shared/time.ts';
import { taxOf } from './invoice-mapper.ts';
import type { CreditNoteWire } from './wire.ts';

/** A credit note in the shape of an invoice; its amounts are positive, as on the note itself. */
export function toCreditNote(wire: CreditNoteWire): Invoice {
  const { currency, total } = wire;
  const tax = taxOf(total, wire.total_excluding_tax, [wire.total_taxes, wire.tax_amounts], null);
  const issuedAt = instantFromSeconds(wire.effective_at ?? wire.created);
  return {
    id: wire.id,
    number: wire.number === '' ? null : wire.number,
    type: 'credit-note',
    corrects: wire.invoice,
    // An issued note is settled: nobody waits for it to be paid.
    status: wire.status === 'void' ? 'void' : 'paid',
    subscriptionId: null,
    customerName: null,
    createdAt: instantFromSeconds(wire.created),
    issuedAt,
    dueAt: null,
    paidAt: null,
    period: { start: issuedAt, end: issuedAt },
    net: money(wire.total_excluding_tax ?? total - tax, currency),
    tax: money(tax, currency),
    total: money(total, currency),
    creditApplied: zero(currency),
    amountDue: zero(currency),
    taxId: null,
    lines: wire.lines.map((line, index) => ({
      id: line.id ?? `${wire.id}-${index + 1}`,
      description: line.description ?? '',
      amount: money(line.amount, currency),
      quantity: line.quantity,
      period: null,
      priceId: null,
      metered: false,
    })),
    hostedUrl: null,
    documentUrl: wire.pdf,
  };
}
