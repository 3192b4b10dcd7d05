import { fail, ok } from '#shared/result.ts';
import { standingAt } from '../../data/subscriptions.ts';
import { type Endpoint, endpoint, retrieve } from '../endpoint.ts';
import { findCustomer, findSubscription } from '../find.ts';
import { itemObjects, subscriptionObject } from '../objects/subscription.ts';
import { pageOfList, pageParameters } from '../paging.ts';
import {
  anyTime,
  boolean,
  clearable,
  clearableText,
  group,
  integer,
  metadata,
  oneOf,
  type Reader,
  text,
  timeRange,
} from '../parameters.ts';
import { refusals } from '../refusals.ts';

const read = { name: 'subscriptions', action: 'read' } as const;
const statuses = [
  'active',
  'past_due',
  'unpaid',
  'canceled',
  'incomplete',
  'incomplete_expired',
  'trialing',
  'paused',
  'all',
  'ended',
] as const;
const feedbacks = [
  'customer_service',
  'low_quality',
  'missing_features',
  'other',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
] as const;

const periodEnds = ['min_period_end', 'max_period_end', 'max_billed_until'] as const;
type PeriodEnd = (typeof periodEnds)[number];

/** A moment, or one of the words that Stripe turns into one. */
const cancelTime: Reader<number | PeriodEnd> = (node, name) => {
  const word = periodEnds.find((each) => each === node);
  return word === undefined ? integer(0, 9_999_999_999)(node, name) : ok(word);
};
// docs.stripe.com/changelog/basil/2025-07-30/cancel-at-enums; subscriptions here are of the classic mode.
const flexibleOnly = 'This value of cancel_at can only be used with flexible billing mode.';
const notInFuture = 'Invalid timestamp: must be an integer Unix timestamp in the future.';

export const subscriptionEndpoints: readonly Endpoint[] = [
  endpoint(
    { method: 'GET', path: '/v1/subscriptions', permission: read, kind: 'subscription', list: true },
    {
      ...pageParameters,
      customer: text,
      status: oneOf(...statuses),
      price: text,
      collection_method: oneOf('charge_automatically', 'send_invoice'),
      created: timeRange,
    },
    (wire, values) => {
      const { customer, status, price, collection_method: collection, created } = values;
      if (customer !== undefined) {
        const found = findCustomer(wire, customer, 'customer');
        if (!found.ok) return found;
      }
      const range = created ?? anyTime;
      const objects = [...wire.world.subscriptions.values()]
        .filter((entry) => customer === undefined || entry.customer.id === customer)
        .filter((entry) => {
          const started = entry.calendar.start(entry.profile.firstPeriod);
          if (started > wire.now() || started < range.from || started > range.to) return false;
          const standing = standingAt(wire.world, entry, wire.now()).status;
          if (status === 'all') return true;
          if (status === 'ended') return standing === 'canceled';
          return status === undefined ? standing !== 'canceled' : standing === status;
        })
        .toSorted((a, b) => b.calendar.start(b.profile.firstPeriod) - a.calendar.start(a.profile.firstPeriod))
        .map((entry) => subscriptionObject(wire, entry))
        .filter((object) => collection === undefined || object['collection_method'] === collection)
        .filter((object) => price === undefined || JSON.stringify(object['items']).includes(`"${price}"`));
      return pageOfList('subscription', '/v1/subscriptions', objects, values);
    },
  ),
  retrieve({ path: '/v1/subscriptions/:subscription', permission: read, kind: 'subscription' }),
  endpoint(
    {
      method: 'POST',
      path: '/v1/subscriptions/:subscription',
      permission: { name: 'subscriptions', action: 'write' },
      kind: 'subscription',
    },
    {
      cancel_at: clearable(cancelTime),
      cancel_at_period_end: boolean,
      cancellation_details: group({ comment: clearableText, feedback: oneOf(...feedbacks) }),
      metadata,
    },
    (wire, { cancel_at: at, cancel_at_period_end: cancel, cancellation_details: details, metadata: notes }, id) => {
      const entry = findSubscription(wire, id);
      if (!entry.ok) return entry;
      const { state } = wire.world;
      const { status, period } = standingAt(wire.world, entry.value, wire.now());
      const { calendar } = entry.value;
      if (status === 'canceled')
        return fail(
          refusals.wrongValue('subscription', 'A canceled subscription can only update its cancellation_details.'),
        );
      if (at !== undefined && cancel !== undefined) {
        return fail(refusals.exclusiveParameters('cancel_at', 'cancel_at_period_end'));
      }
      if (typeof at === 'string') return fail(refusals.wrongValue('cancel_at', flexibleOnly));
      if (typeof at === 'number' && at <= wire.now()) return fail(refusals.wrongValue('cancel_at', notInFuture));
      if (notes) state.subscriptionMetadata.set(id, notes);
      // It was false already where a day was set: that stays until it is unset.
      const isSetToDay = (state.cancellations.get(id)?.endsAt ?? null) !== null;
      if (at === null || (cancel === false && !isSetToDay)) state.cancellations.delete(id);
      if (cancel === true || typeof at === 'number') {
        const endsAt = at ?? null;
        state.cancellations.set(id, {
          // Nothing is prorated here: a period that was begun is billed whole.
          endPeriod: endsAt === null ? period + 1 : calendar.periodOf(endsAt - 1) + 1,
          endsAt,
          requestedAt: wire.now(),
          comment: details?.comment ?? null,
          feedback: details?.feedback ?? null,
        });
      }
      return ok(subscriptionObject(wire, entry.value));
    },
  ),
  endpoint(
    { method: 'GET', path: '/v1/subscription_items', permission: read, kind: 'subscription_item', list: true },
    { ...pageParameters, subscription: text },
    (wire, values) => {
      if (values.subscription === undefined) return fail(refusals.missingParameter('subscription'));
      const entry = findSubscription(wire, values.subscription, 'subscription');
      if (!entry.ok) return entry;
      return pageOfList('subscription_item', '/v1/subscription_items', itemObjects(wire, entry.value), values);
    },
  ),
];
