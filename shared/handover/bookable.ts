import { z } from 'zod';
import { type InvoiceTax, isKnown, type Known, unknown } from '../invoice-money.ts';
import type { InvoiceKey } from '../invoices.ts';
import { add, type Money, money, moneySchema, subtract } from '../money.ts';
import type { Day } from '../time.ts';
import { type BookedTaxKind, bookedTaxKindSchema, taxRateSchema } from './profile.ts';

/** A line as far as it decides on an account. */
export interface BookableLine {
  readonly description: string;
  /** What was billed after its own discounts. */
  readonly net: Money;
  readonly taxes: Known<readonly Pick<InvoiceTax, 'kind' | 'rate'>[]>;
}

/** What bookings are made of. Amounts as on the document: a credit note's are positive. */
export interface BookableInvoice {
  readonly key: InvoiceKey;
  readonly accountId: string;
  readonly accountName: string;
  /** Null where the source names none: then the account stands for it. */
  readonly seller: string | null;
  readonly type: 'invoice' | 'credit-note';
  readonly number: string | null;
  readonly day: Day;
  readonly dueDay: Day | null;
  readonly total: Money;
  readonly taxes: Known<readonly InvoiceTax[]>;
  readonly lines: readonly BookableLine[];
  readonly costCentre: string | null;
  readonly poNumber: string | null;
  /** By which a booking is linked to its document; null where there is none. */
  readonly guid: string | null;
}

/** What of an invoice has one tax, with that tax in it. */
export interface TaxPart {
  readonly kind: BookedTaxKind;
  /** Null where the kind needs none and none is told. */
  readonly rate: string | null;
  readonly gross: Money;
  readonly tax: Known<Money>;
}

/** What somebody said about an invoice that does not say it itself; the amounts add up to its total. */
export const taxAnswerSchema = z
  .array(z.object({ kind: bookedTaxKindSchema, rate: taxRateSchema.nullable(), gross: moneySchema }))
  .min(1);
export type TaxAnswer = z.infer<typeof taxAnswerSchema>;

/**
 * The invoice by its taxes, adding up to its total. Null where it cannot be told: what tax it is, or how much of the
 * invoice has it. That is asked for; nothing is ever taken for untaxed because it is unknown.
 */
export function taxPartsOf(
  { total, taxes }: Pick<BookableInvoice, 'total' | 'taxes'>,
  answer: TaxAnswer | null,
): TaxPart[] | null {
  if (answer && fits(answer, total)) return answer.map((part) => ({ ...part, tax: unknown }));
  if (!isKnown(taxes)) return null;
  if (taxes.length === 0) return [{ kind: 'none-stated', rate: null, gross: total, tax: unknown }];
  const stated = taxes.map((tax) => statedPart(tax, total, taxes.length === 1));
  if (!stated.every((part) => part !== null)) return null;
  const parts = merged(isStacked(taxes, total) ? [stackedPart(taxes, total)] : stated);
  return parts && withRest(parts, total);
}

/** Whether the answer is still about this total. */
const fits = (answer: TaxAnswer, total: Money): boolean =>
  answer.every(({ gross }) => gross.currency === total.currency) &&
  sumOf(answer, total.currency).amount === total.amount;

const sumOf = (parts: readonly { readonly gross: Money }[], currency: string): Money =>
  parts.reduce((sum, { gross }) => add(sum, gross), money(0, currency));

/** Kinds of which the rate says nothing. */
const rateless: readonly BookedTaxKind[] = ['zero', 'exempt', 'reverse-charge', 'not-subject'];

function statedPart({ kind, rate, base, amount }: InvoiceTax, total: Money, isOnly: boolean): TaxPart | null {
  if (!isKnown(kind) || (!isKnown(rate) && !rateless.includes(kind))) return null;
  const named = { kind, rate: isKnown(rate) ? rate : null, tax: amount };
  if (isKnown(base)) return { ...named, gross: add(base, amount) };
  // Without a base its rate must prove that the whole of the invoice has it.
  return isOnly && isKnown(rate) && isTaxOf(total, amount, Number(rate)) ? { ...named, gross: total } : null;
}

/** Whether the amount is the tax that is in the total, to a minor unit. */
const isTaxOf = (total: Money, amount: Money, rate: number): boolean =>
  Math.abs((total.amount * rate) / (100 + rate) - amount.amount) <= 1;

/** Several taxes on one base, as a state's and a city's: together they are one rate. */
function isStacked(taxes: readonly InvoiceTax[], total: Money): boolean {
  const [first] = taxes;
  if (!first || taxes.length < 2 || !isKnown(first.base)) return false;
  const base = first.base.amount;
  const all = taxes.reduce((sum, { amount }) => sum + amount.amount, base);
  return (
    all === total.amount &&
    taxes.every((tax) => isKnown(tax.base) && tax.base.amount === base && tax.kind === first.kind)
  );
}

function stackedPart(taxes: readonly InvoiceTax[], total: Money): TaxPart | null {
  const rates = taxes.map(({ rate }) => rate).filter(isKnown);
  const kind = taxes[0]?.kind ?? unknown;
  if (!isKnown(kind) || rates.length < taxes.length) return null;
  const rate = rates.reduce((sum, each) => sum + Number(each), 0);
  return {
    kind,
    rate: String(Number(rate.toFixed(6))),
    gross: total,
    tax: taxes.reduce((sum, { amount }) => add(sum, amount), money(0, total.currency)),
  };
}

/** Taxes of one kind and rate, as of several jurisdictions, are one part. */
function merged(parts: readonly (TaxPart | null)[]): TaxPart[] | null {
  const byRate = new Map<string, TaxPart>();
  for (const part of parts) {
    if (!part) return null;
    const name = `${part.kind} ${part.rate ?? ''}`;
    const known = byRate.get(name);
    byRate.set(
      name,
      known
        ? {
            ...known,
            gross: add(known.gross, part.gross),
            tax: isKnown(known.tax) && isKnown(part.tax) ? add(known.tax, part.tax) : unknown,
          }
        : part,
    );
  }
  return [...byRate.values()];
}

/** What no tax is stated of is a part of its own; a few minor units are rounding, and go to the largest part. */
function withRest(parts: readonly TaxPart[], total: Money): TaxPart[] | null {
  const rest = subtract(total, sumOf(parts, total.currency));
  const [first, ...others] = parts;
  if (!first || rest.amount === 0) return [...parts];
  if (Math.abs(rest.amount) <= parts.length) {
    const largest = others.reduce((most, part) => (size(part) > size(most) ? part : most), first);
    return parts.map((part) => (part === largest ? { ...part, gross: add(part.gross, rest) } : part));
  }
  // More is taxed than was billed: the bases do not mean what they seem to.
  if (rest.amount < 0 !== total.amount < 0) return null;
  return [...parts, { kind: 'none-stated', rate: null, gross: rest, tax: unknown }];
}

const size = ({ gross }: TaxPart): number => Math.abs(gross.amount);
