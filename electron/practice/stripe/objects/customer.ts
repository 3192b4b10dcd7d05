import { cardOf, detailsAt, paymentMethodIdOf, taxIdsOf } from '../../data/details.ts';
import { invoicePrefix } from '../../data/invoices.ts';
import { type CustomerProfile, noAddress } from '../../data/profiles.ts';
import { tokenOf } from '../../data/random.ts';
import type { TaxIdRecord } from '../../data/state.ts';
import type { JsonObject } from '../../http/answer.ts';
import type { Wire } from '../wire.ts';
import { listObject } from './list.ts';

export function customerObject(wire: Wire, customer: CustomerProfile): JsonObject {
  const { world, invoices } = wire;
  const now = wire.now();
  const details = detailsAt(world, customer, now);
  return {
    id: customer.id,
    object: 'customer',
    address: details.address && { ...details.address },
    balance: invoices.balanceAt(customer, now + 1),
    created: world.calendar.start(-60),
    currency: customer.currency,
    customer_account: null,
    default_source: null,
    delinquent: customer.subscriptions.some(({ kind }) => kind === 'past-due'),
    description: details.description,
    discount: null,
    email: details.email,
    invoice_prefix: invoicePrefix(world.seed, customer),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: paymentMethodIdOf(world, customer),
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: details.metadata,
    name: details.name,
    next_invoice_sequence: invoices.countOf(customer, now + 1) + 1,
    phone: details.phone,
    preferred_locales: details.locales,
    shipping: null,
    tax_exempt: details.taxExempt,
    test_clock: null,
  };
}

export function taxIdObject(wire: Wire, customer: CustomerProfile, taxId: TaxIdRecord): JsonObject {
  // As in Stripe's documents: verification begins as pending and comes for some types only, a while later.
  const verifies = ['eu_vat', 'gb_vat', 'au_abn'].includes(taxId.type);
  const verified = wire.now() >= taxId.created + 60;
  return {
    id: taxId.id,
    object: 'tax_id',
    country: taxId.country,
    created: taxId.created,
    customer: customer.id,
    customer_account: null,
    livemode: false,
    owner: { customer: customer.id, customer_account: null, type: 'customer' },
    type: taxId.type,
    value: taxId.value,
    verification: {
      status: !verifies ? 'unavailable' : verified ? 'verified' : 'pending',
      verified_address: null,
      verified_name: verifies && verified ? customer.name : null,
    },
  };
}

export const taxIdList = (wire: Wire, customer: CustomerProfile): JsonObject =>
  listObject(
    `/v1/customers/${customer.id}/tax_ids`,
    taxIdsOf(wire.world, customer).map((taxId) => taxIdObject(wire, customer, taxId)),
  );

/** Null where the customer has no card. */
export function paymentMethodObject(wire: Wire, customer: CustomerProfile): JsonObject | null {
  const { world } = wire;
  const card = cardOf(world, customer);
  const id = paymentMethodIdOf(world, customer);
  if (!card || id === null) return null;
  const { name, email, address, phone } = detailsAt(world, customer, wire.now());
  return {
    id,
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: { address: { ...(address ?? noAddress) }, email, name, phone, tax_id: null },
    card: {
      brand: card.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      display_brand: card.brand,
      exp_month: card.month,
      exp_year: card.year,
      fingerprint: tokenOf(16, world.seed, 'fingerprint', card.last4),
      funding: 'credit',
      generated_from: null,
      last4: card.last4,
      networks: { available: [card.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: world.calendar.start(-60),
    customer: customer.id,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  };
}
