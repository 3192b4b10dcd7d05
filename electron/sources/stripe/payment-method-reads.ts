import { isRefusal, missingOf } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Subscription } from '#shared/subscription.ts';
import type { StripeAccess } from './optional.ts';
import { readMethod, type SentMethod } from './payment-method.ts';
import { read } from './read.ts';
import { customerSchema, type SubscriptionWire } from './wire.ts';

/** How a subscription is paid: a method, none, or not known, with the permissions for lack of which. */
export type Payment = Pick<Subscription, 'paymentMethod' | 'paymentMethodUnknown'>;

type Lookup = (id: string, of: 'method' | 'source') => Promise<Payment>;

const unknown = (missing: readonly string[] = []): Payment => ({
  paymentMethod: null,
  paymentMethodUnknown: { missing: [...missing] },
});

/** So many different methods are asked for by their ids; nobody has more. */
const maxAsked = 50;

/**
 * How subscriptions are paid, in the vendor's order: the subscription's own method, its own source of before 2018, the
 * customer's method, the customer's source (docs.stripe.com/api/subscriptions/object#subscription_object-default_source).
 * What cannot be read is not known: never another method, never none.
 */
export function createPaymentMethodReads({ request, withFallback, customerId }: StripeAccess) {
  /** What an id leads to, asked for once. */
  function createMethodLookup(signal?: AbortSignal): Lookup {
    const asked = new Map<string, Promise<Payment>>();
    const lookUp = async (id: string, of: 'method' | 'source'): Promise<Payment> => {
      const answer = await request(
        (stripe): Promise<unknown> =>
          of === 'method' ? stripe.paymentMethods.retrieve(id) : stripe.customers.retrieveSource(customerId, id),
        signal,
      );
      if (!answer.ok) return unknown(missingOf(answer.error));
      const found = readMethod(answer.value);
      return found.kind === 'method' ? { paymentMethod: found.method } : unknown();
    };
    return (id, of) => {
      const kept = asked.get(id) ?? (asked.size < maxAsked ? lookUp(id, of) : Promise.resolve(unknown()));
      asked.set(id, kept);
      return kept;
    };
  }

  /** The first of two that is set; null where neither is. */
  async function firstOf(lookUp: Lookup, method: SentMethod, source: SentMethod): Promise<Payment | null> {
    for (const [sent, of] of [
      [method, 'method'],
      [source, 'source'],
    ] as const) {
      if (sent.kind === 'method') return { paymentMethod: sent.method };
      if (sent.kind === 'id') return lookUp(sent.id, of);
      if (sent.kind === 'unreadable') return unknown();
    }
    return null;
  }

  /** What is charged when a subscription names nothing of its own. An error is one that concerns the account as a whole. */
  async function ofCustomer(lookUp: Lookup, signal?: AbortSignal): Promise<Result<Payment>> {
    const answer = await withFallback(
      'payment method of the customer',
      [
        (stripe) => stripe.customers.retrieve(customerId, { expand: ['invoice_settings.default_payment_method'] }),
        (stripe) => stripe.customers.retrieve(customerId),
      ],
      signal,
    );
    if (!answer.ok) return isRefusal(answer.error) ? ok(unknown(missingOf(answer.error))) : answer;
    const customer = read(customerSchema, answer.value, 'customer');
    if (!customer.ok) return ok(unknown());
    const method = readMethod(customer.value.invoice_settings?.default_payment_method);
    const found = await firstOf(lookUp, method, readMethod(customer.value.default_source));
    if (found) return ok(found);
    // Said by a server that tells such things at all.
    return ok(method.kind === 'none' ? { paymentMethod: null } : unknown());
  }

  /** @param needed whether the customer's is worth a request for this subscription */
  return async function paymentsOf(
    wires: readonly SubscriptionWire[],
    needed: (wire: SubscriptionWire) => boolean,
    signal?: AbortSignal,
  ): Promise<Result<ReadonlyMap<string, Payment>>> {
    const lookUp = createMethodLookup(signal);
    const own = await Promise.all(
      wires.map((wire) => firstOf(lookUp, readMethod(wire.default_payment_method), readMethod(wire.default_source))),
    );
    const lacks = wires.some((wire, index) => own[index] === null && needed(wire));
    const customers = lacks ? await ofCustomer(lookUp, signal) : ok(unknown());
    if (!customers.ok) return customers;
    return ok(new Map(wires.map((wire, index) => [wire.id, own[index] ?? customers.value])));
  };
}
