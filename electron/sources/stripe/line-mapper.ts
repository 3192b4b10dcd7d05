import { unknown } from '#shared/invoice-money.ts';
import type { InvoiceLine } from '#shared/invoices.ts';
import type { LineKind } from '#shared/line-kind.ts';
import { money } from '#shared/money.ts';
import { instantFromSeconds } from '#shared/time.ts';
import { discountObjects, toDiscounts } from './discount-mapper.ts';
import { isMeteredPlan, isMeteredPrice } from './price.ts';
import { type MoneyNames, toTaxes } from './tax-mapper.ts';
import type { InvoiceWire, LineWire } from './invoice-wire.ts';

/** Whether a line is for metered usage, where the line itself does not say. */
export interface MeteredLookup {
  isMetered(priceId: string | null, itemId: string | null): boolean | null;
}

export const linesOf = (wire: InvoiceWire, metered: MeteredLookup, names: MoneyNames): InvoiceLine[] =>
  wire.lines.map((line, index) => toLine(line, wire, index, metered, names));

function toLine(
  line: LineWire,
  invoice: InvoiceWire,
  index: number,
  metered: MeteredLookup,
  names: MoneyNames,
): InvoiceLine {
  const currency = line.currency ?? invoice.currency;
  const taxes = line.taxes ?? line.tax_amounts;
  return {
    id: line.id ?? `${invoice.id ?? 'preview'}-${index + 1}`,
    description: line.description ?? line.plan?.name ?? '',
    amount: money(line.amount, currency),
    quantity: line.quantity ?? (line.quantity_decimal === null ? null : Number(line.quantity_decimal)),
    unitAmountDecimal: unitAmountOf(line),
    discounts: line.discount_amounts
      ? toDiscounts(line.discount_amounts, discountObjects(invoice), names, currency)
      : unknown,
    taxes: taxes ? toTaxes(taxes, { currency, names, exempt: invoice.customer_tax_exempt }) : unknown,
    period: line.period && {
      start: instantFromSeconds(line.period.start),
      end: instantFromSeconds(line.period.end),
    },
    priceId: originOf(line).priceId,
    kind: kindOf(line, metered),
  };
}

const unitAmountOf = ({ pricing, price, plan }: LineWire): string | null =>
  pricing?.unit_amount_decimal ?? price?.unit_amount_decimal ?? plan?.amount_decimal ?? null;

function kindOf(line: LineWire, metered: MeteredLookup): LineKind {
  const { subscription_item_details: ofItem, invoice_item_details: ofInvoice } = line.parent ?? {};
  const { priceId, itemId } = originOf(line);
  if (ofItem?.proration ?? ofInvoice?.proration ?? line.proration) return 'proration';
  if (saysMetered(line) ?? metered.isMetered(priceId, itemId)) return 'metered';
  return ofInvoice || line.type === 'invoiceitem' ? 'one-off' : 'fixed';
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
