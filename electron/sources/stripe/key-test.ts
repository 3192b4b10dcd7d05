import type { KeyReport } from '#shared/accounts.ts';
import type { Stripe } from 'stripe';
import { describeKey } from '#shared/keys.ts';
import { isRefusal } from '#shared/refusal.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { StripePermission } from '#shared/stripe-permissions.ts';
import { isBilled, type Subscription } from '#shared/subscription.ts';
import type { Upcoming } from '#shared/upcoming.ts';
import { customerName } from './customer-mapper.ts';
import type { Listed } from '../billing-source.ts';
import type { StripeRequest } from './optional.ts';
import type { CustomerWire } from './wire.ts';

interface Dependencies {
  readonly key: string;
  readonly customerId: string;
  readonly request: StripeRequest;
  readonly customer: (signal?: AbortSignal) => Promise<Result<CustomerWire>>;
  readonly subscriptions: (signal?: AbortSignal) => Promise<Result<Listed<Subscription>>>;
  readonly upcoming: (subscription: Subscription, signal?: AbortSignal) => Promise<Result<Upcoming>>;
}

const nobody = 'cus_billfold_permission_check';

type Check = readonly [permission: StripePermission, call: (stripe: Stripe) => Promise<unknown>];

/**
 * The changes that Billfold offers, asked for objects that no vendor has: nothing is changed, and a key without the
 * permission is told so before the object is looked for.
 */
const changes: readonly Check[] = [
  ['rak_subscription_write', (stripe) => stripe.subscriptions.update('sub_billfold_permission_check', {})],
  ['rak_customer_write', (stripe) => stripe.customers.update(nobody, {})],
  ['rak_tax_id_write', (stripe) => stripe.customers.createTaxId(nobody, { type: 'eu_vat', value: 'none' })],
  ['rak_customer_portal_write', (stripe) => stripe.billingPortal.sessions.create({ customer: nobody })],
];

/** Reads that Billfold can do without. */
const dispensable = (customer: string): readonly Check[] => {
  const one = { customer, limit: 1 };
  return [
    [
      'rak_payment_method_read',
      (stripe) => stripe.subscriptions.list({ ...one, expand: ['data.default_payment_method'] }),
    ],
    ['rak_tax_id_read', (stripe) => stripe.customers.listTaxIds(customer, { limit: 1 })],
    ['rak_product_read', (stripe) => stripe.products.list({ limit: 1 })],
    ['rak_plan_read', (stripe) => stripe.prices.list({ limit: 1 })],
    ['rak_credit_note_read', (stripe) => stripe.creditNotes.list(one)],
    ['rak_tax_rate_read', (stripe) => stripe.taxRates.list({ limit: 1 })],
    ['rak_coupon_read', (stripe) => stripe.coupons.list({ limit: 1 })],
    ['rak_payment_intent_read', (stripe) => stripe.paymentIntents.list(one)],
    ['rak_charge_read', (stripe) => stripe.charges.list(one)],
  ];
};

/** Tries every read that Billfold uses, with the smallest answers; of a restricted key the changes, too. */
export function createKeyTest({ key, customerId, request, customer, subscriptions, upcoming }: Dependencies) {
  return async (signal?: AbortSignal): Promise<Result<KeyReport>> => {
    const described = describeKey(key, 'stripe');
    if (!described.ok) return described;
    const found = await customer(signal);
    if (!found.ok && found.error.code !== 'permission-missing') return found;

    const tried: Promise<Tried>[] = dispensable(customerId).map(async ([permission, call]) => ({
      permission,
      result: withoutRefusal(await request(call, signal)),
    }));
    if (described.value.restricted)
      for (const [permission, change] of changes)
        tried.push(request(change, signal).then((answer) => ({ permission, result: allowed(answer) })));
    const [listed, invoices, ...others] = await Promise.all([
      subscriptions(signal),
      request((stripe) => stripe.invoices.list({ customer: customerId, limit: 1 }), signal),
      ...tried,
    ]);
    const billed = listed.ok ? listed.value.read.map(({ value }) => value).find(isBilled) : undefined;
    // Without anything that is billed nothing can be previewed.
    const preview = billed ? withoutRefusal(await upcoming(billed, signal)) : ok('unknown' as const);

    const missing = new Set<string>();
    const granted = new Set<string>();
    const all: readonly Tried[] = [
      { permission: 'rak_customer_read', result: found },
      { permission: 'rak_subscription_read', result: listed },
      { permission: 'rak_invoice_read', result: invoices },
      { permission: 'rak_invoice_write', result: preview },
      ...others,
    ];
    for (const { permission, result } of all) {
      if (result.ok) {
        if (result.value !== 'unknown') granted.add(permission);
        continue;
      }
      if (result.error.code !== 'permission-missing') return fail(result.error);
      for (const name of namesIn(result.error.permission, permission)) missing.add(name);
    }
    const name = found.ok ? customerName(found.value) : null;
    return ok({
      ...described.value,
      customerName: name,
      missing: [...missing],
      granted: [...granted].filter((each) => !missing.has(each)),
    });
  };
}

interface Tried {
  readonly permission: StripePermission;
  /** `unknown`: the server answered something that says nothing about the permission. */
  readonly result: Result<unknown>;
}

/** As the server names them; one that does not is asked for what was tried. */
const namesIn = (named: string, tried: StripePermission): readonly string[] =>
  /^[A-Z]+ \//.test(named) ? [tried] : named.split(', ');

/** Of reads that Billfold can do without only a missing permission is worth telling. */
const withoutRefusal = (result: Result<unknown>): Result<unknown> =>
  result.ok || result.error.code === 'permission-missing' || !isRefusal(result.error) ? result : ok('unknown');

/** That the object is not there was known, and is said to who has the permission only. */
function allowed(result: Result<unknown>): Result<unknown> {
  if (result.ok || result.error.code === 'permission-missing') return result;
  return ok(isRefusal(result.error) ? null : 'unknown');
}
