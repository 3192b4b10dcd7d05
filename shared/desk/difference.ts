import { type Money, subtract } from '../money.ts';

/** How an amount differs from the usual one; null where one of them is not known. `share` is null beside nothing. */
export function differenceOf(
  amount: Money | null,
  usual: Money | null,
): { readonly difference: Money; readonly share: number | null } | null {
  if (!amount || !usual || amount.currency !== usual.currency) return null;
  const difference = subtract(amount, usual);
  return { difference, share: usual.amount === 0 ? null : difference.amount / Math.abs(usual.amount) };
}
