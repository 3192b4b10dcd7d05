import { money, type Money } from '../money.ts';

/**
 * Splits an amount by weights; the parts add up to it to the minor unit. What rounding leaves over goes to the largest
 * fractions, the first of equal ones. Null where the weights add up to nothing: then nobody can say.
 */
export function splitAmount(amount: Money, weights: readonly number[]): Money[] | null {
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n);
  if (sum === 0n) return null;
  const whole = BigInt(amount.amount);
  const parts = weights.map((weight, index) => {
    const product = whole * BigInt(weight);
    const floor = floorOf(product, sum);
    return { index, floor, fraction: product - floor * sum };
  });
  const left = Number(whole - parts.reduce((total, { floor }) => total + floor, 0n));
  const larger = (a: bigint, b: bigint) => (sum > 0n ? b > a : b < a);
  const raised = new Set(
    [...parts]
      .sort((a, b) => (a.fraction === b.fraction ? a.index - b.index : larger(a.fraction, b.fraction) ? 1 : -1))
      .slice(0, left)
      .map(({ index }) => index),
  );
  return parts.map(({ index, floor }) => money(Number(floor) + (raised.has(index) ? 1 : 0), amount.currency));
}

/** Of a quotation, towards minus infinity. */
function floorOf(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return quotient * divisor !== dividend && dividend < 0n !== divisor < 0n ? quotient - 1n : quotient;
}
