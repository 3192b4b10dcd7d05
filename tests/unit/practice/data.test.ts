import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf } from '../../../electron/practice/data/calendar.ts';
import { createInvoices, type InvoiceFacts } from '../../../electron/practice/data/invoices.ts';
import { pageOf } from '../../../electron/practice/data/pages.ts';
import { upcomingOf } from '../../../electron/practice/data/upcoming.ts';
import { createWorld } from '../../../electron/practice/data/world.ts';

const seconds = (iso: string): number => Date.parse(iso) / 1000;
const moments = fc.integer({ min: seconds('2020-01-01'), max: seconds('2040-01-01') });
const seeds = fc.integer({ min: 0, max: 100_000 });

function upcomingTotal(seed: number, anchor: number, now: number): number | undefined {
  const world = createWorld({ seed, invoices: 60, anchor });
  const [entry] = world.subscriptionsOf(world.main);
  return entry && upcomingOf(world, createInvoices(world), entry, now)?.total;
}

test('at any moment of creation and with any seed the upcoming invoice is above 100.00, yet below 300.00 at its end', () => {
  fc.assert(
    fc.property(seeds, moments, (seed, anchor) => {
      const end = calendarOf(anchor).start(1) - 1;
      expect(upcomingTotal(seed, anchor, anchor)).toBeGreaterThan(10_000);
      expect(upcomingTotal(seed, anchor, end)).toBeLessThan(30_000);
    }),
    { numRuns: 300 },
  );
});

test('it never falls within a period, and is below 100.00 in the first five days of the next ones, above it in the end', () => {
  fc.assert(
    fc.property(seeds, moments, fc.integer({ min: 1, max: 24 }), (seed, anchor, k) => {
      const calendar = calendarOf(anchor);
      const [start, end] = [calendar.start(k), calendar.start(k + 1)];
      const totals = Array.from(
        { length: 12 },
        (_, step) => upcomingTotal(seed, anchor, start + Math.floor(((end - start - 1) * step) / 11)) ?? 0,
      );
      expect(totals).toEqual(totals.toSorted((a, b) => a - b));
      expect(upcomingTotal(seed, anchor, start + 5 * 86_400)).toBeLessThan(10_000);
      expect(totals.at(-1)).toBeGreaterThan(12_000);
    }),
    { numRuns: 60 },
  );
});

test('a moment lies in the period that says so', () => {
  fc.assert(
    fc.property(moments, moments, fc.constantFrom(1, 12), (anchor, time, months) => {
      const calendar = calendarOf(anchor, months);
      const k = calendar.periodOf(time);
      expect(calendar.start(k)).toBeLessThanOrEqual(time);
      expect(calendar.start(k + 1)).toBeGreaterThan(time);
    }),
  );
});

function allInvoices(seed: number, invoices: number, anchor: number): InvoiceFacts[] {
  const world = createWorld({ seed, invoices, anchor });
  const reader = createInvoices(world);
  const timelines = world.timelinesOf(world.main);
  const page = pageOf({
    timelines,
    limit: invoices + 50,
    after: null,
    before: null,
    from: -Infinity,
    to: anchor,
    accepts: () => true,
  });
  return page.refs.map((ref) => reader.facts(ref, anchor));
}

test('the printed customer has as many invoices as were asked for, nine in ten with a PDF, numbered without gaps', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 0, max: 700 }), moments, (seed, invoices, anchor) => {
      const all = allInvoices(seed, invoices, anchor);
      expect(all).toHaveLength(invoices);
      expect(new Set(all.map(({ id }) => id)).size).toBe(invoices);
      const numbers = all.flatMap(({ number }) => (number === null ? [] : [Number(number.split('-')[1])]));
      expect(numbers.length).toBeGreaterThanOrEqual(invoices * 0.9);
      expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => numbers.length - index));
    }),
    { numRuns: 40 },
  );
});

test('pages forwards and backwards cover the same invoices, whatever their size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 100 }), (invoices, limit) => {
      const now = seconds('2026-11-22');
      const world = createWorld({ seed: 1, invoices, anchor: now });
      const reader = createInvoices(world);
      const request = {
        timelines: world.timelinesOf(world.main),
        limit,
        after: null,
        before: null,
        from: -Infinity,
        to: now,
        accepts: () => true,
      };
      const forwards: string[] = [];
      let page = pageOf(request);
      for (;;) {
        forwards.push(...page.refs.map((ref) => reader.idOf(ref)));
        const last = page.refs.at(-1);
        if (!page.hasMore || !last) break;
        page = pageOf({ ...request, after: last });
      }
      const backwards: string[] = [];
      const oldest = page.refs.at(-1);
      if (oldest) backwards.push(reader.idOf(oldest));
      let newest = oldest;
      while (newest) {
        const before = pageOf({ ...request, before: newest });
        backwards.unshift(...before.refs.map((ref) => reader.idOf(ref)));
        newest = before.refs[0];
      }
      expect(forwards).toHaveLength(invoices);
      expect(backwards).toEqual(forwards);
    }),
    { numRuns: 40 },
  );
});

test('an id finds its invoice, and no other id does', () => {
  const now = seconds('2026-11-22');
  const world = createWorld({ seed: 3, invoices: 300, anchor: now });
  const reader = createInvoices(world);
  for (const { id, ref } of allInvoices(3, 300, now)) {
    const found = reader.find(id, now);
    expect(found && [found.timeline.ordinal, found.index]).toEqual([ref.timeline.ordinal, ref.index]);
    expect(reader.find(`${id.slice(0, 10)}x${id.slice(11)}`, now)?.index).not.toBe(
      id.charAt(10) === 'x' ? undefined : ref.index,
    );
  }
  expect(reader.find('in_unknown', now)).toBeNull();
  expect(reader.find('', now)).toBeNull();
});

test('the data of one part of a month is the same at any moment in it, with or without an anchor', () => {
  const essence = (anchor: string): unknown =>
    allInvoices(5, 120, seconds(anchor)).map(({ id, number, total, created }) => [id, number, total, created]);
  expect(essence('2026-11-30T23:59:00Z')).toEqual(essence('2026-11-16T00:00:00Z'));
  expect(essence('2026-11-08T00:00:00Z')).toEqual(essence('2026-11-15T23:00:00Z'));
  expect(essence('2026-11-07T00:00:00Z')).not.toEqual(essence('2026-11-08T00:00:00Z'));
});
