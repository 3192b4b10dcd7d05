import { cycleLines, type Line, manualLines, type Sums, sumOf } from './amounts.ts';
import type { Seconds } from './calendar.ts';
import { type Charges, noCharges } from './charges.ts';
import { varied } from './varied.ts';
import { type Lifecycle, lifecycleOf } from './lifecycle.ts';
import type { CustomerProfile } from './profiles.ts';
import { packNumber, tokenOf, unpackNumber } from './random.ts';
import type { Timeline } from './timelines.ts';
import type { SubscriptionEntry, World } from './world.ts';

/** Names one invoice of a timeline. */
export interface InvoiceRef {
  readonly timeline: Timeline;
  readonly index: number;
}

/** Minor units. */
export interface InvoiceSums extends Sums {
  /** Negative where the customer had credit. */
  readonly startingBalance: number;
  readonly endingBalance: number;
  readonly amountDue: number;
  readonly charges: Charges;
  /** By credit notes before it was paid; the amount due is without it. */
  readonly credited: number;
  /** By a first payment of an invoice that is still open. */
  readonly paidInPart: number;
}

/** Everything about an invoice at one moment, before it is put into a wire format or on paper. */
export interface InvoiceFacts extends InvoiceSums {
  readonly ref: InvoiceRef;
  readonly id: string;
  readonly number: string | null;
  readonly customer: CustomerProfile;
  readonly subscription: SubscriptionEntry | null;
  readonly created: Seconds;
  readonly periodStart: Seconds;
  readonly periodEnd: Seconds;
  readonly reason: 'subscription_create' | 'subscription_cycle' | 'manual';
  readonly lines: readonly Line[];
  readonly lifecycle: Lifecycle;
}

interface Contents {
  readonly lines: readonly Line[];
  readonly charges: Charges;
}

export type Invoices = ReturnType<typeof createInvoices>;

const indexWidth = 5;
const ordinalWidth = 2;

export const invoiceIdOf = (seed: number, { timeline: { ordinal }, index }: InvoiceRef): string =>
  `in_1P${tokenOf(15, seed, 'invoice', ordinal, index)}${packNumber(ordinal, ordinalWidth)}${packNumber(index, indexWidth)}`;

/** How many of the timeline's invoices come before the given one in the order of all invoices. */
export function countOlder(timeline: Timeline, ref: InvoiceRef): number {
  if (timeline === ref.timeline) return ref.index;
  const created = ref.timeline.createdAt(ref.index);
  return timeline.countBefore(timeline.ordinal < ref.timeline.ordinal ? created + 1 : created);
}

export function createInvoices(world: World) {
  const { seed, state } = world;
  const known = new Map<string, Contents>();

  const idOf = (ref: InvoiceRef): string => invoiceIdOf(seed, ref);

  const contentsOf = (ref: InvoiceRef): Contents => {
    const { timeline, index } = ref;
    const key = `${timeline.ordinal}/${index}`;
    const before = known.get(key);
    if (before) return before;
    const { customer, subscription } = timeline;
    const created = timeline.createdAt(index);
    let contents: Contents;
    if (subscription) {
      const entry = world.entryOf(customer, subscription);
      const period = subscription.firstPeriod + index;
      const final = world.endPeriodOf(entry) === period;
      const lines = cycleLines(
        { customer, subscription, period, final, until: created },
        entry.calendar,
        world.usageOf(customer),
      );
      // A cancellation may still be taken back, which turns a final invoice into an ordinary one.
      contents = { lines, charges: noCharges };
      if (final) return contents;
    } else {
      const lines = manualLines(seed, customer, timeline.storyOf(index), key, created);
      contents =
        customer.manualInvoices === 'varied' ? varied(seed, customer, key, lines) : { lines, charges: noCharges };
    }
    if (known.size > 5000) known.clear();
    known.set(key, contents);
    return contents;
  };
  const linesOf = (ref: InvoiceRef): readonly Line[] => contentsOf(ref).lines;

  // Order of a customer's invoices: by creation, then by timeline.
  const rankOf = (ref: InvoiceRef): number =>
    world.timelinesOf(ref.timeline.customer).reduce((rank, timeline) => rank + countOlder(timeline, ref), 0);
  const draftsBefore = ({ timeline, index }: InvoiceRef): number =>
    world.timelinesOf(timeline.customer).filter((other) => {
      const draft = other.single('draft');
      return draft !== null && other.createdAt(draft) < timeline.createdAt(index);
    }).length;
  const numberOf = (ref: InvoiceRef): string => {
    const { customer } = ref.timeline;
    const sequence = String(rankOf(ref) - draftsBefore(ref) + 1).padStart(4, '0');
    if (customer.numbers === 'plain') return `${invoicePrefix(seed, customer)}-${sequence}`;
    return `RE/${new Date(ref.timeline.createdAt(ref.index) * 1000).getUTCFullYear()}/${sequence}`;
  };

  const lifecycle = (ref: InvoiceRef, now: Seconds): Lifecycle => {
    const life = lifecycleOf(seed, ref.timeline, ref.index, now);
    const paidAt = state.payments.get(idOf(ref));
    if (paidAt === undefined || paidAt > now || (life.status !== 'open' && life.status !== 'uncollectible'))
      return life;
    return { ...life, status: 'paid', paidAt, attempts: life.attempts + 1, nextAttemptAt: null };
  };

  const creditsOf = (customer: CustomerProfile): { time: Seconds; amount: number }[] => {
    const credits = customer.credit > 0 ? [{ time: world.calendar.start(0) + 1, amount: customer.credit }] : [];
    for (const timeline of world.timelinesOf(customer)) {
      const index = timeline.single('negative');
      if (index === null) continue;
      credits.push({ time: timeline.createdAt(index), amount: -sumOf(linesOf({ timeline, index })).total });
    }
    return credits;
  };
  const balanceAt = (customer: CustomerProfile, time: Seconds): number => {
    const cycles = world.timelinesOf(customer).find(({ subscription }) => subscription !== null);
    let balance = 0;
    for (const credit of creditsOf(customer)) {
      if (credit.time >= time) continue;
      let left = credit.amount;
      const last = cycles?.countBefore(time) ?? 0;
      for (let index = cycles?.countBefore(credit.time) ?? 0; cycles && index < last && left > 0; index++) {
        left -= sumOf(linesOf({ timeline: cycles, index })).total;
      }
      balance -= Math.max(0, left);
    }
    return balance;
  };

  return {
    idOf,
    lifecycle,
    /** Credit (negative) on the customer's account just before `time`. */
    balanceAt,
    /** How many invoices of the customer were created before `time`. */
    countOf: (customer: CustomerProfile, time: Seconds) =>
      world.timelinesOf(customer).reduce((sum, timeline) => sum + timeline.countBefore(time), 0),
    /** Null for an id that no invoice can have, or one that is not created yet. */
    find(id: string, now: Seconds): InvoiceRef | null {
      const tail = indexWidth + ordinalWidth;
      const ordinal = unpackNumber(id.slice(-tail, -indexWidth));
      const index = unpackNumber(id.slice(-indexWidth));
      const timeline = ordinal === null ? undefined : world.timelines[ordinal];
      if (!timeline || index === null || index >= timeline.countBefore(now + 1)) return null;
      const ref = { timeline, index };
      return idOf(ref) === id ? ref : null;
    },
    facts(ref: InvoiceRef, now: Seconds): InvoiceFacts {
      const { timeline, index } = ref;
      const { customer } = timeline;
      const created = timeline.createdAt(index);
      const life = lifecycle(ref, now);
      const { lines, charges } = contentsOf(ref);
      const sums = sumOf(lines, charges);
      const subscription = timeline.subscription && world.entryOf(customer, timeline.subscription);
      const startingBalance = subscription && index > 0 ? balanceAt(customer, created) : 0 - charges.credit;
      const balance = startingBalance + sums.total;
      const credited = Math.floor(Math.max(0, balance) * charges.creditedShare);
      const amountDue = Math.max(0, balance) - credited;
      const period = timeline.subscription ? timeline.subscription.firstPeriod + index : 0;
      return {
        ref,
        id: idOf(ref),
        number: life.finalizedAt === null || customer.numbers === 'missing' ? null : numberOf(ref),
        customer,
        subscription,
        created,
        periodStart: subscription && index > 0 ? subscription.calendar.start(period - 1) : created,
        periodEnd: created,
        reason: !subscription ? 'manual' : index === 0 ? 'subscription_create' : 'subscription_cycle',
        lines,
        ...sums,
        startingBalance,
        endingBalance: Math.min(0, balance),
        amountDue,
        ...{ charges, credited },
        paidInPart: life.status === 'open' ? Math.floor(amountDue * charges.paidShare) : 0,
        lifecycle: life,
      };
    },
  };
}

export const invoicePrefix = (seed: number, customer: CustomerProfile): string =>
  tokenOf(8, seed, 'prefix', customer.id).toUpperCase();
