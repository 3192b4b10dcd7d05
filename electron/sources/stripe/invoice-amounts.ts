import { type InvoiceMoney, type Known, type PaymentReceived, unknown } from '#shared/invoice-money.ts';
import type { InvoiceStatus } from '#shared/invoices.ts';
import { type Money, money, zero } from '#shared/money.ts';
import { instantFromSeconds } from '#shared/time.ts';
import { discountObjects, idOfDiscount, termsOf, toDiscounts } from './discount-mapper.ts';
import type { ReceivedWire, TaxWire } from './money-wire.ts';
import { type MoneyNames, taxOf } from './tax-mapper.ts';
import type { InvoiceWire } from './invoice-wire.ts';

type Amounts = Omit<InvoiceWire, 'lines'>;

/** The money of an invoice in today's shape, in that of before API 2025-03-31, and in those of older servers. */
export function amountsOf(wire: Amounts, status: InvoiceStatus, names: MoneyNames): InvoiceMoney {
  const { total, currency } = wire;
  const amount = (minor: Known<number>): Known<Money> => (minor === unknown ? unknown : money(minor, currency));
  const listed = wire.total_discount_amounts;
  const discounted = listed?.reduce((sum, each) => sum + each.amount, 0) ?? (wire.discount ? null : 0);
  const own = subtotalOf(wire);
  const shipping = shippingOf(wire, own === null || discounted === null ? null : total - own + discounted);
  const untaxed = own === null || discounted === null ? null : own - discounted + (shipping?.amount ?? 0);
  const { taxes, tax } = taxOf({
    ...{ total, currency, names, untaxed, exempt: wire.customer_tax_exempt },
    excludingTax: wire.total_excluding_tax,
    listed: [wire.total_taxes, wire.total_tax_amounts],
    single: wire.tax,
    percent: wire.tax_percent,
  });
  const onTop =
    taxes === unknown ? null : taxes.reduce((sum, each) => sum + (each.inclusive ? 0 : each.amount.amount), 0);
  const credit = creditApplied(wire);
  return {
    subtotal: own === null ? unknown : money(own, currency),
    discounts: listed
      ? toDiscounts(listed, discountObjects(wire), names, currency)
      : impliedDiscounts(wire, names, own === null || onTop === null ? null : own + (shipping?.amount ?? 0) + onTop),
    shipping: shipping && { name: shipping.name, amount: money(shipping.amount, currency) },
    taxes,
    tax: amount(tax),
    net: amount(wire.total_excluding_tax ?? (tax === unknown ? unknown : total - tax)),
    total: money(total, currency),
    creditApplied: amount(credit),
    prepaid: zero(currency),
    creditNotesApplied: amount(wire.pre_payment_credit_notes_amount ?? unknown),
    rounding: zero(currency),
    paid: amount(paidOf(wire, status)),
    payments: paymentsOf(wire, status),
    remaining: amount(remainingOf(wire, status, credit)),
  };
}

/** Stripe's own has the discounts of single lines taken off already; theirs are those that the invoice as a whole does not have. */
function subtotalOf(wire: Amounts): number | null {
  const ofInvoice = new Set((wire.discounts ?? []).map((each) => each.id ?? each.sent.id ?? null));
  const ofLines = wire.discounts
    ? (wire.total_discount_amounts ?? []).filter((each) => !ofInvoice.has(idOfDiscount(each)))
    : [];
  return wire.subtotal === null ? null : ofLines.reduce((sum, { amount }) => sum + amount, wire.subtotal);
}

type Shipped = Pick<Amounts, 'shipping_cost' | 'total_taxes'> & { readonly amount_shipping?: number | null };

const isInclusive = (tax: TaxWire): boolean => tax.tax_behavior === 'inclusive' || tax.inclusive === true;

/**
 * Before its taxes; of those that are inclusive it bears them, as lines do. They are listed only where they were asked for.
 * @param beside what the total has beside its lines and discounts; null where that is not known
 */
export function shippingOf(
  { shipping_cost: cost, amount_shipping: older, total_taxes: taxes }: Shipped,
  beside: number | null,
) {
  if (!cost) return older ? { name: null, amount: older } : null;
  const name = cost.shipping_rate?.sent?.display_name ?? null;
  if (cost.taxes) {
    const onTop = cost.taxes.filter((tax) => !isInclusive(tax));
    return { name, amount: onTop.reduce((left, { amount }) => left - amount, cost.amount_total) };
  }
  const bears = taxes && taxes.length > 0 ? taxes.every(isInclusive) : beside === cost.amount_total;
  return { name, amount: bears ? cost.amount_total : cost.amount_subtotal };
}

/** Before amounts of discounts were listed one was what is missing. @param undiscounted null where that is not known */
function impliedDiscounts(
  { discount, total, currency }: Amounts,
  names: MoneyNames,
  undiscounted: number | null,
): InvoiceMoney['discounts'] {
  if (undiscounted === null || undiscounted < total) return unknown;
  if (undiscounted === total) return [];
  return discount ? [{ ...termsOf(discount, names), amount: money(undiscounted - total, currency) }] : unknown;
}

/**
 * Balances are negative when the customer has credit (docs.stripe.com/billing/customer/balance): from −500 to −200
 * means that 300 were used. A draft has no ending balance yet; what it would use counts.
 */
function creditApplied({ starting_balance: starting, ending_balance: ending, total }: Amounts): Known<number> {
  if (starting === null) return unknown;
  return ending === null ? total - Math.max(0, total + starting) : ending - starting;
}

/** A server that names no amount paid knows of no payment in part. */
const paidOf = (wire: Amounts, status: InvoiceStatus): Known<number> =>
  wire.amount_paid ?? (status === 'paid' ? (wire.amount_due ?? unknown) : unknown);

function remainingOf(wire: Amounts, status: InvoiceStatus, credit: Known<number>): Known<number> {
  if (status === 'void') return 0;
  if (wire.amount_remaining !== null) return wire.amount_remaining;
  if (status === 'paid') return 0;
  if (wire.amount_due !== null) return wire.amount_due - (wire.amount_paid ?? 0);
  return credit === unknown ? unknown : Math.max(0, wire.total - credit - (wire.amount_paid ?? 0));
}

function paymentsOf(wire: Amounts, status: InvoiceStatus): Known<PaymentReceived[]> {
  if (wire.payments) return receivedOf(wire.payments, wire.currency);
  const paid = paidOf(wire, status);
  if (paid === unknown) return unknown;
  if (paid === 0) return [];
  // Before API 2025-03-31 one charge paid all of it.
  const reference = wire.payment_intent ?? wire.charge;
  if (status !== 'paid' || reference === null) return unknown;
  const at = wire.status_transitions?.paid_at ?? null;
  return [
    {
      paidAt: at === null ? unknown : instantFromSeconds(at),
      ...{ amount: money(paid, wire.currency), method: null, reference },
    },
  ];
}

/** Those that brought money, oldest first as Stripe lists the newest first. */
const receivedOf = (payments: readonly ReceivedWire[], currency: string): PaymentReceived[] =>
  payments
    .filter(({ status, amount_paid: amount }) => status === 'paid' && amount !== null && amount !== 0)
    .map(({ amount_paid: amount, status_transitions: transitions, payment }): PaymentReceived => {
      const { payment_intent: intent, charge, payment_record: record } = payment;
      const at = transitions?.paid_at ?? null;
      return {
        paidAt: at === null ? unknown : instantFromSeconds(at),
        amount: money(amount ?? 0, currency),
        method: intent?.latest_charge?.method ?? charge?.method ?? null,
        reference: intent?.id ?? charge?.id ?? record,
      };
    })
    .reverse();
