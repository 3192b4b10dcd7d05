import { z } from 'zod';
import { addressSchema, customerDetailsSchema, isSameAddress, isSameTaxId, newTaxIdSchema } from './billing-details.ts';
import { instantSchema } from './time.ts';

/** The details without what the vendor adds to them. Null tax ids: not known. */
export const knownDetailsSchema = customerDetailsSchema.extend({ taxIds: z.array(newTaxIdSchema).nullable() });
export type KnownDetails = z.infer<typeof knownDetailsSchema>;

const text = z.string().nullable();

/** One thing that differs between two states of billing details. A tax id comes or goes, it does not change. */
export const detailsDifferenceSchema = z.discriminatedUnion('field', [
  z.object({ field: z.literal('companyName'), was: text, is: text }),
  z.object({ field: z.literal('billingEmail'), was: text, is: text }),
  z.object({ field: z.literal('address'), was: addressSchema.nullable(), is: addressSchema.nullable() }),
  z.object({ field: z.literal('taxId'), was: newTaxIdSchema.nullable(), is: newTaxIdSchema.nullable() }),
]);
export type DetailsDifference = z.infer<typeof detailsDifferenceSchema>;

/** What changed at the vendor without Billfold, since the user last approved the details. */
export const detailsChangeSchema = z.object({
  id: z.string(),
  noticedAt: instantSchema,
  differences: z.array(detailsDifferenceSchema).min(1),
});
export type DetailsChange = z.infer<typeof detailsChangeSchema>;

/** What saving came to. `conflict`: nothing was written, as the vendor's details changed since. */
export const savedDetailsSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('saved'), details: customerDetailsSchema }),
  z.object({ outcome: z.literal('conflict'), theirs: customerDetailsSchema }),
]);
export type SavedDetails = z.infer<typeof savedDetailsSchema>;

type TaxIds = KnownDetails['taxIds'];

/** In a fixed order; empty where both say the same. Unknown tax ids differ from nothing. */
export function detailsDifferences(was: KnownDetails, is: KnownDetails): DetailsDifference[] {
  const found: DetailsDifference[] = [];
  for (const field of ['companyName', 'billingEmail'] as const) {
    if ((was[field] ?? '') !== (is[field] ?? '')) found.push({ field, was: was[field], is: is[field] });
  }
  if (!isSameAddress(was.address, is.address)) found.push({ field: 'address', was: was.address, is: is.address });
  if (!was.taxIds || !is.taxIds) return found;
  const gone = without(was.taxIds, is.taxIds).map((taxId) => ({ field: 'taxId' as const, was: taxId, is: null }));
  const come = without(is.taxIds, was.taxIds).map((taxId) => ({ field: 'taxId' as const, was: null, is: taxId }));
  return [...found, ...gone, ...come];
}

/** The details with these differences made. */
export function withDifferences(details: KnownDetails, differences: readonly DetailsDifference[]): KnownDetails {
  return differences.reduce<KnownDetails>((changed, difference) => {
    if (difference.field !== 'taxId') return { ...changed, [difference.field]: difference.is };
    const { was, is } = difference;
    if (!changed.taxIds) return changed;
    const left = was ? without(changed.taxIds, [was]) : changed.taxIds;
    return { ...changed, taxIds: is ? [...without(left, [is]), is] : left };
  }, details);
}

/** Whether both lead to the same, wherever they come from. */
export function leadToSame(a: DetailsDifference, b: DetailsDifference): boolean {
  if (a.field === 'taxId') return b.field === 'taxId' && isSame(a.is, b.is) && isSame(a.was, b.was);
  if (a.field === 'address') return b.field === 'address' && isSameAddress(a.is, b.is);
  return a.field === b.field && (a.is ?? '') === (b.is ?? '');
}

type OneTaxId = NonNullable<TaxIds>[number] | null;
const isSame = (a: OneTaxId, b: OneTaxId): boolean => (a && b ? isSameTaxId(a, b) : a === b);

const without = (taxIds: NonNullable<TaxIds>, others: NonNullable<TaxIds>): NonNullable<TaxIds> =>
  taxIds
    .filter(({ type, value }) => !others.some((other) => isSameTaxId(other, { type, value })))
    .map(({ type, value }) => ({ type, value }));
