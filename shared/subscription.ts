import { z } from 'zod';
import { appErrorSchema } from './errors.ts';
import { moneySchema } from './money.ts';
import { periodSchema } from './period.ts';
import { instantSchema, monthSchema } from './time.ts';

export const paymentMethodSchema = z.object({
  brand: z.string(),
  last4: z.string(),
  /** Null for methods that do not expire. */
  expires: monthSchema.nullable(),
});
export type PaymentMethod = z.infer<typeof paymentMethodSchema>;

const priceTierSchema = z.object({
  /** Last unit of this tier; null for the open end. */
  upTo: z.number().nullable(),
  unitAmountDecimal: z.string().nullable(),
  flatAmountDecimal: z.string().nullable(),
});

export const subscriptionItemSchema = z.object({
  id: z.string(),
  /** Vendor's price id; pairs an item with the lines of its invoices. */
  priceId: z.string().nullable().optional(),
  name: z.string(),
  /** The vendor's own sentence about it. */
  description: z.string().nullable().optional(),
  /** Null for metered items, whose quantity is the usage. */
  quantity: z.number().nullable(),
  metered: z.boolean(),
  /** Minor units as decimal text, as Stripe sends sub-cent prices; null where tiers or unknown. */
  unitAmountDecimal: z.string().nullable(),
  currency: z.string(),
  tiers: z.array(priceTierSchema),
  /** `graduated`: each unit costs what its own tier says. `volume`: the tier of the total sets the price of every unit. */
  tiersMode: z.enum(['graduated', 'volume']).nullable().optional(),
  /** The price is for so many units together; a package that was begun counts whole (`up`) or not at all (`down`). */
  packages: z
    .object({ size: z.int().min(1), round: z.enum(['up', 'down']) })
    .nullable()
    .optional(),
  included: z.number().nullable(),
  used: z.number().nullable(),
  overage: z.number().nullable(),
  unit: z.string().nullable(),
  /** Why its price could not be read; absent where it could, or where nobody said why. */
  priceError: appErrorSchema.nullable().optional(),
});
export type SubscriptionItem = z.infer<typeof subscriptionItemSchema>;

/** Those that Billfold has words for. Vendors may add others: they are kept and shown as they are. */
export const knownStatuses = [
  'trialing',
  'active',
  'past_due',
  'unpaid',
  'paused',
  'canceled',
  'incomplete',
  'incomplete_expired',
] as const;
export type KnownStatus = (typeof knownStatuses)[number];

export const isKnownStatus = (status: string): status is KnownStatus => knownStatuses.some((known) => known === status);

const intervalSchema = z.object({ unit: z.enum(['day', 'week', 'month', 'year']), count: z.int() });

/** What becomes of invoices while their collection is paused, in the vendor's words. */
export const pausedInvoices = ['void', 'keep_as_draft', 'mark_uncollectible'] as const;

export const subscriptionSchema = z.object({
  id: z.string(),
  /** The vendor's word; `unknown` where it sent none. */
  status: z.string(),
  /** Name for people: the first item's product, or the subscription's own description. */
  plan: z.string(),
  /** The fixed part per interval; null if every item is metered. */
  price: moneySchema.nullable(),
  interval: intervalSchema.nullable(),
  /** Of items that are paid at different intervals the fixed part of each: they are never added, and `price` is null. */
  prices: z.array(z.object({ price: moneySchema, interval: intervalSchema.nullable() })).optional(),
  period: periodSchema.nullable(),
  cancelAtPeriodEnd: z.boolean(),
  endsAt: instantSchema.nullable(),
  trialEndsAt: instantSchema.nullable(),
  /** Invoices go on being made; `pausedInvoices` says what becomes of them. */
  collectionPaused: z.boolean(),
  /** Void, drafts that may be collected later, or uncollectible; null where the vendor does not say. */
  pausedInvoices: z.enum(pausedInvoices).nullable().optional(),
  /** When collection goes on by itself. */
  resumesAt: instantSchema.nullable().optional(),
  items: z.array(subscriptionItemSchema),
  /** Null: there is none, or it is not known. */
  paymentMethod: paymentMethodSchema.nullable(),
  /** There where it is not known how it is paid: the permissions for lack of which, none where it has another reason. */
  paymentMethodUnknown: z
    .object({ missing: z.array(z.string()) })
    .nullable()
    .optional(),
});
export type Subscription = z.infer<typeof subscriptionSchema>;

const unbilled: readonly string[] = ['paused', 'canceled', 'incomplete', 'incomplete_expired'] satisfies KnownStatus[];

/**
 * Subscriptions that will be billed again and are worth asking a preview for: also one of a status that Billfold does not
 * know, for which the vendor's answer decides.
 */
export const isBilled = (subscription: Subscription): boolean => !unbilled.includes(subscription.status);

/** Whether its end is set, with its period or to a day. */
export const isEnding = ({ cancelAtPeriodEnd, endsAt }: Subscription): boolean => cancelAtPeriodEnd || endsAt !== null;

/** Why no invoice is expected of a subscription of which the vendor previews none. */
export function noInvoiceReason(subscription: Subscription) {
  const { status, collectionPaused } = subscription;
  if (status === 'canceled' || status === 'incomplete_expired') return 'cancelled';
  if (status === 'paused' || collectionPaused) return 'paused';
  return isEnding(subscription) ? 'cancelled' : 'nothing-to-bill';
}

/** Whether a change at the end of the period makes sense: it runs and has not ended. */
export const mayEnd = ({ status }: Subscription): boolean =>
  ['trialing', 'active', 'past_due', 'unpaid', 'paused'].includes(status);

/** Whether it is known how it is paid, if only that nothing is set. */
export const isPaymentKnown = ({ paymentMethodUnknown = null }: Subscription): boolean => paymentMethodUnknown === null;
