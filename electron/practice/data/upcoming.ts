import { cycleLines, sumOf } from './amounts.ts';
import type { Seconds } from './calendar.ts';
import { noCharges } from './charges.ts';
import type { InvoiceFacts, Invoices, InvoiceSums } from './invoices.ts';
import { standingAt } from './subscriptions.ts';
import type { SubscriptionEntry, World } from './world.ts';

/** The invoice that would be made at the end of the current period if nothing more were used. */
export interface UpcomingFacts extends Pick<
  InvoiceFacts,
  'created' | 'periodStart' | 'periodEnd' | 'lines' | keyof InvoiceSums
> {
  readonly entry: SubscriptionEntry;
}

/** Null where nothing will be billed: ended, paused, or cancelled without usage to bill. */
export function upcomingOf(
  world: World,
  invoices: Invoices,
  entry: SubscriptionEntry,
  now: Seconds,
): UpcomingFacts | null {
  const { customer, profile, calendar } = entry;
  const { status, period, start, end } = standingAt(world, entry, now);
  if (status === 'canceled' || status === 'paused' || profile.kind === 'paused') return null;
  const final = world.endPeriodOf(entry) === period + 1;
  const request = { customer, subscription: profile, period: period + 1, final, until: now };
  const lines = cycleLines(request, calendar, world.usageOf(customer));
  if (lines.length === 0) return null;
  const sums = sumOf(lines);
  const startingBalance = invoices.balanceAt(customer, now + 1);
  return {
    entry,
    created: end,
    periodStart: start,
    periodEnd: end,
    lines,
    ...sums,
    startingBalance,
    endingBalance: Math.min(0, startingBalance + sums.total),
    amountDue: Math.max(0, startingBalance + sums.total),
    ...{ charges: noCharges, credited: 0, paidInPart: 0 },
  };
}
