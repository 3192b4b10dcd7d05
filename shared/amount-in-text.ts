import { decimalsOf, type Money } from './money.ts';

/**
 * Whether a text names an amount, in whatever way it groups digits and marks decimals: `1234.50`, `1.234,50`, `1 234.50`.
 * Decimals may be left out where they are zero. Its sign and currency are not looked at.
 */
export function namesAmount(text: string, { amount, currency }: Money): boolean {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals);
  const grouped = whole.replace(/(\d)(?=(?:\d{3})+$)/g, "$1[.,'’ \\u00a0\\u202f]?");
  const end = decimals === 0 ? '(?:[.,]00)?' : Number(fraction) === 0 ? `(?:[.,]${fraction})?` : `[.,]${fraction}`;
  return new RegExp(`(?<!\\d|\\d[.,'’])${grouped}${end}(?!\\d|[.,'’]\\d)`, 'u').test(text);
}
