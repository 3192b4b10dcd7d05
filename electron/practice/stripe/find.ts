import { fail, ok, type Result } from '#shared/result.ts';
import type { InvoiceRef } from '../data/invoices.ts';
import type { CustomerProfile } from '../data/profiles.ts';
import type { SubscriptionEntry } from '../data/world.ts';
import { type Refusal, refusals } from './refusals.ts';
import type { Wire } from './wire.ts';

/** An id in the path that nobody has is 404; one in a parameter is 400 and names it. */
const known = <T>(found: T | null | undefined, kind: string, id: string, param?: string): Result<T, Refusal> => {
  if (found) return ok(found);
  return fail(refusals.missing(kind, id, param ?? (kind === 'invoice' ? kind : 'id'), param === undefined ? 404 : 400));
};

export const findCustomer = (wire: Wire, id: string, param?: string): Result<CustomerProfile, Refusal> =>
  known(wire.world.customers.get(id), 'customer', id, param);

export const findSubscription = (wire: Wire, id: string, param?: string): Result<SubscriptionEntry, Refusal> =>
  known(wire.world.subscriptions.get(id), 'subscription', id, param);

export const findInvoice = (wire: Wire, id: string, param?: string): Result<InvoiceRef, Refusal> =>
  known(wire.invoices.find(id, wire.now()), 'invoice', id, param);
