import type { Stripe } from 'stripe';
import { type CustomerDetails, isSameAddress, isSameTaxId } from '#shared/billing-details.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { BillingWriter, PortalFlow } from '../billing-source.ts';
import type { StripeClient } from './client.ts';
import { toCustomerDetails, toTaxId } from './customer-mapper.ts';
import { read } from './read.ts';
import type { StripeRequest } from './optional.ts';
import {
  customerSchema,
  type CustomerWire,
  portalSessionSchema,
  subscriptionWireSchema,
  type TaxIdWire,
  taxIdWireSchema,
} from './wire.ts';
import { createWriteOnce } from './write-once.ts';

interface Dependencies {
  readonly client: StripeClient;
  readonly customerId: string;
  readonly host: string;
  readonly request: StripeRequest;
  readonly customer: () => Promise<Result<CustomerWire>>;
  readonly taxIds: () => Promise<Result<{ readonly values: readonly TaxIdWire[] }>>;
}

/** The changes of `BillingWriter` at Stripe. */
export function createStripeWriter(dependencies: Dependencies): BillingWriter {
  const { client, customerId, host, request, customer, taxIds } = dependencies;
  const writeOnce = createWriteOnce(client, host);
  const fieldsOf = (wire: Result<CustomerWire>) => (wire.ok ? ok(toCustomerDetails(wire.value)) : wire);

  return {
    updateDetails: (change) =>
      writeOnce({
        intent: `details ${JSON.stringify(change)}`,
        call: (stripe, idempotencyKey) => stripe.customers.update(customerId, updateOf(change), { idempotencyKey }),
        read: (wire) => fieldsOf(read(customerSchema, wire, 'customer')),
        async readBack() {
          const fields = fieldsOf(await customer());
          return fields.ok && !holds(fields.value, change) ? ok(null) : fields;
        },
      }),

    addTaxId: (taxId) =>
      writeOnce({
        intent: `tax id ${JSON.stringify([taxId.type, taxId.value])}`,
        call: (stripe, idempotencyKey) =>
          stripe.customers.createTaxId(customerId, { type: taxId.type, value: taxId.value }, { idempotencyKey }),
        read(wire) {
          const created = read(taxIdWireSchema, wire, 'tax-id');
          return created.ok ? ok(toTaxId(created.value)) : created;
        },
        async readBack() {
          const listed = await taxIds();
          return listed.ok
            ? ok(listed.value.values.map(toTaxId).find((each) => isSameTaxId(each, taxId)) ?? null)
            : listed;
        },
      }),

    async removeTaxId(id) {
      const gone = Symbol('gone');
      const removed = await writeOnce({
        intent: `no tax id ${id}`,
        call: (stripe) => stripe.customers.deleteTaxId(customerId, id),
        read: () => ok(gone),
        async readBack() {
          const listed = await taxIds();
          return listed.ok ? ok(listed.value.values.some((each) => each.id === id) ? null : gone) : listed;
        },
      });
      return removed.ok || removed.error.code === 'not-found-at-vendor' ? ok(null) : removed;
    },

    async setCancelAtPeriodEnd({ id, cancelAtPeriodEnd }, cancel) {
      // Stripe takes one of both at a time, and an end that was set to a day goes by emptying it:
      // docs.stripe.com/api/subscriptions/update.
      const change = cancel || cancelAtPeriodEnd ? { cancel_at_period_end: cancel } : ({ cancel_at: '' } as const);
      const isDone = (wire: unknown) => {
        const now = read(subscriptionWireSchema, wire, 'subscription');
        if (!now.ok) return now;
        const { cancel_at: at, cancel_at_period_end: atPeriodEnd } = now.value;
        return ok(cancel ? atPeriodEnd === true : atPeriodEnd !== true && at === null);
      };
      const set = await writeOnce({
        intent: `end ${id} ${JSON.stringify(change)}`,
        call: (stripe, idempotencyKey) => stripe.subscriptions.update(id, change, { idempotencyKey }),
        read: isDone,
        async readBack() {
          const found = await request((stripe) => stripe.subscriptions.retrieve(id));
          const done = found.ok ? isDone(found.value) : found;
          return done.ok && !done.value ? ok(null) : done;
        },
      });
      if (!set.ok) return set;
      return set.value ? ok(null) : fail({ code: 'change-not-applied', host });
    },

    async portalLink(flow) {
      const answer = await client.change((stripe) =>
        stripe.billingPortal.sessions.create({ customer: customerId, flow_data: flowOf(flow) }),
      );
      const session = answer.ok ? read(portalSessionSchema, answer.value, 'portal-session') : answer;
      if (session.ok) return ok(session.value.url);
      const { error } = session;
      return error.code === 'request-refused' || error.code === 'request-not-sent'
        ? fail({ code: 'change-refused', vendorWords: error.vendorWords })
        : session;
    },
  };
}

/** An empty text unsets a field. Every line of an address is sent, whether the server merges addresses or replaces them. */
function updateOf({ companyName, billingEmail, address }: Partial<CustomerDetails>): Stripe.CustomerUpdateParams {
  const lines = address && {
    line1: address.line1 ?? '',
    line2: address.line2 ?? '',
    city: address.city ?? '',
    state: address.state ?? '',
    postal_code: address.postalCode ?? '',
    country: address.country ?? '',
  };
  return {
    ...(companyName === undefined ? {} : { name: companyName ?? '' }),
    ...(billingEmail === undefined ? {} : { email: billingEmail ?? '' }),
    ...(address === undefined ? {} : { address: lines ?? '' }),
  };
}

const holds = (now: CustomerDetails, change: Partial<CustomerDetails>): boolean =>
  (change.companyName === undefined || (change.companyName ?? '') === (now.companyName ?? '')) &&
  (change.billingEmail === undefined || (change.billingEmail ?? '') === (now.billingEmail ?? '')) &&
  (change.address === undefined || isSameAddress(change.address, now.address));

const flowOf = (flow: PortalFlow): Stripe.BillingPortal.SessionCreateParams.FlowData =>
  flow.kind === 'payment-method-update'
    ? { type: 'payment_method_update' }
    : { type: 'subscription_cancel', subscription_cancel: { subscription: flow.subscriptionId } };
