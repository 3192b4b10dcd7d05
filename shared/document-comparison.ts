import type { InvoiceRecord } from './invoice-record.ts';
import { moneyOf } from './import/page/amounts.ts';
import type { LabelledFacts } from './import/read-page.ts';
import { isKnown } from './invoice-money.ts';
import type { ArchivedInvoice } from './invoices.ts';
import type { Money } from './money.ts';
import { accountingDay, addDays, monthOfDay } from './period.ts';
import { fold } from './search-text.ts';
import { taxIdKey } from './sellers/ids.ts';
import { nameKey } from './sellers/names.ts';
import type { Day } from './time.ts';

/** `unknown`: the document does not say it in a way that can be read. */
type Comparison = 'same' | 'other' | 'unknown';

/** Signs that stand for more than one currency. */
const shared: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'BRL', 'TWD', 'CLP', 'COP', 'ARS', 'FJD', 'JMD', 'TTD'],
  '¥': ['JPY', 'CNY'],
  '£': ['GBP', 'EGP', 'GIP', 'FKP', 'SHP'],
};

type NamedTotal = LabelledFacts['totals'][number];

const mayBeIn = (currency: string, { currency: told, sign }: NamedTotal): boolean =>
  told === null || told === currency || (sign !== null && (shared[sign]?.includes(currency) ?? false));

const isAmount = (amount: number, currency: string, { digits }: NamedTotal): boolean =>
  Math.abs(moneyOf({ digits, negative: false }, currency)?.amount ?? Number.NaN) === Math.abs(amount);

/** Whether the amount beside a total's label is the invoice's total, in its currency. */
export function compareTotal({ totals }: LabelledFacts, { amount, currency }: Money): Comparison {
  if (totals.length === 0) return 'unknown';
  return totals.some((each) => mayBeIn(currency, each) && isAmount(amount, currency, each)) ? 'same' : 'other';
}

/** The currency that the total is in instead, where its digits are those of the invoice; null where it is not that. */
export function otherCurrency({ totals }: LabelledFacts, { amount, currency }: Money): string | null {
  if (totals.some((each) => mayBeIn(currency, each))) return null;
  return totals.find((each) => isAmount(amount, currency, each))?.currency ?? null;
}

type Compared = Pick<ArchivedInvoice, 'source' | 'seller' | 'sellerTaxId' | 'tax' | 'total' | 'remaining'>;

/**
 * Who a document says that it is from, where that is another company: by tax ids, or else by name, of which nothing stands
 * anywhere in its folded text. The name of an imported one a person has said.
 */
export function otherSeller({ seller: printed }: LabelledFacts, invoice: Compared, text: string): string | null {
  if (!printed) return null;
  const { seller, sellerTaxId, source } = invoice;
  const [first] = printed.taxIds;
  const ours = sellerTaxId === null ? null : taxIdKey(sellerTaxId);
  if (ours !== null && first !== undefined)
    return printed.taxIds.some((id) => taxIdKey(id) === ours) ? null : [printed.name, first].filter(Boolean).join(', ');
  if (source === 'import' || seller === null || printed.name === null) return null;
  const [key, found] = [nameKey(seller), nameKey(printed.name)];
  // A vendor's account often bears more, or less, than its papers: `Acme Cloud (EU)` beside `Acme Cloud`.
  const isSame = key === '' || ` ${key} `.includes(` ${found} `) || compact(text).includes(key.replaceAll(' ', ''));
  return isSame ? null : printed.name;
}

/** The tax that a document proves, where the invoice has another one. */
export const otherTax = ({ tax: printed }: LabelledFacts, { tax }: Pick<Compared, 'tax'>): Money | null =>
  printed !== null && isKnown(tax) && tax.currency === printed.currency && !isSameSize(tax, printed) ? printed : null;

/**
 * What a document says is to be paid, where that was never so: more than the total, or less than what is still to be paid.
 * In between it was due when the document was made, before payments, and after a credit.
 */
export function otherAmountDue({ amountDue: printed }: LabelledFacts, { total, remaining }: Compared): Money | null {
  if (printed === null || printed.currency !== total.currency || !isKnown(remaining)) return null;
  const due = Math.abs(printed.amount);
  return due <= Math.abs(total.amount) && due >= Math.abs(remaining.amount) ? null : printed;
}

/** Whatever the sign: pages print credit notes in both ways. */
const isSameSize = (one: Money, other: Money): boolean => Math.abs(one.amount) === Math.abs(other.amount);

const compact = (text: string): string => fold(text).replaceAll(' ', '');

/** A number as short as this stands in nearly every text. */
const fewest = 4;
/** One as long as this is no number, and would be looked for for very long. */
const most = 200;

/**
 * Whether a document names the invoice's number: anywhere in its folded text, or beside a label where it is short. `isWhole`
 * tells whether that is all of its text.
 */
export function compareNumber(
  { numbers }: LabelledFacts,
  number: string,
  { text, isWhole }: { readonly text: string; readonly isWhole: boolean },
): Comparison {
  const wanted = compact(number);
  if (wanted === '' || wanted.length > most) return 'unknown';
  if (numbers.some((each) => compact(each) === wanted)) return 'same';
  if (wanted.length >= fewest) {
    const within = text.replaceAll(' ', '');
    for (let at = within.indexOf(wanted); at !== -1; at = within.indexOf(wanted, at + 1)) {
      const before = within.charAt(at - 1);
      const after = within.charAt(at + wanted.length);
      // A part of a longer number is another number.
      if (!(/\d/.test(before) && /^\d/.test(wanted)) && !(/\d/.test(after) && /\d$/.test(wanted))) return 'same';
    }
    if (isWhole && text !== '') return 'other';
  }
  return numbers.length > 0 ? 'other' : 'unknown';
}

/** Whether the date beside its label is the invoice's; a day more or less is another clock, not another date. */
export function compareDate(
  { issued }: LabelledFacts,
  issuedAt: InvoiceRecord['issuedAt'],
  timeZone: string,
): Comparison {
  if (issuedAt === null || issued.length === 0) return 'unknown';
  const day = accountingDay(issuedAt, timeZone);
  return issued.some((each) => isBeside(each, day)) ? 'same' : 'other';
}

const isBeside = (each: Day, day: Day): boolean => each >= addDays(day, -1) && each <= addDays(day, 1);

/** The date beside its label where that is of the month before or after the one that the invoice is of in the books. */
export function dateInOtherMonth(
  { issued }: LabelledFacts,
  issuedAt: InvoiceRecord['issuedAt'],
  timeZone: string,
): Day | null {
  if (issuedAt === null) return null;
  const day = accountingDay(issuedAt, timeZone);
  const beside = issued.filter((each) => isBeside(each, day));
  const isOfMonth = beside.some((each) => monthOfDay(each) === monthOfDay(day));
  return isOfMonth ? null : (beside[0] ?? null);
}
