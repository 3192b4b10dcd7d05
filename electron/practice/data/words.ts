import { decimalsOf, toDecimalText } from '#shared/money.ts';
import type { Seconds } from './calendar.ts';

const dates = new Intl.DateTimeFormat('en-US', { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' });
const amounts = new Map<string, Intl.NumberFormat>();

/** `November 1, 2026` */
export const dateText = (time: Seconds): string => dates.format(time * 1000);

/** `2026-11-01` */
export const isoDay = (time: Seconds): string => new Date(time * 1000).toISOString().split('T', 1)[0] ?? '';

/** `$49.00`; thousands of these are made, so each currency's format is made once. */
export function amountText(amount: number, currency: string): string {
  const code = currency.toUpperCase();
  let format = amounts.get(code);
  if (!format) {
    const digits = decimalsOf(code);
    format = new Intl.NumberFormat('en-US', {
      style: 'currency',
      currency: code,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    amounts.set(code, format);
  }
  // Intl takes decimal text exactly; a number would pass through floating point.
  return format.format(toDecimalText({ amount, currency: code }) as Intl.StringNumericLiteral);
}
