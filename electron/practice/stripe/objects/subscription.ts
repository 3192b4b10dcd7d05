import type { OfferKey } from '../../data/catalog.ts';
import { offerOf } from '../../data/catalog.ts';
import { paymentMethodIdOf } from '../../data/details.ts';
import { tokenOf } from '../../data/random.ts';
import { standingAt } from '../../data/subscriptions.ts';
import type { SubscriptionEntry, World } from '../../data/world.ts';
import type { JsonObject } from '../../http/answer.ts';
import type { Wire } from '../wire.ts';
import { planObject, priceObject } from './catalog.ts';
import { listObject } from './list.ts';

export const itemIdOf = (world: World, entry: SubscriptionEntry, offer: OfferKey): string =>
  `si_${tokenOf(14, world.seed, 'item', entry.id, offer)}`;

export function itemObjects(wire: Wire, entry: SubscriptionEntry): JsonObject[] {
  const { world } = wire;
  const { customer, profile, calendar } = entry;
  const { start, end } = standingAt(world, entry, wire.now());
  return profile.items.map(({ offer, quantity }) => ({
    id: itemIdOf(world, entry, offer),
    object: 'subscription_item',
    billing_thresholds: null,
    created: calendar.start(profile.firstPeriod),
    current_period_end: end,
    current_period_start: start,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: planObject(world, offer, customer.currency),
    price: priceObject(world, offer, customer.currency),
    // Stripe leaves the quantity of metered prices out.
    ...(offerOf(offer).metered ? {} : { quantity }),
    subscription: entry.id,
    tax_rates: [],
  }));
}

function latestInvoiceOf(wire: Wire, entry: SubscriptionEntry): string | null {
  const timeline = wire.world.timelinesOf(entry.customer).find(({ subscription }) => subscription === entry.profile);
  const count = timeline?.countBefore(wire.now() + 1) ?? 0;
  return timeline && count > 0 ? wire.invoices.idOf({ timeline, index: count - 1 }) : null;
}

export function subscriptionObject(wire: Wire, entry: SubscriptionEntry): JsonObject {
  const { world } = wire;
  const { id, customer, profile, calendar } = entry;
  const standing = standingAt(world, entry, wire.now());
  const started = calendar.start(profile.firstPeriod);
  const cancellation = world.state.cancellations.get(id);
  const inTrial = profile.kind === 'trial' || profile.kind === 'paused';
  const url = `/v1/subscription_items?subscription=${id}`;
  return {
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: started,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: null, type: 'classic' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: standing.cancelAt,
    cancel_at_period_end: standing.cancelsAtPeriodEnd,
    canceled_at: standing.requestedAt,
    cancellation_details: {
      comment: cancellation?.comment ?? null,
      feedback: cancellation?.feedback ?? null,
      reason: standing.requestedAt === null ? null : 'cancellation_requested',
    },
    collection_method: 'charge_automatically',
    created: started,
    currency: customer.currency,
    customer: customer.id,
    customer_account: null,
    days_until_due: null,
    default_payment_method: paymentMethodIdOf(world, customer),
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: standing.endedAt,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    items: listObject(url, itemObjects(wire, entry)),
    latest_invoice: latestInvoiceOf(wire, entry),
    livemode: false,
    managed_payments: { enabled: false },
    metadata: world.state.subscriptionMetadata.get(id) ?? {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: 'off' },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: started,
    status: standing.status,
    test_clock: null,
    transfer_data: null,
    trial_end: inTrial ? calendar.start(profile.firstPeriod + 1) : null,
    trial_settings: {
      end_behavior: { missing_payment_method: profile.kind === 'paused' ? 'pause' : 'create_invoice' },
    },
    trial_start: inTrial ? started : null,
  };
}
