import { Temporal } from 'temporal-polyfill';
import type { Period } from './period.ts';
import { type Instant, instantFromMillis, millisOf } from './time.ts';

const day = 24 * 60 * 60_000;

/**
 * The billing periods of one subscription for which there is no invoice: between the first invoice and the last, and up
 * to `until`, the start of the running period, where the plan is still active. Gaps of up to a day are none.
 */
export function missingPeriods(periods: readonly Period[], until: Instant | null): Period[] {
  const billed = periods.filter(({ start, end }) => start < end).sort((a, b) => (a.start < b.start ? -1 : 1));
  const first = billed[0];
  if (!first) return [];
  const missing: Period[] = [];
  let last = first;
  const miss = (before: Instant) => {
    if (millisOf(before) - millisOf(last.end) > day)
      missing.push(...split({ start: last.end, end: before }, monthsIn(last)));
  };
  for (const period of billed) {
    miss(period.start);
    if (period.end > last.end) last = period;
  }
  if (until !== null) miss(until);
  return missing;
}

/** Length of a period in whole months; 0 for one of weeks or days. */
const monthsIn = ({ start, end }: Period): number => Math.round((millisOf(end) - millisOf(start)) / day / 30.44);

/** A stretch of time in periods of so many months, counted from its start. */
function split(stretch: Period, months: number): Period[] {
  if (months === 0) return [stretch];
  const from = Temporal.Instant.from(stretch.start).toZonedDateTimeISO('UTC');
  const parts: Period[] = [];
  for (let start = stretch.start, part = 1; start < stretch.end; part++) {
    const next = instantFromMillis(from.add({ months: months * part }).epochMilliseconds);
    // What is left of less than a day belongs to the part before it.
    const end = millisOf(stretch.end) - millisOf(next) <= day ? stretch.end : next;
    parts.push({ start, end });
    start = end;
  }
  return parts;
}

export interface NumberGap {
  /** The first number that is not there. */
  readonly first: string;
  readonly after: string;
  readonly before: string;
  /** How many numbers are not there. */
  readonly count: number;
}

/**
 * Numbers left out of a sequence such as `ABC-0001, ABC-0002`. A sequence of which more is left out than is there belongs to
 * a vendor who counts through all customers: it tells nothing and is not reported. Nor is one of fewer than three numbers.
 */
export function numberGaps(numbers: Iterable<string>): NumberGap[] {
  const sequences = new Map<string, Map<number, string>>();
  for (const number of numbers) {
    const [, prefix, digits] = /^(.*?)(\d{1,15})$/s.exec(number) ?? [];
    if (prefix === undefined || digits === undefined) continue;
    const sequence = sequences.get(prefix) ?? new Map<number, string>();
    sequences.set(prefix, sequence.set(Number(digits), number));
  }
  return [...sequences].flatMap(([prefix, sequence]) => gapsIn(prefix, sequence));
}

function gapsIn(prefix: string, sequence: ReadonlyMap<number, string>): NumberGap[] {
  const present = [...sequence].sort(([a], [b]) => a - b);
  const gaps: NumberGap[] = [];
  for (const [index, [value, number]] of present.entries()) {
    const next = present[index + 1];
    if (!next || next[0] === value + 1) continue;
    const digits = number.length - prefix.length;
    gaps.push({
      first: `${prefix}${String(value + 1).padStart(digits, '0')}`,
      after: number,
      before: next[1],
      count: next[0] - value - 1,
    });
  }
  const leftOut = gaps.reduce((sum, { count }) => sum + count, 0);
  return present.length < 3 || leftOut > present.length ? [] : gaps;
}
