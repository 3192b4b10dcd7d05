import { z } from 'zod';
import type { InvoiceLine } from './invoices.ts';
import { add, type Money, moneySchema } from './money.ts';

/** The lines of one price, or product, together. */
const sideSchema = z.object({
  amount: moneySchema,
  /** Null where not all of them tell one. */
  quantity: z.number().nullable(),
  /** Of one, in minor units as decimal text; null where they have none, or several. */
  unitAmountDecimal: z.string().nullable(),
});
type Side = z.infer<typeof sideSchema>;

/** One line of an invoice against the same line of another; null where it is not there. */
export const lineChangeSchema = z.object({
  description: z.string(),
  before: sideSchema.nullable(),
  now: sideSchema.nullable(),
});
export type LineChange = z.infer<typeof lineChangeSchema>;

interface Group extends Side {
  readonly description: string;
}

/**
 * Pairs the lines of two invoices: by price, then, as a product may have another price now, by description. Lines of the same
 * price (a tier each, say) are added up, as far as the sum is an amount. Order: the largest difference first.
 */
export function lineChanges(before: readonly InvoiceLine[], now: readonly InvoiceLine[]): LineChange[] {
  const [old, current] = [groups(before), groups(now)];
  const pairs: [Group | undefined, Group | undefined][] = [...current].map(([key, group]) => {
    const same = old.get(key);
    old.delete(key);
    return [same, group];
  });
  const unpaired = new Map([...old.values()].map((group) => [nameOf(group), group]));
  for (const pair of pairs) {
    const product = pair[1] && unpaired.get(nameOf(pair[1]));
    if (pair[0] || !product) continue;
    pair[0] = product;
    unpaired.delete(nameOf(product));
  }
  const paired = new Set(pairs.map(([one]) => one));
  const gone = [...old.values()].filter((group) => !paired.has(group));
  return [...pairs, ...gone.map((group) => [group, undefined] as const)]
    .map(([one, two]) => ({
      description: two?.description ?? one?.description ?? '',
      before: one ? sideOf(one) : null,
      now: two ? sideOf(two) : null,
    }))
    .sort((a, b) => Math.abs(differenceOf(b)) - Math.abs(differenceOf(a)));
}

/** In minor units. */
export const differenceOf = ({ before, now }: LineChange): number =>
  (now?.amount.amount ?? 0) - (before?.amount.amount ?? 0);

const nameOf = ({ amount, description }: Group): string => `${amount.currency} ${description}`;
const sideOf = ({ amount, quantity, unitAmountDecimal }: Group): Side => ({ amount, quantity, unitAmountDecimal });

function groups(lines: readonly InvoiceLine[]): Map<string, Group> {
  const found = new Map<string, Group>();
  for (const [place, line] of lines.entries()) {
    const { priceId, description, amount } = line;
    const name = `${amount.currency} ${priceId ?? description}`;
    const isSum = Number.isSafeInteger((found.get(name)?.amount.amount ?? 0) + amount.amount);
    const key = isSum ? name : `${name} ${String(place)}`;
    found.set(key, together(found.get(key), line));
  }
  return found;
}

function together(same: Group | undefined, { description, amount, quantity, unitAmountDecimal }: InvoiceLine): Group {
  if (!same) return { description: withoutQuantity(description), amount, quantity, unitAmountDecimal };
  const sum: Money = add(same.amount, amount);
  return {
    description: same.description,
    amount: sum,
    quantity: same.quantity === null || quantity === null ? null : same.quantity + quantity,
    unitAmountDecimal: same.unitAmountDecimal === unitAmountDecimal ? unitAmountDecimal : null,
  };
}

/** Stripe writes `15 × Bandwidth (Tier 2 at $9.00 / month)`: quantity and price differ between the lines that are paired. */
const withoutQuantity = (description: string): string =>
  description
    .replace(/^[\d.,\s]+×\s*/u, '')
    .replace(/\((?:Tier \d+ )?at [^()]*\)$/u, '')
    .trimEnd();
