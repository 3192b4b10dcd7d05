import { ok, type Result } from '#shared/result.ts';
import type { Sent } from './invoice-wires.ts';
import { read, readParts } from './read.ts';
import { subscriptionItemSchema, type SubscriptionWire, subscriptionWireSchema } from './wire.ts';

export type SentSubscription = Sent<SubscriptionWire>;

export function readSubscription(raw: unknown): Result<SentSubscription> {
  const fields = read(subscriptionWireSchema, raw, 'subscription');
  if (!fields.ok) return fields;
  const { values, unread, more } = readParts(fields.value.items, 'subscription-item', subscriptionItemSchema);
  return ok({ wire: { ...fields.value, items: values }, raw, unread, more });
}
