import type { ImportValues } from '#shared/import/items.ts';
import type { ImportProposal } from '#shared/import/proposal-schema.ts';
import type { Invoice } from '#shared/invoices.ts';
import { isImportable, largestImported } from '#shared/import/amount-limit.ts';
import { money, subtract, toDecimalText, zero } from '#shared/money.ts';
import { addDays, dayOf, startOfDay } from '#shared/period.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { type Day, type Instant, instantFromMillis, millisOf } from '#shared/time.ts';

/** What stays of an imported invoice when its values change. */
export interface ImportedFacts extends Pick<Invoice, 'id' | 'createdAt' | 'customerName' | 'taxId' | 'lines'> {
  /** Null where none is known: then it is the day of issue. */
  readonly period: Invoice['period'] | null;
}

/** Ids of vendors begin otherwise; the same bytes have the same id. */
export const importedId = (sha256: string): string => `imp_${sha256.slice(0, 24)}`;

/** The facts of a new one, from what was read out of its file. */
export function factsOf(sha256: string, proposal: ImportProposal, now: Instant): ImportedFacts {
  const { buyer, taxId, period, lines } = proposal;
  const id = importedId(sha256);
  return {
    id,
    createdAt: now,
    customerName: buyer,
    taxId,
    period: period && { start: startOfDay(period.from), end: startOfDay(addDays(period.to, 1)) },
    lines: lines.map((line, index) => ({
      ...line,
      id: `${id}-${String(index + 1)}`,
      period: null,
      priceId: null,
      metered: false,
    })),
  };
}

/** Refuses what no invoice says, before it is counted into a sum. */
export function checkAmounts({ total, tax }: Pick<ImportValues, 'total' | 'tax'>): Result<null> {
  const tooLarge = [total, tax].find((each) => each !== null && !isImportable(each.amount));
  if (!tooLarge) return ok(null);
  const { currency } = tooLarge;
  const said = (minor: number) => `${toDecimalText({ amount: minor, currency })} ${currency}`;
  return fail({ code: 'import-amount-too-large', amount: said(tooLarge.amount), largest: said(largestImported) });
}

/** An invoice as the archive keeps it. Days are those of UTC, as everywhere; one is due until its day has ended. */
export function importedInvoice(values: ImportValues, facts: ImportedFacts): Invoice {
  const { type, number, issuedOn, dueOn, paid } = values;
  const isCreditNote = type === 'credit-note';
  const { currency } = values.total;
  const signed = (amount: number) => money(isCreditNote ? Math.abs(amount) : amount, currency);
  const total = signed(values.total.amount);
  const tax = signed(values.tax?.amount ?? 0);
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
    paidAt: null,
    period: facts.period ?? dayAt(issuedAt),
    net: subtract(total, tax),
    tax,
    total,
    creditApplied: zero(currency),
    amountDue: isCreditNote ? zero(currency) : total,
    lines: facts.lines.filter(({ amount }) => amount.currency === currency),
    hostedUrl: null,
    documentUrl: null,
  };
}

/** The day that begins then: the period of an invoice that states none. */
export const dayAt = (start: Instant): Invoice['period'] => ({ start, end: startOfDay(addDays(dayOf(start), 1)) });

const endOfDay = (day: Day): Instant => instantFromMillis(millisOf(startOfDay(addDays(day, 1))) - 1);

/** What a certain proposal is confirmed as; null where something is missing. */
export function valuesOf(accountId: string, proposal: ImportProposal): ImportValues | null {
  const { type, number, issuedOn, dueOn, total, tax, paid } = proposal;
  if (!number || !issuedOn || !total) return null;
  const ownTax = tax?.value.currency === total.value.currency ? tax.value : null;
  return {
    ...{ accountId, type, paid, number: number.value, issuedOn: issuedOn.value },
    ...{ dueOn: dueOn?.value ?? null, total: total.value, tax: ownTax },
  };
}
