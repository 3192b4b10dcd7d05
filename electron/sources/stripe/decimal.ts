/** Exact decimal arithmetic for prices with fractions of a minor unit; floating point would be off by one. */
interface Decimal {
  readonly coefficient: bigint;
  readonly scale: number;
}

function parse(text: string): Decimal {
  const [whole = '0', fraction = ''] = text.split('.');
  return { coefficient: BigInt(whole + fraction), scale: fraction.length };
}

/**
 * Σ factor × factor, rounded to whole minor units, halves away from zero. Factors are decimal texts or numbers.
 * Null where the result is too large to be exact.
 */
export function sumOfProducts(products: readonly (readonly [string, string | number])[]): number | null {
  const terms = products.map(([left, right]) => {
    const [a, b] = [parse(left), parse(String(right))];
    return { coefficient: a.coefficient * b.coefficient, scale: a.scale + b.scale };
  });
  const scale = Math.max(0, ...terms.map((term) => term.scale));
  const sum = terms.reduce((total, term) => total + term.coefficient * 10n ** BigInt(scale - term.scale), 0n);
  const unit = 10n ** BigInt(scale);
  const magnitude = ((sum < 0n ? -sum : sum) * 2n + unit) / (unit * 2n);
  const rounded = Number(sum < 0n ? -magnitude : magnitude);
  return Number.isSafeInteger(rounded) ? rounded : null;
}
