import { fail, ok, type Result } from '#shared/result.ts';
import type { InvoiceRef } from '../data/invoices.ts';
import type { CustomerProfile } from '../data/profiles.ts';
import type { SubscriptionEntry } from '../data/world.ts';
import { type Refusal, refusals } from './refusals.ts';
import type { Wire } from './wire.ts';

/** An id in the path that nobody has is 404; one in a parameter is 400 and names it. */
export function findCustomer(wire: Wire, id: string, param?: string): Result<CustomerProfile, Refusal> {
  const customer = wire.world.customers.get(id);
  if (customer) return ok(customer);
  return fail(refusals.missing('customer', id, param ?? 'id', param === undefined ? 404 : 400));
}

export function findSubscription(wire: Wire, id: string, param?: string): Result<SubscriptionEntry, Refusal> {
  const entry = wire.world.subscriptions.get(id);
  if (entry) return ok(entry);
  return fail(refusals.missing('subscription', id, param ?? 'id', param === undefined ? 404 : 400));
}

export function findInvoice(wire: Wire, id: string, param?: string): Result<InvoiceRef, Refusal> {
  const ref = wire.invoices.find(id, wire.now());
  if (ref) return ok(ref);
  return fail(refusals.missing('invoice', id, param ?? 'invoice', param === undefined ? 404 : 400));
}
