import type { AppError } from '#shared/errors.ts';
import { costOf as costOfUnits } from '#shared/item-price.ts';
import type { SubscriptionItem } from '#shared/subscription.ts';
import type { PlanWire, PriceWire, TierWire } from './price-wire.ts';
import type { SubscriptionItemWire } from './wire.ts';

/** The price of an item, whether the server sent a price or a plan. */
export interface ItemPrice {
  readonly id: string;
  readonly currency: string | null;
  readonly productId: string | null;
  /** The best name without asking for the product. */
  readonly name: string | null;
  readonly metered: boolean;
  readonly tiered: boolean;
  /** Null where tiered and the tiers were not sent. */
  readonly tiers: readonly TierWire[] | null;
  readonly tiersMode: string | null;
  readonly transform: { readonly divide_by: number; readonly round: string } | null;
  /** What the server calls the price of one. */
  readonly amountField: 'unit_amount' | 'amount';
  /** In whole minor units, as the server sent it beside the decimal. */
  readonly unitAmount: number | null;
  readonly unitAmountDecimal: string | null;
  readonly interval: { readonly unit: 'day' | 'week' | 'month' | 'year'; readonly count: number } | null;
}

type Kind = Pick<PlanWire, 'usage_type' | 'meter'>;

export const isMeteredPrice = ({ recurring }: { readonly recurring: Kind | null }): boolean | null =>
  recurring && isMeteredPlan(recurring);

export const isMeteredPlan = ({ usage_type: type, meter }: Kind): boolean => type === 'metered' || meter !== null;

export function priceOf({ price, plan, planName }: SubscriptionItemWire): ItemPrice | null {
  if (price) {
    const { recurring } = price;
    return {
      ...common(price),
      name: nameOf(price) ?? planName,
      metered: isMeteredPrice(price) ?? false,
      transform: price.transform_quantity,
      amountField: 'unit_amount',
      unitAmount: price.unit_amount,
      unitAmountDecimal: price.unit_amount_decimal ?? textOf(price.unit_amount),
      interval: recurring && { unit: recurring.interval, count: recurring.interval_count ?? 1 },
    };
  }
  if (!plan) return null;
  return {
    ...common(plan),
    name: nameOf(plan) ?? planName,
    metered: isMeteredPlan(plan),
    transform: plan.transform_usage,
    amountField: 'amount',
    unitAmount: plan.amount,
    unitAmountDecimal: plan.amount_decimal ?? textOf(plan.amount),
    interval: plan.interval && { unit: plan.interval, count: plan.interval_count ?? 1 },
  };
}

type Common = Pick<PriceWire, 'id' | 'currency' | 'product' | 'nickname' | 'tiers' | 'tiers_mode' | 'billing_scheme'>;

const common = (price: Common) => ({
  id: price.id,
  currency: price.currency,
  productId: typeof price.product === 'string' ? price.product : (price.product?.id ?? null),
  tiered: price.billing_scheme === 'tiered' || price.tiers_mode !== null,
  tiers: price.tiers,
  tiersMode: price.tiers_mode,
});

const nameOf = (price: Common): string | null =>
  (typeof price.product === 'object' && price.product?.name) || price.nickname || null;

const textOf = (amount: number | null): string | null => (amount === null ? null : String(amount));

export const tiersOf = (price: ItemPrice): SubscriptionItem['tiers'] =>
  (price.tiers ?? []).map((tier) => ({
    upTo: tier.up_to,
    unitAmountDecimal: tier.unit_amount_decimal ?? textOf(tier.unit_amount),
    flatAmountDecimal: tier.flat_amount_decimal ?? textOf(tier.flat_amount),
  }));

/** Units of a metered price that cost nothing: its first tier, when that is free and ends. */
export function includedUnits(tiers: SubscriptionItem['tiers']): number | null {
  const [first] = tiers;
  if (!first || first.upTo === null) return null;
  const free = [first.unitAmountDecimal, first.flatAmountDecimal].every((amount) => Number(amount ?? 0) === 0);
  return free ? first.upTo : null;
}

/** What this many units cost, in minor units; null where the server did not say enough. */
export const costOf = (price: ItemPrice, quantity: number): number | null =>
  price.tiered && tiersOf(price).length === 0
    ? null
    : costOfUnits(
        {
          unitAmountDecimal: price.unitAmountDecimal,
          tiers: price.tiered ? tiersOf(price) : [],
          tiersMode: price.tiersMode,
          packages: packagesOf(price),
        },
        quantity,
      );

export const packagesOf = ({ transform }: ItemPrice): SubscriptionItem['packages'] =>
  transform && { size: transform.divide_by, round: transform.round === 'up' ? 'up' : 'down' };

type AmountPair = readonly [field: string, whole: number | null, decimal: string | null];

/** Whether an amount and the decimal that says the same more exactly are two amounts: one of both is wrong then. */
export function contradictionOf(price: ItemPrice): AppError | null {
  const pairs: AmountPair[] = [
    [price.amountField, price.unitAmount, price.unitAmountDecimal],
    ...(price.tiers ?? []).flatMap((tier, index): AmountPair[] => [
      [`tiers.${index}.unit_amount`, tier.unit_amount, tier.unit_amount_decimal],
      [`tiers.${index}.flat_amount`, tier.flat_amount, tier.flat_amount_decimal],
    ]),
  ];
  for (const [field, whole, decimal] of pairs) {
    if (whole === null || decimal === null || Math.abs(Number(decimal) - whole) < 1) continue;
    const values = { value: String(whole), other: `${field}_decimal`, otherValue: decimal };
    return { code: 'answer-contradictory', object: 'price', id: price.id, field, ...values };
  }
  return null;
}
