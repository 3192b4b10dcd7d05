import { lineKey } from '#shared/invoice-record.ts';
import { type InvoiceMoney, type InvoiceTax, isKnown, type Known, unknown } from '#shared/invoice-money.ts';
import type { InvoiceLine } from '#shared/invoices.ts';

const either = <T>(after: Known<T>, before: Known<T>): Known<T> => (after === unknown ? before : after);

const amounts = (taxes: readonly InvoiceTax[]): string =>
  taxes
    .map(({ amount }) => amount.amount)
    .sort((a, b) => a - b)
    .join(' ');

/** The same taxes, whose rates could be looked up before. */
function taxes({ taxes: after }: InvoiceMoney, { taxes: before }: InvoiceMoney): InvoiceMoney['taxes'] {
  if (!isKnown(after) || !isKnown(before) || amounts(after) !== amounts(before)) return either(after, before);
  return after.some(({ rate }) => rate === unknown) ? before : after;
}

/** The same discounts, whose names could be read before. */
function discounts({ discounts: after }: InvoiceMoney, { discounts: before }: InvoiceMoney): InvoiceMoney['discounts'] {
  if (!isKnown(after) || !isKnown(before)) return either(after, before);
  return after.map((each, index) => ({ ...each, name: each.name ?? before[index]?.name ?? null }));
}

/** The same payments, whose method was learned since the listing that names none. */
function payments({ payments: after }: InvoiceMoney, { payments: before }: InvoiceMoney): InvoiceMoney['payments'] {
  if (!isKnown(after) || !isKnown(before)) return after;
  return after.map((each) => ({
    ...each,
    method: each.method ?? before.find(({ reference }) => reference === each.reference)?.method ?? null,
  }));
}

/**
 * An invoice that is said to be as it was, with what an answer before told and this one does not: a key may lose the right to
 * look something up. How it was settled is what it is said to be now.
 */
export const stillKnown = (before: InvoiceMoney | null, after: InvoiceMoney): InvoiceMoney =>
  before === null
    ? after
    : {
        ...after,
        subtotal: either(after.subtotal, before.subtotal),
        discounts: discounts(after, before),
        shipping: either(after.shipping, before.shipping),
        taxes: taxes(after, before),
        tax: either(after.tax, before.tax),
        net: either(after.net, before.net),
        payments: payments(after, before),
      };

/** The same lines in the order that they had; where there are more of them, as they are told. */
export function inFormerOrder(before: readonly InvoiceLine[], after: readonly InvoiceLine[]): readonly InvoiceLine[] {
  const left = Map.groupBy(after, lineKey);
  const ordered = before.flatMap((line) => left.get(lineKey(line))?.shift() ?? []);
  return ordered.length === after.length ? ordered : after;
}
