import { sumOfProducts } from './decimal.ts';
import type { SubscriptionItem } from './subscription.ts';

/** What a quantity of an item costs: one price a unit or package, or tiers. */
export type ItemPrice = Pick<SubscriptionItem, 'unitAmountDecimal' | 'tiers'> & {
  readonly tiersMode?: string | null | undefined;
  readonly packages?: { readonly size: number; readonly round: string } | null | undefined;
};

type Products = readonly (readonly [string, string | number])[];

/** The line, or of graduated tiers the lines, that this many units are billed as; null where the server did not say enough. */
function linesOf({ unitAmountDecimal, tiers, tiersMode, packages }: ItemPrice, quantity: number): Products[] | null {
  const units = packages ? packagesOf(quantity, packages) : quantity;
  if (tiers.length === 0) return unitAmountDecimal === null ? null : [[[unitAmountDecimal, units]]];
  const lines: Products[] = [];
  let below = 0;
  for (const { upTo, unitAmountDecimal: unit, flatAmountDecimal: flat } of tiers) {
    const last = upTo === null || units <= upTo;
    if (tiersMode !== 'volume' || last) {
      const inTier = tiersMode === 'volume' ? units : (last ? units : upTo) - below;
      lines.push([
        [unit ?? '0', inTier],
        [flat ?? '0', 1],
      ]);
    }
    if (last) return lines;
    below = upTo;
  }
  return null;
}

function packagesOf(quantity: number, { size, round }: NonNullable<ItemPrice['packages']>): number {
  const packages = quantity / size;
  return round === 'up' ? Math.ceil(packages) : Math.floor(packages);
}

/** What this many units cost, in minor units; null where the server did not say enough, or it is no amount. */
export function costOf(price: ItemPrice, quantity: number): number | null {
  const lines = linesOf(price, quantity);
  return lines && sumOfProducts(lines.flat());
}

/** The same as the vendor bills it: of graduated tiers each is a line, rounded by itself. */
export function lineAmountsOf(price: ItemPrice, quantity: number): number[] | null {
  const amounts = linesOf(price, quantity)?.map((products) => sumOfProducts(products)) ?? [null];
  return amounts.every((amount) => amount !== null) ? amounts : null;
}
