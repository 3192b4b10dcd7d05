import type { Money } from '../money.ts';
import { addDays } from '../period.ts';
import type { Day } from '../time.ts';

/** An invoice as far as it can be the same as another one. */
export interface Comparable {
  readonly type: 'invoice' | 'credit-note';
  /** Null where it is not known whose it is. */
  readonly sellerId: string | null;
  readonly number: string | null;
  readonly total: Money;
  readonly issuedOn: Day | null;
  /** Both days belong to it; null where none is stated. */
  readonly period: { readonly first: Day; readonly last: Day } | null;
}

export const duplicateReasons = ['same-number', 'same-amount'] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];

/** A number without what is written differently each time: case, blanks, dashes, noughts in front. */
export const numberKey = (number: string): string =>
  number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, ' ')
    .replace(/(?<!\d)0+(?=\d)/g, '')
    .replaceAll(' ', '');

/** Amounts that differ by that little may be one, read or rounded twice: in minor units. */
const rounding = 1;
/** Days that two invoices for the same may be apart. */
const near = 3;

/** Why two are perhaps one invoice, to be paid once; null where nothing says so. */
export function duplicateReason(one: Comparable, other: Comparable): DuplicateReason | null {
  if (one.type !== other.type) return null;
  const isOneSeller = one.sellerId !== null && one.sellerId === other.sellerId;
  const mayBeOneSeller = one.sellerId === null || other.sellerId === null || isOneSeller;
  const isSameAmount =
    one.total.currency === other.total.currency &&
    Math.abs(Math.abs(one.total.amount) - Math.abs(other.total.amount)) <= rounding;
  const isSameNumber =
    one.number !== null &&
    other.number !== null &&
    numberKey(one.number) === numberKey(other.number) &&
    numberKey(one.number) !== '';
  if (isSameNumber && (isOneSeller || (mayBeOneSeller && isSameAmount))) return 'same-number';
  return isOneSeller && isSameAmount && one.total.amount !== 0 && isSameTime(one, other) ? 'same-amount' : null;
}

function isSameTime(one: Comparable, other: Comparable): boolean {
  if (one.period && other.period)
    return one.period.first === other.period.first && one.period.last === other.period.last;
  const [a, b] = [one.issuedOn, other.issuedOn];
  return a !== null && b !== null && a <= addDays(b, near) && b <= addDays(a, near);
}
