import { calendarOf, type Calendar, type Seconds } from './calendar.ts';
import { type CustomerProfile, mainProfile, otherProfiles, type SubscriptionProfile } from './profiles.ts';
import { tokenOf } from './random.ts';
import { emptyState, type PracticeState } from './state.ts';
import {
  cycleTimeline,
  type DescribedTimeline,
  fewTimeline,
  specialTimeline,
  type Timeline,
  variedTimeline,
  topUpTimeline,
} from './timelines.ts';
import { usageHistory, type UsageHistory } from './usage.ts';

export interface WorldOptions {
  readonly seed: number;
  readonly invoices: number;
  readonly anchor: Seconds;
}

/** A subscription with what belongs to it. */
export interface SubscriptionEntry {
  readonly id: string;
  readonly customer: CustomerProfile;
  readonly profile: SubscriptionProfile;
  readonly calendar: Calendar;
}

/** The practice vendor's whole data: a function of its options, plus what requests changed. */
export interface World {
  readonly seed: number;
  readonly calendar: Calendar;
  readonly state: PracticeState;
  readonly main: CustomerProfile;
  readonly customers: ReadonlyMap<string, CustomerProfile>;
  readonly subscriptions: ReadonlyMap<string, SubscriptionEntry>;
  readonly timelines: readonly Timeline[];
  timelinesOf(customer: CustomerProfile): readonly Timeline[];
  subscriptionsOf(customer: CustomerProfile): readonly SubscriptionEntry[];
  entryOf(customer: CustomerProfile, profile: SubscriptionProfile): SubscriptionEntry;
  usageOf(customer: CustomerProfile): UsageHistory;
  /** The period at whose beginning the subscription ends or ended; null while nobody cancelled it. */
  endPeriodOf(entry: SubscriptionEntry): number | null;
}

const fiveYears = 60;

export function createWorld({ seed, invoices, anchor }: WorldOptions): World {
  const calendar = calendarOf(anchor);
  const yearly = calendarOf(anchor, 12);
  const state = emptyState();
  const special = specialTimeline(calendar, invoices);
  const cycles = Math.min(invoices - special.size, fiveYears);
  const main = mainProfile(seed, cycles);
  const customers = new Map([main, ...otherProfiles].map((customer) => [customer.id, customer]));

  const subscriptions = new Map<string, SubscriptionEntry>();
  const entries = new Map<SubscriptionProfile, SubscriptionEntry>();
  for (const customer of customers.values()) {
    for (const profile of customer.subscriptions) {
      const id = `sub_1P${tokenOf(22, seed, 'subscription', customer.id, profile.key)}`;
      const entry = { id, customer, profile, calendar: profile.months === 12 ? yearly : calendar };
      subscriptions.set(id, entry);
      entries.set(profile, entry);
    }
  }
  const endPeriodOf = (entry: SubscriptionEntry): number | null =>
    entry.profile.endPeriod ?? state.cancellations.get(entry.id)?.endPeriod ?? null;
  const entryOf = (customer: CustomerProfile, profile: SubscriptionProfile): SubscriptionEntry => {
    const entry = entries.get(profile);
    if (!entry) throw new RangeError(`${customer.id} has no subscription ${profile.key}`);
    return entry;
  };

  const timelines: Timeline[] = [];
  const byCustomer = new Map<string, Timeline[]>();
  const add = (customer: CustomerProfile, described: DescribedTimeline): void => {
    const timeline: Timeline = { ...described, ordinal: timelines.length, customer };
    timelines.push(timeline);
    byCustomer.set(customer.id, [...(byCustomer.get(customer.id) ?? []), timeline]);
  };
  for (const customer of customers.values()) {
    for (const profile of customer.subscriptions) {
      const entry = entryOf(customer, profile);
      add(
        customer,
        cycleTimeline(profile, entry.calendar, () => endPeriodOf(entry)),
      );
    }
    if (customer.manualInvoices === 'few') add(customer, fewTimeline(calendar));
    if (customer.manualInvoices === 'varied') add(customer, variedTimeline(calendar));
    if (customer.manualInvoices !== 'many') continue;
    add(customer, special);
    const topUps = invoices - special.size - cycles;
    if (topUps > 0) add(customer, topUpTimeline(seed, calendar, topUps, cycles));
  }

  const usage = new Map<string, UsageHistory>();
  return {
    seed,
    calendar,
    state,
    main,
    customers,
    subscriptions,
    timelines,
    timelinesOf: (customer) => byCustomer.get(customer.id) ?? [],
    subscriptionsOf: (customer) => customer.subscriptions.map((profile) => entryOf(customer, profile)),
    entryOf,
    usageOf(customer) {
      const known = usage.get(customer.id);
      if (known) return known;
      const history = usageHistory(seed, customer.id, calendar, customer.usageScale);
      usage.set(customer.id, history);
      return history;
    },
    endPeriodOf,
  };
}
