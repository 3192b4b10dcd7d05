import { type Money, money } from '../money.ts';
import { addDays, addMonths, monthOfDay } from '../period.ts';
import type { Day } from '../time.ts';
import type { ExpectedInvoice } from './model.ts';

/** An invoice of one seller, as far as its rhythm needs it. */
export interface PastInvoice {
  readonly issuedOn: Day;
  readonly total: Money;
}

interface Rhythm {
  readonly interval: ExpectedInvoice['interval'];
  /** Days that an invoice may be off. */
  readonly slack: number;
  /** Days after which one that has not come is missed. */
  readonly grace: number;
}

const rhythms: readonly Rhythm[] = [
  { interval: { unit: 'week', count: 1 }, slack: 1, grace: 3 },
  { interval: { unit: 'week', count: 2 }, slack: 2, grace: 4 },
  { interval: { unit: 'month', count: 1 }, slack: 5, grace: 7 },
  { interval: { unit: 'month', count: 2 }, slack: 7, grace: 10 },
  { interval: { unit: 'month', count: 3 }, slack: 10, grace: 14 },
  { interval: { unit: 'month', count: 6 }, slack: 14, grace: 21 },
  { interval: { unit: 'year', count: 1 }, slack: 21, grace: 30 },
];

/** So many of the last are looked at. */
const looked = 6;
/** Fewer show no rhythm. */
const leastRegular = 3;
/** Amounts that differ by more than a fifth do not say what the next one is. */
const steady = 0.2;

/**
 * When the next invoice should come, by the last ones of one seller in one currency; null without three that are regular, and
 * when so many failed to come that the seller has plainly ended. Several of one day count once, together.
 */
export function expectedAfter(past: readonly PastInvoice[], today: Day): ExpectedInvoice | null {
  const days = Map.groupBy(
    past.toSorted((a, b) => (a.issuedOn < b.issuedOn ? -1 : 1)),
    ({ issuedOn }) => issuedOn,
  );
  const last = [...days].slice(-looked);
  for (const rhythm of rhythms) {
    const regular = regularEnd(
      last.map(([day]) => day),
      rhythm,
    );
    const [latest] = regular.slice(-1);
    if (latest === undefined || regular.length < leastRegular) continue;
    const { interval, grace } = rhythm;
    const on = after(latest, interval);
    if (today > addDays(after(on, interval), grace)) return null;
    const totals = last.slice(-regular.length).map(([, invoices]) => sumOf(invoices));
    return { on, interval, total: steadyTotal(totals), from: regular.length, missing: today > addDays(on, grace) };
  }
  return null;
}

/** The longest end of the days in which each follows the one before at that interval. */
function regularEnd(days: readonly Day[], { interval, slack }: Rhythm): Day[] {
  let first = days.length - 1;
  while (first > 0) {
    const [before, then] = [days[first - 1], days[first]];
    if (before === undefined || then === undefined) break;
    const due = after(before, interval);
    if (then < addDays(due, -slack) || then > addDays(due, slack)) break;
    first -= 1;
  }
  return days.slice(Math.max(0, first));
}

function after(day: Day, { unit, count }: ExpectedInvoice['interval']): Day {
  if (unit === 'week') return addDays(day, 7 * count);
  const month = addMonths(monthOfDay(day), unit === 'year' ? 12 * count : count);
  const last = addDays(`${addMonths(month, 1)}-01`, -1);
  const same: Day = `${month}-${day.slice(8)}` as Day;
  return same < last ? same : last;
}

/** Null of several currencies. */
function sumOf(invoices: readonly PastInvoice[]): Money | null {
  const [first] = invoices;
  if (!first || invoices.some(({ total }) => total.currency !== first.total.currency)) return null;
  const sum = invoices.reduce((amount, { total }) => amount + total.amount, 0);
  return Number.isSafeInteger(sum) ? money(sum, first.total.currency) : null;
}

/** The median of the last three, where they are about the same. */
function steadyTotal(totals: readonly (Money | null)[]): Money | null {
  const known = totals.slice(-leastRegular).flatMap((total) => total ?? []);
  const [one, middle, other] = known.toSorted((a, b) => a.amount - b.amount);
  if (!one || !middle || !other || known.some(({ currency }) => currency !== middle.currency)) return null;
  return other.amount - one.amount <= Math.abs(middle.amount) * steady ? middle : null;
}
