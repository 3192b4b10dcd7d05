import { unknown } from '#shared/invoice-money.ts';
import type { Invoice } from '#shared/invoices.ts';
import { money, zero } from '#shared/money.ts';
import { instantFromSeconds } from '#shared/time.ts';
import { toDiscounts } from './discount-mapper.ts';
import { shippingOf } from './invoice-amounts.ts';
import type { CreditNoteLineWire, CreditNoteWire } from './invoice-wire.ts';
import { type MoneyNames, taxOf, toTaxes } from './tax-mapper.ts';

/** A credit note in the shape of an invoice; its amounts are positive, as on the note itself. */
export function toCreditNote(wire: CreditNoteWire, names: MoneyNames): Invoice {
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
    ...{ seller: null, sellerTaxId: null },
    createdAt: instantFromSeconds(wire.created),
    issuedAt,
    dueAt: null,
    paidAt: null,
    period: { start: issuedAt, end: issuedAt },
    ...amountsOf(wire, names),
    taxId: null,
    lines: wire.lines.map((line, index) => toLine(line, `${wire.id}-${index + 1}`, wire.currency, names)),
    hostedUrl: null,
    documentUrl: wire.pdf,
  };
}

function amountsOf(wire: CreditNoteWire, names: MoneyNames) {
  const { currency, total } = wire;
  const discounts = wire.discount_amounts && toDiscounts(wire.discount_amounts, [], names, currency);
  // Stripe's has the discounts taken off that its lines have.
  const own = wire.lines.length > 0 ? wire.lines.reduce((sum, { amount }) => sum + amount, 0) : wire.subtotal;
  const discounted = discounts?.reduce((sum, { amount }) => sum + amount.amount, 0) ?? 0;
  const shipping = shippingOf(wire, own === null ? null : total - own + discounted);
  const { taxes, tax } = taxOf({
    ...{ total, currency, names, exempt: null, single: null, percent: null },
    untaxed: own === null ? null : own - discounted + (shipping?.amount ?? 0),
    excludingTax: wire.total_excluding_tax,
    listed: [wire.total_taxes, wire.tax_amounts],
  });
  const net = wire.total_excluding_tax ?? (tax === unknown ? unknown : total - tax);
  return {
    subtotal: own === null ? unknown : money(own, currency),
    discounts: discounts ?? unknown,
    shipping: shipping && { name: shipping.name, amount: money(shipping.amount, currency) },
    taxes,
    tax: tax === unknown ? unknown : money(tax, currency),
    net: net === unknown ? unknown : money(net, currency),
    total: money(total, currency),
    // How it was given back is no part of what is read.
    ...{ creditApplied: unknown, paid: unknown, payments: unknown },
    ...{ prepaid: zero(currency), creditNotesApplied: zero(currency), rounding: zero(currency) },
    remaining: zero(currency),
  } as const;
}

function toLine(line: CreditNoteLineWire, id: string, currency: string, names: MoneyNames): Invoice['lines'][number] {
  const taxes = line.taxes ?? line.tax_amounts;
  return {
    id: line.id ?? id,
    description: line.description ?? '',
    amount: money(line.amount, currency),
    quantity: line.quantity,
    unitAmountDecimal: line.unit_amount_decimal,
    discounts: line.discount_amounts ? toDiscounts(line.discount_amounts, [], names, currency) : unknown,
    taxes: taxes ? toTaxes(taxes, { currency, names, exempt: null }) : unknown,
    period: null,
    priceId: null,
    kind: 'fixed',
  };
}
