import type { World } from '../../electron/practice/data/world.ts';
import type { Json, JsonObject } from '../../electron/practice/http/answer.ts';
import { findPrice, planObject } from '../../electron/practice/stripe/objects/catalog.ts';

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const at = (value: Json | undefined, ...steps: readonly string[]): Json =>
  steps.reduce<Json>((inner, step) => (isObject(inner) ? (inner[step] ?? null) : null), value ?? null);

const without = (object: JsonObject, ...fields: readonly string[]): Record<string, Json> =>
  Object.fromEntries(Object.entries(object).filter(([field]) => !fields.includes(field)));

const taxAmount = (taxes: Json): number =>
  Array.isArray(taxes) ? taxes.reduce<number>((sum, tax) => sum + Number(at(tax as Json, 'amount')), 0) : 0;

const movedOfInvoice = ['parent', 'total_taxes', 'total_pretax_credit_amounts', 'amount_overpaid'];
const leftOutOfInvoice = ['invoice_pdf', 'status_transitions', 'effective_at'];

function invoice(object: JsonObject): JsonObject {
  return {
    ...without(object, ...movedOfInvoice, ...leftOutOfInvoice),
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

function line(object: JsonObject, world: World): JsonObject {
  const price = at(object, 'pricing', 'price_details', 'price');
  const found = typeof price === 'string' ? findPrice(world, price) : null;
  const parent = object['parent'] ?? null;
  const item = at(parent, 'subscription_item_details', 'subscription_item');
  return {
    ...without(object, 'parent', 'pricing', 'taxes', 'subtotal', 'quantity_decimal', 'pretax_credit_amounts'),
    plan: found && item !== null ? planObject(world, found.key, found.currency) : null,
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

function subscriptionItem(object: JsonObject): JsonObject {
  return without(object, 'current_period_start', 'current_period_end', 'current_trial', 'price');
}

/**
 * An answer of Stripe's, with everything inside it, as stand-ins and gateways of 2024 give it: fields where they were before
 * API 2025-03-31, and without PDF links, transitions and prices.
 */
export function olderShape(value: Json, world: World): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => olderShape(each, world));
  const object = value as JsonObject;
  // Periods are taken from the items before the items lose them.
  const outer = older(object, world);
  return Object.fromEntries(Object.entries(outer).map(([field, inner]) => [field, olderShape(inner, world)]));
}

function older(object: JsonObject, world: World): JsonObject {
  switch (object['object']) {
    case 'invoice':
      return invoice(object);
    case 'line_item':
      return line(object, world);
    case 'subscription':
      return subscription(object);
    case 'subscription_item':
      return subscriptionItem(object);
    default:
      return object;
  }
}
