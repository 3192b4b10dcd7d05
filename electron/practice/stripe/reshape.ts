import { findPrice, planObject, priceObject } from './objects/catalog.ts';
import type { World } from '../data/world.ts';
import type { Json, JsonObject } from '../http/answer.ts';

/**
 * How objects look: `current` as of API 2025-03-31 and later, `before-2025-03-31` as Stripe itself answers to older versions,
 * `older` as stand-ins and gateways of that time do, without the fields that they leave out.
 */
export type Shape = 'current' | 'before-2025-03-31' | 'older';

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const at = (value: Json | undefined, ...steps: readonly string[]): Json =>
  steps.reduce<Json>((inner, step) => (isObject(inner) ? (inner[step] ?? null) : null), value ?? null);

const without = (object: JsonObject, ...fields: readonly string[]): Record<string, Json> =>
  Object.fromEntries(Object.entries(object).filter(([field]) => !fields.includes(field)));

const taxAmount = (taxes: Json): number =>
  Array.isArray(taxes) ? taxes.reduce<number>((sum, tax) => sum + Number(at(tax as Json, 'amount')), 0) : 0;

function invoice(object: JsonObject, shape: Shape): JsonObject {
  const bare = shape === 'older' ? ['invoice_pdf', 'status_transitions', 'effective_at'] : [];
  return {
    ...without(object, 'parent', 'total_taxes', 'total_pretax_credit_amounts', 'amount_overpaid', ...bare),
    charge: null,
    discount: null,
    paid: object['status'] === 'paid',
    payment_intent: null,
    quote: null,
    subscription: at(object, 'parent', 'subscription_details', 'subscription'),
    tax: taxAmount(object['total_taxes'] ?? null),
    total_tax_amounts: [],
  };
}

function line(object: JsonObject, shape: Shape, world: World): JsonObject {
  const price = at(object, 'pricing', 'price_details', 'price');
  const found = typeof price === 'string' ? findPrice(world, price) : null;
  const parent = object['parent'] ?? null;
  const item = at(parent, 'subscription_item_details', 'subscription_item');
  return {
    ...without(object, 'parent', 'pricing', 'taxes', 'subtotal', 'quantity_decimal', 'pretax_credit_amounts'),
    plan: found && item !== null ? planObject(world, found.key, found.currency) : null,
    ...(shape === 'older' ? {} : { price: found && priceObject(world, found.key, found.currency) }),
    proration: false,
    subscription_item: item,
    tax_amounts: [],
    type: item === null ? 'invoiceitem' : 'subscription',
  };
}

function subscription(object: JsonObject): JsonObject {
  const data = at(object, 'items', 'data');
  const first: Json = Array.isArray(data) ? ((data as readonly Json[])[0] ?? null) : null;
  return {
    ...without(object, 'billing_mode', 'billing_schedules', 'managed_payments'),
    current_period_start: at(first, 'current_period_start'),
    current_period_end: at(first, 'current_period_end'),
    discount: null,
  };
}

/** Puts an answer, with everything inside it, into an older shape. */
export function reshape(value: Json, shape: Shape, world: World): Json {
  if (shape === 'current' || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => reshape(each, shape, world));
  const object = value as JsonObject;
  const kind = object['object'];
  // Periods are taken from the items before the items lose them.
  const outer =
    kind === 'invoice'
      ? invoice(object, shape)
      : kind === 'line_item'
        ? line(object, shape, world)
        : kind === 'subscription'
          ? subscription(object)
          : kind === 'subscription_item'
            ? without(
                object,
                'current_period_start',
                'current_period_end',
                'current_trial',
                ...(shape === 'older' ? ['price'] : []),
              )
            : object;
  return Object.fromEntries(Object.entries(outer).map(([field, inner]) => [field, reshape(inner, shape, world)]));
}

/** The shape that a `Stripe-Version` asks for. */
export const shapeOfVersion = (version: string): Shape =>
  version.slice(0, '2025-03-31'.length) < '2025-03-31' ? 'before-2025-03-31' : 'current';
