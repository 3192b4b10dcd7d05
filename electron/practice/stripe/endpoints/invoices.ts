import { fail, ok } from '#shared/result.ts';
import type { InvoiceRef } from '../../data/invoices.ts';
import { pageOf } from '../../data/pages.ts';
import type { Timeline } from '../../data/timelines.ts';
import { upcomingOf } from '../../data/upcoming.ts';
import { type Endpoint, endpoint, retrieve } from '../endpoint.ts';
import { findCustomer, findInvoice, findSubscription } from '../find.ts';
import { invoiceObject, lineObjects, previewObject } from '../objects/invoice.ts';
import { listObject } from '../objects/list.ts';
import { defaultLimit, pageOfList, pageParameters } from '../paging.ts';
import { anyTime, oneOf, text, timeRange } from '../parameters.ts';
import { refusals } from '../refusals.ts';
import type { Wire } from '../wire.ts';

const read = { name: 'invoices', action: 'read' } as const;

function cursors(wire: Wire, after: string | undefined, before: string | undefined) {
  if (after !== undefined && before !== undefined)
    return fail(refusals.exclusiveParameters('ending_before', 'starting_after'));
  const older = after === undefined ? ok(null) : findInvoice(wire, after, 'starting_after');
  if (!older.ok) return older;
  const newer = before === undefined ? ok(null) : findInvoice(wire, before, 'ending_before');
  return newer.ok ? ok({ after: older.value, before: newer.value }) : newer;
}

export const invoiceEndpoints: readonly Endpoint[] = [
  endpoint(
    { method: 'GET', path: '/v1/invoices', permission: read, kind: 'invoice', list: true },
    {
      ...pageParameters,
      customer: text,
      subscription: text,
      status: oneOf('draft', 'open', 'paid', 'uncollectible', 'void'),
      collection_method: oneOf('charge_automatically', 'send_invoice'),
      created: timeRange,
      due_date: timeRange,
    },
    (wire, values) => {
      const { world, invoices } = wire;
      let timelines: readonly Timeline[] = world.timelines;
      if (values.customer !== undefined) {
        const customer = findCustomer(wire, values.customer, 'customer');
        if (!customer.ok) return customer;
        timelines = world.timelinesOf(customer.value);
      }
      if (values.subscription !== undefined) {
        const entry = findSubscription(wire, values.subscription, 'subscription');
        if (!entry.ok) return entry;
        timelines = timelines.filter(({ subscription }) => subscription === entry.value.profile);
      }
      const cursor = cursors(wire, values.starting_after, values.ending_before);
      if (!cursor.ok) return cursor;
      const now = wire.now();
      const { from, to } = values.created ?? anyTime;
      const { status, due_date: due, collection_method: collection } = values;
      const filtered = status !== undefined || due !== undefined || collection !== undefined;
      const accepts = (ref: InvoiceRef): boolean => {
        if (!filtered) return true;
        const life = invoices.lifecycle(ref, now);
        if (collection !== undefined && life.collection !== collection) return false;
        if (due !== undefined && (life.dueAt === null || life.dueAt < due.from || life.dueAt > due.to)) return false;
        return status === undefined || life.status === status;
      };
      const limit = values.limit ?? defaultLimit;
      const page = pageOf({ timelines, limit, ...cursor.value, from, to: Math.min(to, now), accepts });
      const data = page.refs.map((ref) => invoiceObject(wire, invoices.facts(ref, now)));
      return ok(listObject('/v1/invoices', data, page.hasMore));
    },
  ),
  endpoint(
    // It changes nothing, so a key for reading is enough.
    { method: 'POST', path: '/v1/invoices/create_preview', permission: read, kind: 'invoice' },
    { customer: text, subscription: text, preview_mode: oneOf('next', 'recurring') },
    (wire, values) => {
      const { customer: customerId, subscription: subscriptionId } = values;
      if (customerId !== undefined) {
        const customer = findCustomer(wire, customerId, 'customer');
        if (!customer.ok) return customer;
      }
      // Since API 2025-03-31 there is no preview over all subscriptions of a customer.
      if (subscriptionId === undefined) return fail(refusals.noSubscriptionToPreview());
      const entry = findSubscription(wire, subscriptionId, 'subscription');
      if (!entry.ok) return entry;
      const { customer } = entry.value;
      if (customerId !== undefined && customer.id !== customerId) {
        return fail(refusals.missing('subscription', subscriptionId, 'subscription'));
      }
      const upcoming = upcomingOf(wire.world, wire.invoices, entry.value, wire.now());
      if (!upcoming) return fail(refusals.nothingUpcoming(customer.id));
      return ok(previewObject(wire, upcoming));
    },
  ),
  retrieve({ path: '/v1/invoices/:invoice', permission: read, kind: 'invoice' }, { param: 'invoice' }),
  endpoint(
    { method: 'GET', path: '/v1/invoices/:invoice/lines', permission: read, kind: 'line_item', list: true },
    pageParameters,
    (wire, values, id) => {
      const ref = findInvoice(wire, id);
      if (!ref.ok) return ref;
      const lines = lineObjects(wire, wire.invoices.facts(ref.value, wire.now()));
      return pageOfList('invoice line item', `/v1/invoices/${id}/lines`, lines, values);
    },
  ),
];
