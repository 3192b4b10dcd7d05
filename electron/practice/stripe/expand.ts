import { fail, ok, type Result } from '#shared/result.ts';
import type { Json, JsonObject } from '../http/answer.ts';
import { type Refusal, refusals } from './refusals.ts';

export type Kind =
  | 'customer'
  | 'subscription'
  | 'subscription_item'
  | 'price'
  | 'plan'
  | 'product'
  | 'invoice'
  | 'invoice_payment'
  | 'payment_intent'
  | 'charge'
  | 'line_item'
  | 'credit_note'
  | 'credit_note_line_item'
  | 'payment_method'
  | 'tax_id'
  | 'tax_rate'
  | 'coupon'
  | 'discount'
  | 'billing_portal.session';

/** What a field is: the id of another object or several of them, an object or list that is there anyway, a group or a list of groups, or something left out until asked for. */
type Field =
  | { readonly id: Kind }
  | { readonly ids: Kind }
  | { readonly object: Kind }
  | { readonly list: Kind }
  | { readonly group: Fields }
  | { readonly each: Fields }
  | { readonly extra: 'tiers' | 'subscriptions' | 'tax_ids' | 'payments'; readonly list?: Kind };
interface Fields {
  readonly [name: string]: Field;
}

// From the "Expandable" labels of docs.stripe.com/api.
const expandable: Record<Kind, Fields> = {
  customer: {
    invoice_settings: { group: { default_payment_method: { id: 'payment_method' } } },
    subscriptions: { extra: 'subscriptions', list: 'subscription' },
    tax_ids: { extra: 'tax_ids', list: 'tax_id' },
  },
  subscription: {
    customer: { id: 'customer' },
    default_payment_method: { id: 'payment_method' },
    latest_invoice: { id: 'invoice' },
    items: { list: 'subscription_item' },
  },
  subscription_item: { price: { object: 'price' }, plan: { object: 'plan' } },
  price: { product: { id: 'product' }, tiers: { extra: 'tiers' } },
  plan: { product: { id: 'product' }, tiers: { extra: 'tiers' } },
  product: { default_price: { id: 'price' } },
  invoice: {
    account_tax_ids: { ids: 'tax_id' },
    customer: { id: 'customer' },
    default_payment_method: { id: 'payment_method' },
    lines: { list: 'line_item' },
    parent: { group: { subscription_details: { group: { subscription: { id: 'subscription' } } } } },
    payments: { extra: 'payments', list: 'invoice_payment' },
    total_discount_amounts: { each: { discount: { id: 'discount' } } },
  },
  invoice_payment: {
    invoice: { id: 'invoice' },
    payment: { group: { payment_intent: { id: 'payment_intent' }, charge: { id: 'charge' } } },
  },
  payment_intent: {
    customer: { id: 'customer' },
    latest_charge: { id: 'charge' },
    payment_method: { id: 'payment_method' },
  },
  charge: { customer: { id: 'customer' }, payment_intent: { id: 'payment_intent' } },
  line_item: {
    pricing: { group: { price_details: { group: { price: { id: 'price' } } } } },
    subscription: { id: 'subscription' },
    discount_amounts: { each: { discount: { id: 'discount' } } },
  },
  credit_note: {
    customer: { id: 'customer' },
    invoice: { id: 'invoice' },
    lines: { list: 'credit_note_line_item' },
    discount_amounts: { each: { discount: { id: 'discount' } } },
  },
  credit_note_line_item: {},
  payment_method: { customer: { id: 'customer' } },
  tax_id: { customer: { id: 'customer' } },
  tax_rate: {},
  coupon: {},
  discount: {},
  'billing_portal.session': {},
};

/** Gives the objects that an expansion asks for. */
export interface Loader {
  byId(kind: Kind, id: string): JsonObject | null;
  extra(name: 'tiers' | 'subscriptions' | 'tax_ids' | 'payments', owner: JsonObject): Json;
}

const deepest = 4;

function checkPath(fields: Fields, steps: readonly string[], property: string): Refusal | null {
  const [step = '', ...rest] = steps;
  const field = Object.hasOwn(fields, step) ? fields[step] : undefined;
  if (!field) return refusals.notExpandable(property);
  if ('group' in field)
    return rest.length === 0 ? refusals.notExpandable(property) : checkPath(field.group, rest, property);
  if ('each' in field)
    return rest.length === 0 ? refusals.notExpandable(property) : checkPath(field.each, rest, property);
  if ('id' in field) return rest.length === 0 ? null : checkPath(expandable[field.id], rest, property);
  if ('ids' in field) return rest.length === 0 ? null : checkPath(expandable[field.ids], rest, property);
  if ('object' in field) return rest.length === 0 ? null : checkPath(expandable[field.object], rest, property);
  if (rest.length === 0) return null;
  const [data, ...deeper] = rest;
  if (field.list === undefined || data !== 'data' || deeper.length === 0) return refusals.notExpandable(property);
  return checkPath(expandable[field.list], deeper, property);
}

/** Says what is wrong with the `expand` of a request, whether or not the answer will hold anything. */
export function checkExpand(kind: Kind, isList: boolean, properties: readonly string[]): Result<true, Refusal> {
  for (const property of properties) {
    const steps = property.split('.');
    if (steps.length > deepest) return fail(refusals.tooManyLevels(property));
    if (isList && (steps[0] !== 'data' || steps.length === 1)) return fail(refusals.notExpandable(property));
    const refusal = checkPath(expandable[kind], isList ? steps.slice(1) : steps, property);
    if (refusal) return fail(refusal);
  }
  return ok(true);
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listData = (value: JsonObject): readonly Json[] =>
  Array.isArray(value['data']) ? (value['data'] as readonly Json[]) : [];

const expandList = (kind: Kind, value: Json | undefined, steps: readonly string[], loader: Loader): Json => {
  if (!isObject(value)) return value ?? null;
  const data = listData(value).map((each) =>
    isObject(each) ? expandFields(expandable[kind], each, each, steps, loader) : each,
  );
  return { ...value, data };
};

function expandField(
  field: Field,
  name: string,
  owner: JsonObject,
  root: JsonObject,
  rest: readonly string[],
  loader: Loader,
): Json {
  const value = owner[name] ?? null;
  if ('group' in field) return isObject(value) ? expandFields(field.group, value, root, rest, loader) : value;
  if ('each' in field) {
    return Array.isArray(value)
      ? (value as readonly Json[]).map((part) =>
          isObject(part) ? expandFields(field.each, part, root, rest, loader) : part,
        )
      : value;
  }
  if ('ids' in field) {
    return Array.isArray(value)
      ? (value as readonly Json[]).map((id) => (typeof id === 'string' ? (loader.byId(field.ids, id) ?? id) : id))
      : value;
  }
  if ('object' in field) {
    return isObject(value) && rest.length > 0
      ? expandFields(expandable[field.object], value, value, rest, loader)
      : value;
  }
  if ('id' in field) {
    const found = typeof value === 'string' ? loader.byId(field.id, value) : value;
    return isObject(found) && rest.length > 0
      ? expandFields(expandable[field.id], found, found, rest, loader)
      : (found ?? value);
  }
  const list = 'extra' in field && value === null ? loader.extra(field.extra, root) : value;
  return field.list !== undefined && rest.length > 1 ? expandList(field.list, list, rest.slice(1), loader) : list;
}

function expandFields(
  fields: Fields,
  owner: JsonObject,
  root: JsonObject,
  steps: readonly string[],
  loader: Loader,
): JsonObject {
  const [name = '', ...rest] = steps;
  const field = fields[name];
  return field ? { ...owner, [name]: expandField(field, name, owner, root, rest, loader) } : owner;
}

/** Puts the objects themselves where the answer has their ids. The properties were checked before. */
export const expand = (kind: Kind, body: JsonObject, properties: readonly string[], loader: Loader): JsonObject =>
  properties.reduce<JsonObject>((expanded, property) => {
    const steps = property.split('.');
    if (expanded['object'] !== 'list') return expandFields(expandable[kind], expanded, expanded, steps, loader);
    const list = expandList(kind, expanded, steps.slice(1), loader);
    return isObject(list) ? list : expanded;
  }, body);
