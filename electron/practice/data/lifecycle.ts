import { day, hour, type Seconds } from './calendar.ts';
import { hashOf } from './random.ts';
import type { Story, Timeline } from './timelines.ts';

export type InvoiceStatus = 'draft' | 'open' | 'paid' | 'void' | 'uncollectible';

/** Where an invoice stands at one moment. */
export interface Lifecycle {
  readonly status: InvoiceStatus;
  readonly collection: 'charge_automatically' | 'send_invoice';
  readonly finalizedAt: Seconds | null;
  readonly dueAt: Seconds | null;
  readonly paidAt: Seconds | null;
  readonly voidedAt: Seconds | null;
  readonly uncollectibleAt: Seconds | null;
  readonly attempts: number;
  readonly nextAttemptAt: Seconds | null;
}

export const nothingYet: Lifecycle = {
  status: 'draft',
  collection: 'charge_automatically',
  finalizedAt: null,
  dueAt: null,
  paidAt: null,
  voidedAt: null,
  uncollectibleAt: null,
  attempts: 0,
  nextAttemptAt: null,
};

const retryDays = [3, 5, 7] as const;
const overdueTries = [30, 33, 38, 48, 58, 68, 78] as const;

function charged(finalizedAt: Seconds, now: Seconds, succeedsAfter: number): Lifecycle {
  const tries = [finalizedAt, ...retryDays.map((days) => finalizedAt + days * day)];
  const done = tries.filter((time) => time <= now);
  const payment = tries[succeedsAfter];
  const paid = payment !== undefined && payment <= now;
  const attempts = paid ? succeedsAfter + 1 : done.length;
  return {
    ...nothingYet,
    finalizedAt,
    status: paid ? 'paid' : 'open',
    paidAt: paid ? payment + 3 : null,
    attempts,
    nextAttemptAt: paid ? null : (tries[attempts] ?? null),
  };
}

function sent(story: Story, created: Seconds, now: Seconds, payDays: number): Lifecycle {
  const open: Lifecycle = {
    ...nothingYet,
    status: 'open',
    collection: 'send_invoice',
    finalizedAt: created,
    dueAt: created + 30 * day,
  };
  const reached = (time: Seconds): Seconds | null => (time <= now ? time : null);
  if (story === 'draft') return { ...open, status: 'draft', finalizedAt: null };
  if (story === 'overdue') {
    const tries = overdueTries.map((days) => created + days * day);
    const attempts = tries.filter((time) => time <= now).length;
    return { ...open, attempts, nextAttemptAt: tries[attempts] ?? null };
  }
  if (story === 'open') return open;
  if (story === 'void') {
    const voidedAt = reached(created + 3 * day);
    return { ...open, voidedAt, status: voidedAt === null ? 'open' : 'void' };
  }
  if (story === 'uncollectible') {
    const uncollectibleAt = reached(created + 60 * day);
    return { ...open, uncollectibleAt, status: uncollectibleAt === null ? 'open' : 'uncollectible' };
  }
  const paidAt = reached(created + payDays * day);
  return { ...open, paidAt, status: paidAt === null ? 'open' : 'paid', attempts: paidAt === null ? 0 : 1 };
}

/**
 * Invoices of a billing period are drafts for an hour, then finalized and charged; those written by hand are sent and paid
 * within three weeks. Stripe: "about 1 hour" in docs.stripe.com/billing/subscriptions/webhooks.
 */
export function lifecycleOf(seed: number, timeline: Timeline, index: number, now: Seconds): Lifecycle {
  const created = timeline.createdAt(index);
  const luck = hashOf(seed, 'payment', timeline.ordinal, index);
  if (timeline.subscription === null) {
    const story = timeline.storyOf(index);
    const settledAtOnce = story === 'negative' || story === 'zero';
    return sent(story, created, now, settledAtOnce || luck % 5 !== 0 ? 0 : 1 + (luck % 20));
  }
  const finalizedAt = created + (index === 0 ? 0 : hour);
  if (now < finalizedAt) return nothingYet;
  const period = timeline.subscription.firstPeriod + index;
  if (timeline.subscription.kind === 'past-due' && period >= 0) return charged(finalizedAt, now, Infinity);
  // Of periods since the anchor every first payment succeeds, so that an ordinary customer stays active.
  return charged(finalizedAt, now, period < -1 && luck % 9 === 0 ? 1 : 0);
}
