/** Exact decimal arithmetic for prices with fractions of a minor unit; floating point would be off by one. */
interface Decimal {
  readonly coefficient: bigint;
  readonly scale: number;
}

function parse(text: string): Decimal {
  const [whole = '0', fraction = ''] = text.split('.');
  return { coefficient: BigInt(whole + fraction), scale: fraction.length };
}

/** Vendors tell quantities to at most twelve decimals. */
const textOf = (factor: string | number): string =>
  typeof factor === 'number' && !Number.isInteger(factor) ? factor.toFixed(12) : String(factor);

/**
 * Σ factor × factor, rounded to whole minor units, halves away from zero. Factors are decimal texts or numbers.
 * Null where the result is too large to be exact.
 */
export function sumOfProducts(products: readonly (readonly [string, string | number])[]): number | null {
  const terms = products.map(([left, right]) => {
    const [a, b] = [parse(left), parse(textOf(right))];
    return { coefficient: a.coefficient * b.coefficient, scale: a.scale + b.scale };
  });
  const scale = Math.max(0, ...terms.map((term) => term.scale));
  const sum = terms.reduce((total, term) => total + term.coefficient * 10n ** BigInt(scale - term.scale), 0n);
  return shareOf(1, { part: sum, whole: 10n ** BigInt(scale) });
}

/** A fraction: 19 % is 19 of 100. The whole is above zero. */
export interface Share {
  readonly part: bigint;
  readonly whole: bigint;
}

/** @param rate percent as decimal text */
export function shareOfPercent(rate: string): Share {
  const { coefficient, scale } = parse(rate);
  return { part: coefficient, whole: 100n * 10n ** BigInt(scale) };
}

/** That share of a whole number, rounded, halves away from zero. Null where it is too large to be exact. */
export function shareOf(amount: number, { part, whole }: Share): number | null {
  const product = BigInt(amount) * part;
  const magnitude = ((product < 0n ? -product : product) * 2n + whole) / (whole * 2n);
  const rounded = Number(product < 0n ? -magnitude : magnitude);
  return Number.isSafeInteger(rounded) ? rounded : null;
}
