import type { InvoiceLine } from './invoices.ts';
import { add, type Money } from './money.ts';

/** One line of an invoice against the same line of the period before; null where it is not there. */
export interface LineChange {
  readonly description: string;
  readonly before: Money | null;
  readonly now: Money | null;
}

/**
 * Pairs the lines of two invoices: by price where both name one, else by description. Lines of the same price
 * (a tier each, say) are added up, as far as the sum is an amount. Order: the largest difference first.
 */
export function lineChanges(before: readonly InvoiceLine[], now: readonly InvoiceLine[]): LineChange[] {
  const old = sums(before);
  const current = sums(now);
  const changes = [...new Set([...current.keys(), ...old.keys()])].map((key) => ({
    description: current.get(key)?.description ?? old.get(key)?.description ?? '',
    before: old.get(key)?.amount ?? null,
    now: current.get(key)?.amount ?? null,
  }));
  return changes.sort((a, b) => Math.abs(differenceOf(b)) - Math.abs(differenceOf(a)));
}

const differenceOf = ({ before, now }: LineChange): number => (now?.amount ?? 0) - (before?.amount ?? 0);

function sums(lines: readonly InvoiceLine[]): Map<string, { description: string; amount: Money }> {
  const found = new Map<string, { description: string; amount: Money }>();
  for (const [place, { priceId, description, amount }] of lines.entries()) {
    const name = `${amount.currency} ${priceId ?? description}`;
    const isSum = Number.isSafeInteger((found.get(name)?.amount.amount ?? 0) + amount.amount);
    const key = isSum ? name : `${name} ${String(place)}`;
    const same = found.get(key);
    found.set(key, {
      description: same?.description ?? withoutQuantity(description),
      amount: same ? add(same.amount, amount) : amount,
    });
  }
  return found;
}

/** Stripe writes `15 × Bandwidth (Tier 2 at $9.00 / month)`: quantity and price differ between the lines that are paired. */
const withoutQuantity = (description: string): string =>
  description
    .replace(/^[\d.,\s]+×\s*/u, '')
    .replace(/\((?:Tier \d+ )?at [^()]*\)$/u, '')
    .trimEnd();
