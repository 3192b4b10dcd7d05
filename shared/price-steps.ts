import type { SubscriptionItem } from './subscription.ts';

/** What going on with a metered item will cost. Amounts in minor units as decimal text. */
export interface PriceStep {
  /** Units that may still be used before anything more is charged. */
  readonly unitsLeft: number;
  readonly unitAmountDecimal: string | null;
  readonly flatAmountDecimal: string | null;
  /** Of volume prices: from there on every unit has this price, those used before included. */
  readonly everyUnit: boolean;
}

type Tier = SubscriptionItem['tiers'][number];
type PricedItem = Pick<
  SubscriptionItem,
  'metered' | 'used' | 'included' | 'unitAmountDecimal' | 'tiers' | 'tiersMode' | 'packages'
>;

const isFree = (amount: string | null): boolean => Number(amount ?? 0) === 0;

/** The price of the next step; null where usage or price is not known, or where nothing more will ever be charged. */
export function nextStepOf(item: PricedItem): PriceStep | null {
  if (!item.metered || item.used === null) return null;
  if (item.tiers.length > 0)
    return item.tiersMode === 'volume' ? volumeStep(item.tiers, item.used) : graduatedStep(item.tiers, item.used);
  if (item.unitAmountDecimal === null || isFree(item.unitAmountDecimal)) return null;
  const unitsLeft = item.packages
    ? leftInPackage(item.used, item.packages)
    : Math.max(0, (item.included ?? 0) - item.used);
  return { unitsLeft, unitAmountDecimal: item.unitAmountDecimal, flatAmountDecimal: null, everyUnit: false };
}

function leftInPackage(used: number, { size, round }: NonNullable<SubscriptionItem['packages']>): number {
  const over = used % size;
  return round === 'up' ? (size - over) % size : size - 1 - over;
}

/** The index of the tier that a unit belongs to; the last one where all of them end before it. */
const tierAt = (tiers: readonly Tier[], unit: number): number => {
  const index = tiers.findIndex(({ upTo }) => upTo === null || unit <= upTo);
  return index < 0 ? tiers.length - 1 : index;
};

function graduatedStep(tiers: readonly Tier[], used: number): PriceStep | null {
  for (let index = tierAt(tiers, used + 1); index < tiers.length; index++) {
    const begins = tiers[index - 1]?.upTo ?? 0;
    const { unitAmountDecimal = null, flatAmountDecimal = null } = tiers[index] ?? {};
    // A tier's flat amount is charged once, when its first unit is used.
    const flat = used > begins || isFree(flatAmountDecimal) ? null : flatAmountDecimal;
    const unit = isFree(unitAmountDecimal) ? null : unitAmountDecimal;
    if (unit === null && flat === null) continue;
    return {
      unitsLeft: Math.max(0, begins - used),
      unitAmountDecimal: unit,
      flatAmountDecimal: flat,
      everyUnit: false,
    };
  }
  return null;
}

function volumeStep(tiers: readonly Tier[], used: number): PriceStep | null {
  const current = tierAt(tiers, Math.max(1, used));
  const upTo = tiers[current]?.upTo ?? null;
  const next = tiers[current + 1];
  if (upTo !== null && next) {
    const { unitAmountDecimal, flatAmountDecimal } = next;
    return { unitsLeft: Math.max(0, upTo - used), unitAmountDecimal, flatAmountDecimal, everyUnit: true };
  }
  const last = tiers[current];
  if (!last || isFree(last.unitAmountDecimal)) return null;
  return { unitsLeft: 0, unitAmountDecimal: last.unitAmountDecimal, flatAmountDecimal: null, everyUnit: false };
}
