import { allCreditNotes } from '../data/credit-notes.ts';
import { invoiceIdOfPayment, isCollected } from '../data/payments.ts';
import { paymentMethodIdOf } from '../data/details.ts';
import { upcomingOf } from '../data/upcoming.ts';
import type { InvoiceFacts } from '../data/invoices.ts';
import { type CustomerProfile, deletedCustomerId } from '../data/profiles.ts';
import type { JsonObject } from '../http/answer.ts';
import type { Kind, Loader } from './expand.ts';
import { findPrice, findProduct, priceObject, productObject, tiersOf } from './objects/catalog.ts';
import { creditNoteObject } from './objects/credit-note.ts';
import { customerObject, paymentMethodObject, taxIdList } from './objects/customer.ts';
import { invoiceObject } from './objects/invoice.ts';
import { couponObject, discountObject, findCoupon } from './objects/discounts.ts';
import { taxRateIdOf, taxRateObject } from './objects/taxes.ts';
import { taxRates } from '../data/charges.ts';
import { listObject } from './objects/list.ts';
import { chargeObject, invoicePayments, paymentIntentObject } from './objects/payment.ts';
import { accountTaxId, accountTaxIdObject } from './objects/seller.ts';
import { subscriptionObject } from './objects/subscription.ts';
import type { Wire } from './wire.ts';

/** Looks up objects by id, and what else `expand` asks for. */
export function createLoader(wire: Wire): Loader {
  const { world, invoices } = wire;
  const customerOf = (id: unknown): CustomerProfile | null =>
    typeof id === 'string' ? (world.customers.get(id) ?? null) : null;
  const factsOf = (id: string): InvoiceFacts | null => {
    const ref = invoices.find(id, wire.now());
    return ref && invoices.facts(ref, wire.now());
  };
  const loaders: Partial<Record<Kind, (id: string) => JsonObject | null>> = {
    customer(id) {
      if (id === deletedCustomerId) return { id, object: 'customer', deleted: true };
      const customer = customerOf(id);
      return customer && customerObject(wire, customer);
    },
    subscription(id) {
      const entry = world.subscriptions.get(id);
      return entry ? subscriptionObject(wire, entry) : null;
    },
    price(id) {
      const found = findPrice(world, id);
      return found && priceObject(world, found.key, found.currency);
    },
    product(id) {
      const key = findProduct(world, id);
      return key && productObject(world, key);
    },
    invoice(id) {
      const facts = factsOf(id);
      return facts && invoiceObject(wire, facts);
    },
    payment_intent(id) {
      const facts = factsOf(invoiceIdOfPayment(id));
      return facts && paymentIntentObject(wire, facts);
    },
    charge(id) {
      const facts = factsOf(invoiceIdOfPayment(id));
      return facts && chargeObject(wire, facts);
    },
    tax_id: (id) => (id === accountTaxId ? accountTaxIdObject : null),
    discount: (id) => discountObject(world, id),
    coupon(id) {
      const key = findCoupon(id);
      return key && couponObject(world, key);
    },
    tax_rate(id) {
      const rates = [...taxRates(world.customers.values()).values()];
      const found = rates.find((rate) => taxRateIdOf(world, rate) === id);
      return found ? taxRateObject(world, found) : null;
    },
    credit_note(id) {
      const note = allCreditNotes(world, invoices, wire.now()).find((each) => each.id === id);
      return note ? creditNoteObject(wire, note) : null;
    },
    payment_method(id) {
      const owner = [...world.customers.values()].find((customer) => paymentMethodIdOf(world, customer) === id);
      return owner ? paymentMethodObject(wire, owner) : null;
    },
  };
  return {
    byId: (kind, id) => loaders[kind]?.(id) ?? null,
    extra(name, owner) {
      const id = typeof owner['id'] === 'string' ? owner['id'] : '';
      if (name === 'tiers') {
        const found = findPrice(world, id);
        return found && owner['billing_scheme'] === 'tiered' ? tiersOf(found.key, found.currency) : null;
      }
      if (name === 'payments') {
        const facts = factsOf(id);
        const payments = facts && isCollected(facts) ? invoicePayments(facts) : [];
        return listObject(`/v1/invoice_payments?invoice=${id}`, payments);
      }
      const customer = customerOf(id);
      if (!customer) return null;
      if (name === 'tax_ids') return taxIdList(wire, customer);
      const running = world
        .subscriptionsOf(customer)
        .filter((entry) => upcomingOf(world, invoices, entry, wire.now()) !== null)
        .map((entry) => subscriptionObject(wire, entry));
      return listObject(`/v1/customers/${id}/subscriptions`, running);
    },
  };
}
