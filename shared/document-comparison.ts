import type { InvoiceRecord } from './invoice-record.ts';
import { moneyOf } from './import/page/amounts.ts';
import type { LabelledFacts } from './import/read-page.ts';
import type { Money } from './money.ts';
import { accountingDay, addDays, monthOfDay } from './period.ts';
import { fold } from './search-text.ts';
import type { Day } from './time.ts';

/** `unknown`: the document does not say it in a way that can be read. */
type Comparison = 'same' | 'other' | 'unknown';

/** Signs that stand for more than one currency. */
const shared: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'BRL', 'TWD', 'CLP', 'COP', 'ARS', 'FJD', 'JMD', 'TTD'],
  '¥': ['JPY', 'CNY'],
  '£': ['GBP', 'EGP', 'GIP', 'FKP', 'SHP'],
};

/** Whether the amount beside a total's label is the invoice's total, in its currency. */
export function compareTotal({ totals }: LabelledFacts, { amount, currency }: Money): Comparison {
  if (totals.length === 0) return 'unknown';
  const isSame = ({ currency: told, sign, digits }: LabelledFacts['totals'][number]): boolean => {
    const may = told === null || told === currency || (sign !== null && (shared[sign]?.includes(currency) ?? false));
    return may && Math.abs(moneyOf({ digits, negative: false }, currency)?.amount ?? Number.NaN) === Math.abs(amount);
  };
  return totals.some(isSame) ? 'same' : 'other';
}

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
