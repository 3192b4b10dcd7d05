import { z } from 'zod';
import { numbersIn, unitsIn } from './regional.ts';
import { fail, ok, type Result } from './result.ts';

/** What is not money: bytes, things counted, or percent of what a plan includes. Always whole. */
export const quantitySchema = z.object({ quantity: z.int(), unit: z.enum(['byte', 'count', 'percent']) });
export type Quantity = z.infer<typeof quantitySchema>;

const byteUnits = {
  B: 1,
  KB: 10 ** 3,
  MB: 10 ** 6,
  GB: 10 ** 9,
  TB: 10 ** 12,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
  TIB: 2 ** 40,
};
const isByteUnit = (unit: string): unit is keyof typeof byteUnits => Object.hasOwn(byteUnits, unit);

/**
 * For people: `512.4 GB` (10⁹ bytes), `5,000`, `80%`. Amounts are rounded up at three decimals and thresholds are
 * `exact`, so that what is over a threshold never reads as equal to it.
 */
export function formatQuantity(
  { quantity, unit }: Quantity,
  locale: string,
  { exact }: { readonly exact: boolean } = { exact: false },
): string {
  if (unit === 'count') return numbersIn(locale).format(quantity);
  if (unit === 'percent') return numbersIn(locale, { style: 'percent' }).format(quantity / 100);
  const [decimals, name] = byteScaleOf(Math.abs(quantity));
  const digits = { maximumFractionDigits: exact ? decimals : 3, roundingMode: 'ceil' } as const;
  // Intl takes decimal text exactly; a number would pass through floating point.
  const text = `${quantity}E-${decimals}` as Intl.StringNumericLiteral;
  return unitsIn(locale, { unit: name, ...digits })(text);
}

function byteScaleOf(bytes: number): [decimals: number, unit: string] {
  if (bytes >= byteUnits.GB) return [9, 'gigabyte'];
  if (bytes >= byteUnits.MB) return [6, 'megabyte'];
  return bytes >= byteUnits.KB ? [3, 'kilobyte'] : [0, 'byte'];
}

/** What can be typed, the same in every language. */
const examples: Readonly<Record<'byte' | 'count', string>> = { byte: '80% / 500 GB', count: '80% / 5000' };

/**
 * Reads `80%`, `500 GB`, `1.5 TiB` or, where `base` is `count`, `5000`; decimals with a point, no grouping. Bytes need
 * their unit: a bare number could mean several things.
 */
export function parseQuantity(input: string, base: 'byte' | 'count'): Result<Quantity> {
  const [, number, typed = ''] = /^(\d+(?:\.\d+)?)\s*(%|[A-Za-z]*)$/.exec(input.trim()) ?? [];
  if (input.trim() === '') return fail({ code: 'amount-missing' });
  const refused = fail({
    code: 'quantity-not-understood' as const,
    input,
    example: examples[base],
  });
  if (number === undefined) return refused;
  const unit = typed.toUpperCase();
  const [size, name] =
    unit === '%'
      ? [1, 'percent' as const]
      : base === 'byte' && isByteUnit(unit)
        ? [byteUnits[unit], 'byte' as const]
        : base === 'count' && unit === ''
          ? [1, 'count' as const]
          : [null, base];
  if (size === null) return refused;
  const [whole = '', fraction = ''] = number.split('.');
  const scaled = BigInt(whole + fraction) * BigInt(size);
  const divisor = 10n ** BigInt(fraction.length);
  if (scaled % divisor !== 0n) return refused;
  const quantity = Number(scaled / divisor);
  if (quantity <= 0 || !Number.isSafeInteger(quantity)) return fail({ code: 'amount-out-of-range', input });
  return ok({ quantity, unit: name });
}
