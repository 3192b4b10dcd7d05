import type { ImportValues } from '#shared/import/items.ts';
import type { ImportProposal } from '#shared/import/proposal-schema.ts';
import type { ArchivedInvoice, Invoice } from '#shared/invoices.ts';
import { isImportable, largestImported } from '#shared/import/amount-limit.ts';
import { type InvoiceMoney, invoiceMoneySchema, isKnown, onlyTotal, unknown } from '#shared/invoice-money.ts';
import { add, money, subtract, toDecimalText, zero } from '#shared/money.ts';
import { addDays, dayOf, startOfDay } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { type Day, type Instant, instantFromMillis, millisOf } from '#shared/time.ts';

/** What stays of an imported invoice when its values change. */
export interface ImportedFacts extends Pick<
  Invoice,
  'id' | 'createdAt' | 'seller' | 'sellerTaxId' | 'customerName' | 'taxId' | 'lines'
> {
  /** As far as it was stated or known before; null where nothing is. */
  readonly money: InvoiceMoney | null;
  /** Null where none is known: then it is the day of issue. */
  readonly period: Invoice['period'] | null;
}

/** Ids of vendors begin otherwise; the same bytes have the same id. */
export const importedId = (sha256: string): string => `imp_${sha256.slice(0, 24)}`;

/** The facts of a new one, from what was read out of its file. */
export function factsOf(sha256: string, proposal: ImportProposal, now: Instant): ImportedFacts {
  const { seller, sellerTaxId, buyer, taxId, period, lines, money } = proposal;
  const id = importedId(sha256);
  return {
    id,
    createdAt: now,
    ...{ seller, sellerTaxId, customerName: buyer, taxId, money },
    period: period && { start: startOfDay(period.from), end: startOfDay(addDays(period.to, 1)) },
    lines: lines.map((line, index) => ({
      ...line,
      id: `${id}-${String(index + 1)}`,
      period: null,
      priceId: null,
      ...{ unitAmountDecimal: null, discounts: unknown, taxes: unknown },
      kind: 'fixed',
    })),
  };
}

/** The facts of one that is in the archive, with its money as it is there. */
export function factsOfArchived(invoice: ArchivedInvoice): ImportedFacts {
  const { id, createdAt, seller, sellerTaxId, customerName, taxId, issuedAt, period } = invoice;
  const byDefault = issuedAt === null ? null : dayAt(issuedAt);
  const hasOwnPeriod = period.start !== byDefault?.start || period.end !== byDefault.end;
  return {
    ...{ id, createdAt, seller, sellerTaxId, customerName, taxId },
    lines: [],
    period: hasOwnPeriod ? period : null,
    // Its money alone: what is edited beside it counts.
    money: invoiceMoneySchema.parse(invoice),
  };
}

/** Refuses what no invoice says, before it is counted into a sum. */
export function checkAmounts({
  total,
  tax,
  remaining,
}: Pick<ImportValues, 'total' | 'tax' | 'remaining'>): Result<null> {
  const tooLarge = [total, tax, remaining].find((each) => each !== null && !isImportable(each.amount));
  if (!tooLarge) return ok(null);
  const { currency } = tooLarge;
  const said = (minor: number) => `${toDecimalText({ amount: minor, currency })} ${currency}`;
  return fail({ code: 'import-amount-too-large', amount: said(tooLarge.amount), largest: said(largestImported) });
}

/** An invoice as the archive keeps it. Days are those of UTC, as everywhere; one is due until its day has ended. */
export function importedInvoice(values: ImportValues, { money: stated, ...facts }: ImportedFacts): Invoice {
  const { type, number, issuedOn, dueOn, paid, paidOn = null } = values;
  const isCreditNote = type === 'credit-note';
  const { currency } = values.total;
  const issuedAt = startOfDay(issuedOn);
  return {
    ...facts,
    type,
    number,
    corrects: null,
    // An issued note is settled: nobody waits for it to be paid.
    status: paid || isCreditNote ? 'paid' : 'open',
    subscriptionId: null,
    issuedAt,
    dueAt: dueOn === null || isCreditNote ? null : endOfDay(dueOn),
    paidAt: paid && !isCreditNote && paidOn !== null ? startOfDay(paidOn) : null,
    period: facts.period ?? dayAt(issuedAt),
    ...amountsOf(values, stated),
    lines: facts.lines.filter(({ amount }) => amount.currency === currency),
    hostedUrl: null,
    documentUrl: null,
  };
}

/** What a person confirmed, and what was stated beside it where that is the money of this very invoice. */
function amountsOf(values: ImportValues, stated: InvoiceMoney | null): InvoiceMoney {
  const { currency } = values.total;
  const isCreditNote = values.type === 'credit-note';
  const signed = (amount: number) => money(isCreditNote ? Math.abs(amount) : amount, currency);
  const total = signed(values.total.amount);
  const tax = values.tax ? signed(values.tax.amount) : unknown;
  const isSame =
    stated?.total.currency === currency &&
    stated.total.amount === total.amount &&
    (isKnown(stated.tax) ? stated.tax.amount : null) === (isKnown(tax) ? tax.amount : null);
  const base = isSame ? stated : { ...onlyTotal(total), tax, net: isKnown(tax) ? subtract(total, tax) : unknown };
  const nothing = zero(currency);
  if (isCreditNote) return { ...base, paid: unknown, payments: unknown, remaining: nothing };
  const left = values.remaining ?? (isKnown(base.remaining) ? base.remaining : total);
  if (!values.paid) return { ...base, remaining: left };
  if (left.amount <= 0) return { ...base, remaining: left };
  return { ...base, paid: isKnown(base.paid) ? add(base.paid, left) : unknown, payments: unknown, remaining: nothing };
}

/** The day that begins then: the period of an invoice that states none. */
export const dayAt = (start: Instant): Invoice['period'] => ({ start, end: startOfDay(addDays(dayOf(start), 1)) });

const endOfDay = (day: Day): Instant => instantFromMillis(millisOf(startOfDay(addDays(day, 1))) - 1);

/** What a certain proposal is confirmed as; null where something is missing. */
export function valuesOf(accountId: string, proposal: ImportProposal): ImportValues | null {
  const { type, number, issuedOn, dueOn, total, tax, paid, paidOn, remaining } = proposal;
  if (!number || !issuedOn || !total) return null;
  const own = (amount: ImportProposal['tax']) =>
    amount?.value.currency === total.value.currency ? amount.value : null;
  return {
    ...{ accountId, type, paid, paidOn: paid ? paidOn : null, number: number.value, issuedOn: issuedOn.value },
    ...{ dueOn: dueOn?.value ?? null, total: total.value, tax: own(tax), remaining: own(remaining) },
  };
}
