import { ok, type Result } from '#shared/result.ts';
import type { UnreadObject } from '../billing-source.ts';
import { read, readParts } from './read.ts';
import { subscriptionItemSchema, type SubscriptionWire, subscriptionWireSchema } from './wire.ts';

/** A subscription as sent, what of it was read, and the items that could not be. */
export interface SentSubscription {
  readonly wire: SubscriptionWire;
  readonly raw: unknown;
  readonly unread: readonly UnreadObject[];
  /** There are more items than were sent. */
  readonly more: boolean;
}

export function readSubscription(raw: unknown): Result<SentSubscription> {
  const fields = read(subscriptionWireSchema, raw, 'subscription');
  if (!fields.ok) return fields;
  const { values, unread, more } = readParts(fields.value.items, 'subscription-item', subscriptionItemSchema);
  return ok({ wire: { ...fields.value, items: values }, raw, unread, more });
}
