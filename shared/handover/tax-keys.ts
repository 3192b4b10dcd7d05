import type { BookedTaxKind, HandoverProfile, TaxKeyRule } from './profile.ts';

const forAll = (kind: BookedTaxKind, rate: string | null, key: string): TaxKeyRule => ({
  accountId: null,
  kind,
  rate,
  key,
});

/**
 * The keys of input tax that SKR03 and SKR04 share, to be checked with the tax adviser: 9 and 8 are input tax of 19 and
 * 7 %, 94 is what § 13b UStG has the buyer owe. What states no tax at all has no default: it is asked for.
 */
export const datevTaxKeys: readonly TaxKeyRule[] = [
  forAll('standard', '19', '9'),
  forAll('reduced', '7', '8'),
  forAll('reverse-charge', null, '94'),
  forAll('zero', null, ''),
  forAll('exempt', null, ''),
  forAll('not-subject', null, ''),
];

/** The key of a part of an invoice: the account's own before that of all, a rate's before that of any. Null: to be asked for. */
export function taxKeyOf(
  { taxKeys }: Pick<HandoverProfile, 'taxKeys'>,
  accountId: string,
  kind: BookedTaxKind,
  rate: string | null,
): string | null {
  const fits = taxKeys.filter(
    (rule) =>
      rule.kind === kind &&
      (rule.rate === null || rule.rate === rate) &&
      (rule.accountId === null || rule.accountId === accountId),
  );
  const weight = (rule: TaxKeyRule) => (rule.accountId === null ? 0 : 2) + (rule.rate === null ? 0 : 1);
  const [first, ...others] = fits;
  if (!first) return null;
  return others.reduce((best, rule) => (weight(rule) > weight(best) ? rule : best), first).key;
}
