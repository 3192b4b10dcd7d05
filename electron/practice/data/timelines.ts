import { type Calendar, day, hour, type Seconds } from './calendar.ts';
import { offerOf } from './catalog.ts';
import type { CustomerProfile, SubscriptionProfile } from './profiles.ts';
import { hashOf } from './random.ts';

/** What becomes of an invoice that was written by hand. */
export type Story =
  'paid' | 'draft' | 'open' | 'overdue' | 'void' | 'uncollectible' | 'negative' | 'zero' | 'many-lines';

/** Invoices of one kind of one customer, oldest first, without end, none of them kept in memory. */
export interface Timeline {
  /** Place among all timelines; decides the order of invoices of the same second. */
  readonly ordinal: number;
  readonly customer: CustomerProfile;
  /** Null for invoices written by hand. */
  readonly subscription: SubscriptionProfile | null;
  /** How many were created before `time`. */
  countBefore(time: Seconds): number;
  createdAt(index: number): Seconds;
  storyOf(index: number): Story;
  /** The index of the one invoice with this story, where there is at most one; else null. */
  single(story: 'draft' | 'negative'): number | null;
}

export type DescribedTimeline = Omit<Timeline, 'ordinal' | 'customer'>;

/** One invoice at the beginning of each billing period; `endPeriod` is asked again each time, as cancelling changes it. */
export function cycleTimeline(
  subscription: SubscriptionProfile,
  calendar: Calendar,
  endPeriod: () => number | null,
): DescribedTimeline {
  const first = subscription.firstPeriod;
  const metered = subscription.items.some(({ offer }) => offerOf(offer).metered);
  const limit = (): number => {
    if (subscription.kind === 'paused') return 1;
    const end = endPeriod();
    return end === null ? Infinity : end - first + (metered ? 1 : 0);
  };
  return {
    subscription,
    countBefore: (time) => Math.min(limit(), Math.max(0, calendar.periodOf(time - 1) - first + 1)),
    createdAt: (index) => calendar.start(first + index),
    storyOf: () => 'paid',
    single: () => null,
  };
}

function fixedTimeline(entries: readonly { readonly created: Seconds; readonly story: Story }[]): DescribedTimeline {
  const ordered = entries.toSorted((a, b) => a.created - b.created);
  return {
    subscription: null,
    countBefore: (time) => ordered.filter(({ created }) => created < time).length,
    createdAt: (index) => ordered[index]?.created ?? Infinity,
    storyOf: (index) => ordered[index]?.story ?? 'paid',
    single(story) {
      const index = ordered.findIndex((entry) => entry.story === story);
      return index < 0 ? null : index;
    },
  };
}

// Days from the beginning of the current period; the anchor is at least 13 days after it.
const recent: readonly (readonly [Story, number])[] = [
  ['draft', 9],
  ['open', 4],
  ['overdue', -40],
];
const older: readonly (readonly [Story, number])[] = [
  ['zero', -75],
  ['many-lines', -100],
  ['negative', -130],
  ['void', -190],
  ['uncollectible', -250],
];

/** The invoices that show each status once: as many as still leave nine in ten with a PDF. */
export function specialTimeline(calendar: Calendar, invoices: number): DescribedTimeline & { readonly size: number } {
  const stories = [...(invoices >= 10 ? recent : []), ...(invoices >= 20 ? older : [])];
  const entries = stories.map(([story, days], index) => ({
    story,
    created: calendar.start(0) + days * day + 9 * hour + 17 * 60 + index,
  }));
  return { ...fixedTimeline(entries), size: entries.length };
}

/** A paid invoice every second month. */
export const fewTimeline = (calendar: Calendar): DescribedTimeline =>
  fixedTimeline(
    [-9, -7, -5, -3, -1].map((k) => ({ story: 'paid', created: calendar.start(k) + 11 * day + 14 * hour })),
  );

const settlings: readonly Story[] = ['paid', 'paid', 'open', 'paid', 'overdue', 'paid', 'void', 'paid'];

/** An invoice a week in the year before the anchor, most of them paid. */
export const variedTimeline = (calendar: Calendar): DescribedTimeline =>
  fixedTimeline(
    Array.from({ length: 52 }, (_, week) => ({
      story: settlings[week % settlings.length] ?? 'paid',
      created: calendar.start(0) - (week + 1) * 7 * day + 10 * hour,
    })),
  );

/**
 * Top-ups between the periods, so that a customer has `count` more invoices at the anchor: the same number in each period,
 * within its first ten days, so that all of the current period are there whenever the data was created.
 */
export function topUpTimeline(seed: number, calendar: Calendar, count: number, periods: number): DescribedTimeline {
  const each = Math.ceil(count / Math.max(1, periods));
  const step = Math.floor((10 * day) / (each + 1));
  const firstSlot = each - count;
  const slotsBefore = (time: Seconds): number => {
    const k = calendar.periodOf(time - 1);
    return k * each + Math.min(each, Math.floor((time - 1 - calendar.start(k)) / step));
  };
  return {
    subscription: null,
    countBefore: (time) => Math.max(0, slotsBefore(time) - firstSlot),
    createdAt(index) {
      const slot = firstSlot + index;
      const k = Math.floor(slot / each);
      return calendar.start(k) + (slot - k * each + 1) * step;
    },
    storyOf(index) {
      const fate = hashOf(seed, 'story', firstSlot + index) % 400;
      return fate === 0
        ? 'void'
        : fate === 1
          ? 'uncollectible'
          : fate === 2
            ? 'overdue'
            : fate < 20
              ? 'many-lines'
              : 'paid';
    },
    single: () => null,
  };
}
