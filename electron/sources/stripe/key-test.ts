import type { KeyReport } from '#shared/accounts.ts';
import type { Stripe } from 'stripe';
import { describeKey } from '#shared/keys.ts';
import { isRefusal } from '#shared/refusal.ts';
import { fail, ok, type Result } from '#shared/result.ts';
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

/**
 * The changes that Billfold offers, asked for objects that no vendor has: nothing is changed, and a key without the
 * permission is told so before the object is looked for.
 */
const changes: readonly ((stripe: Stripe) => Promise<unknown>)[] = [
  (stripe) => stripe.subscriptions.update('sub_billfold_permission_check', {}),
  (stripe) => stripe.customers.update(nobody, {}),
  (stripe) => stripe.customers.createTaxId(nobody, { type: 'eu_vat', value: 'none' }),
  (stripe) => stripe.billingPortal.sessions.create({ customer: nobody }),
];

/** Tries every read that Billfold uses, with the smallest answers; of a restricted key the changes, too. */
export function createKeyTest({ key, customerId, request, customer, subscriptions, upcoming }: Dependencies) {
  return async (signal?: AbortSignal): Promise<Result<KeyReport>> => {
    const described = describeKey(key, 'stripe');
    if (!described.ok) return described;
    const found = await customer(signal);
    if (!found.ok && found.error.code !== 'permission-missing') return found;

    const one = { customer: customerId, limit: 1 };
    const [listed, ...others] = await Promise.all([
      subscriptions(signal),
      optional(
        request((stripe) => stripe.subscriptions.list({ ...one, expand: ['data.default_payment_method'] }), signal),
      ),
      request((stripe) => stripe.invoices.list(one), signal),
      optional(request((stripe) => stripe.customers.listTaxIds(customerId, { limit: 1 }), signal)),
      optional(request((stripe) => stripe.products.list({ limit: 1 }), signal)),
      optional(request((stripe) => stripe.prices.list({ limit: 1 }), signal)),
      optional(request((stripe) => stripe.creditNotes.list(one), signal)),
      optional(request((stripe) => stripe.taxRates.list({ limit: 1 }), signal)),
      optional(request((stripe) => stripe.coupons.list({ limit: 1 }), signal)),
      ...(described.value.restricted ? changes.map((change) => allowed(request(change, signal))) : []),
    ]);
    const billed = listed.ok ? listed.value.read.map(({ value }) => value).find(isBilled) : undefined;
    const preview = billed ? await optional(upcoming(billed, signal)) : ok(null);

    const missing = new Set<string>();
    for (const result of [found, listed, ...others, preview]) {
      if (result.ok) continue;
      if (result.error.code !== 'permission-missing') return fail(result.error);
      for (const permission of result.error.permission.split(', ')) missing.add(permission);
    }
    const name = found.ok ? customerName(found.value) : null;
    return ok({ ...described.value, customerName: name, missing: [...missing] });
  };
}

/** Reads that Billfold can do without: only a missing permission is worth telling. */
async function optional(answer: Promise<Result<unknown>>): Promise<Result<unknown>> {
  const result = await answer;
  return result.ok || result.error.code === 'permission-missing' || !isRefusal(result.error) ? result : ok(null);
}

/** Only a missing permission counts: that the object is not there was known. */
async function allowed(answer: Promise<Result<unknown>>): Promise<Result<unknown>> {
  const result = await answer;
  return !result.ok && result.error.code === 'permission-missing' ? result : ok(null);
}
