import { describe, expect, it } from 'vitest';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { createPageCache, type RowPage } from '../../renderer/stores/page-cache.ts';

interface Flight {
  offset: number;
  answer: (result: Result<RowPage<string>>) => Promise<void>;
}

/** A list of `count` rows named after a prefix and their index, whose pages come when the test says so. */
function world(count = 1000, keepPages = 4) {
  const flights: Flight[] = [];
  let changes = 0;
  const cache = createPageCache<string>({
    pageSize: 10,
    keepPages,
    fetchPage: (offset) => {
      const { promise, resolve } = Promise.withResolvers<Result<RowPage<string>>>();
      flights.push({
        offset,
        answer: async (result) => {
          resolve(result);
          await promise;
          await Promise.resolve();
          await Promise.resolve();
        },
      });
      return promise;
    },
    onChange: () => {
      changes += 1;
    },
  });
  const page = (offset: number, prefix = 'row', total = count): Result<RowPage<string>> =>
    ok({
      rows: Array.from({ length: Math.max(0, Math.min(10, total - offset)) }, (_, at) => `${prefix} ${offset + at}`),
      count: total,
    });
  /** Answers everything asked for, also what is asked for on the way. */
  async function settle(prefix = 'row', total = count): Promise<void> {
    for (let flight = flights.shift(); flight; flight = flights.shift())
      await flight.answer(page(flight.offset, prefix, total));
  }
  return { cache, flights, page, settle, changes: () => changes };
}

const refused: AppError = { code: 'internal', reference: 'test' };

describe('page cache', () => {
  it('fetches the pages on screen and knows the count from the first', async () => {
    const { cache, settle } = world();
    expect(cache.count).toBeNull();
    cache.want(5, 24);
    await settle();
    expect(cache.count).toBe(1000);
    expect(cache.row(5)).toBe('row 5');
    expect(cache.row(24)).toBe('row 24');
    expect(cache.row(30)).toBeUndefined();
  });

  it('asks for the page in the middle of the screen first', () => {
    const { cache, flights } = world();
    cache.want(95, 125);
    expect(flights[0]?.offset).toBe(110);
  });

  it('never asks for pages that were passed by while two requests were under way', async () => {
    const { cache, flights, settle } = world();
    cache.want(0, 19);
    const asked = [...flights].map(({ offset }) => offset);
    for (let first = 100; first < 900; first += 100) cache.want(first, first + 9);
    cache.want(950, 959);
    const before = flights.length;
    expect(before).toBe(asked.length);
    await settle();
    expect(cache.row(955)).toBe('row 955');
    expect(cache.row(505)).toBeUndefined();
  });

  it('does not ask beyond the end', async () => {
    const { cache, flights, settle } = world(25);
    cache.want(0, 9);
    await settle();
    cache.want(15, 80);
    const offsets = flights.map(({ offset }) => offset);
    await settle();
    expect(Math.max(...offsets)).toBeLessThan(30);
    expect(flights).toHaveLength(0);
  });

  it('forgets the pages longest out of sight and keeps those on screen', async () => {
    const { cache, settle } = world(1000, 4);
    for (let first = 0; first < 200; first += 10) {
      cache.want(first, first + 9);
      await settle();
    }
    expect(cache.pagesHeld).toBe(4);
    expect(cache.row(199)).toBe('row 199');
    expect(cache.row(0)).toBeUndefined();
  });

  it('shows the rows of the old question until the new one is answered, then none of them', async () => {
    const { cache, settle, flights, page } = world();
    cache.want(0, 19);
    await settle();
    cache.reset();
    expect(cache.stale).toBe(true);
    expect(cache.row(3)).toBe('row 3');
    const first = flights.shift();
    await first?.answer(page(first.offset, 'other', 15));
    expect(cache.stale).toBe(false);
    expect(cache.count).toBe(15);
    await settle('other', 15);
    expect(cache.row(3)).toBe('other 3');
    expect(cache.row(17)).toBeUndefined();
  });

  it('drops an answer to a question that is no longer asked', async () => {
    const { cache, flights, page, settle } = world();
    cache.want(0, 9);
    const late = flights.shift();
    cache.reset();
    await settle('new', 7);
    await late?.answer(page(0, 'old', 900));
    expect(cache.count).toBe(7);
    expect(cache.row(0)).toBe('new 0');
  });

  it('replaces rows one page at a time when the same question has a new answer', async () => {
    const { cache, flights, page, settle } = world();
    cache.want(0, 19);
    await settle();
    cache.refresh();
    expect(cache.stale).toBe(false);
    const first = flights.shift();
    await first?.answer(page(first.offset, 'fresh', 1001));
    expect(cache.count).toBe(1001);
    const other = first?.offset === 0 ? 10 : 0;
    expect(cache.row(other)).toBe(`row ${other}`);
    await settle('fresh', 1001);
    expect(cache.row(other)).toBe(`fresh ${other}`);
  });

  it('tells a failure, stops asking, and asks again on retry', async () => {
    const { cache, flights, settle } = world();
    cache.want(0, 9);
    await flights.shift()?.answer(fail(refused));
    expect(cache.failure).toEqual(refused);
    cache.want(0, 19);
    expect(flights).toHaveLength(0);
    cache.retry();
    expect(cache.failure).toBeNull();
    await settle();
    expect(cache.row(0)).toBe('row 0');
  });

  it('says nothing more after it was disposed', async () => {
    const { cache, flights, page, changes } = world();
    cache.want(0, 9);
    const flight = flights.shift();
    cache.dispose();
    await flight?.answer(page(0));
    expect(changes()).toBe(0);
  });
});
