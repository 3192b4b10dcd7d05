import {
  type Currency,
  currencies,
  meterId,
  type Offer,
  offerKeys,
  type OfferKey,
  offerOf,
  priceId,
  productId,
} from '../../data/catalog.ts';
import type { World } from '../../data/world.ts';
import type { JsonObject } from '../../http/answer.ts';

const createdOf = (world: World): number => world.calendar.start(-72);

export function productObject(world: World, key: OfferKey): JsonObject {
  const { name, description, metered }: Offer = offerOf(key);
  return {
    id: productId(world.seed, key),
    object: 'product',
    active: true,
    created: createdOf(world),
    default_price: priceId(world.seed, key, 'usd'),
    description,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: metered
      ? {
          unit: metered.unit,
          unit_size: String(metered.unitSize),
          included: String(metered.includedUnits * metered.unitSize),
        }
      : {},
    name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    type: 'service',
    unit_label: metered ? `${metered.unitSize} ${metered.unit}` : null,
    updated: createdOf(world),
    url: null,
  };
}

/** `tiers` come only where they are asked for by `expand`. */
export function tiersOf(key: OfferKey, currency: Currency): JsonObject[] {
  const { metered, amount }: Offer = offerOf(key);
  if (!metered) return [];
  const tier = (upTo: number | null, unit: number): JsonObject => ({
    flat_amount: null,
    flat_amount_decimal: null,
    unit_amount: unit,
    unit_amount_decimal: String(unit),
    up_to: upTo,
  });
  return [tier(metered.includedUnits, 0), tier(null, amount[currency])];
}

export function priceObject(world: World, key: OfferKey, currency: Currency): JsonObject {
  const { interval, amount, metered }: Offer = offerOf(key);
  return {
    id: priceId(world.seed, key, currency),
    object: 'price',
    active: true,
    billing_scheme: metered ? 'tiered' : 'per_unit',
    created: createdOf(world),
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: productId(world.seed, key),
    recurring: interval && {
      interval,
      interval_count: 1,
      meter: metered ? meterId(world.seed, key) : null,
      trial_period_days: null,
      usage_type: metered ? 'metered' : 'licensed',
    },
    tax_behavior: 'exclusive',
    tiers_mode: metered ? 'graduated' : null,
    transform_quantity: null,
    type: interval ? 'recurring' : 'one_time',
    unit_amount: metered ? null : amount[currency],
    unit_amount_decimal: metered ? null : String(amount[currency]),
  };
}

export function planObject(world: World, key: OfferKey, currency: Currency): JsonObject {
  const { interval, amount, metered }: Offer = offerOf(key);
  return {
    id: priceId(world.seed, key, currency),
    object: 'plan',
    active: true,
    amount: metered ? null : amount[currency],
    amount_decimal: metered ? null : String(amount[currency]),
    billing_scheme: metered ? 'tiered' : 'per_unit',
    created: createdOf(world),
    currency,
    interval: interval ?? 'month',
    interval_count: 1,
    livemode: false,
    metadata: {},
    meter: metered ? meterId(world.seed, key) : null,
    nickname: null,
    product: productId(world.seed, key),
    tiers_mode: metered ? 'graduated' : null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: metered ? 'metered' : 'licensed',
  };
}

export const findProduct = (world: World, id: string): OfferKey | null =>
  offerKeys.find((key) => productId(world.seed, key) === id) ?? null;

export function findPrice(world: World, id: string): { key: OfferKey; currency: Currency } | null {
  for (const key of offerKeys) {
    for (const currency of currencies) if (priceId(world.seed, key, currency) === id) return { key, currency };
  }
  return null;
}
