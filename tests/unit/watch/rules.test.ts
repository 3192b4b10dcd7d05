import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AppError } from '#shared/errors.ts';
import { isQuiet } from '#shared/quiet-hours.ts';
import { coalesce } from '../../../electron/watch/coalesce.ts';
import {
  afterFailure,
  afterSuccess,
  beforeNextTry,
  contradictsItself,
  isDue,
  isOutage,
  mayCheck,
  newSchedule,
} from '../../../electron/watch/schedule.ts';

const minute = 60_000;
const hour = 60 * minute;
const now = Date.parse('2026-11-10T09:00:00.000Z');
const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const serverDown = { code: 'server-unreachable', host: 'h', reason: 'ERR_FAILED' } as const;

describe('schedule', () => {
  test('the next check is the interval away, ±10 %', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 1440 }), anyRandom, (interval, random) => {
        const { nextDueAt } = afterSuccess(now, interval, () => random);
        expect(nextDueAt - now).toBeGreaterThanOrEqual(Math.floor(0.9 * interval * minute));
        expect(nextDueAt - now).toBeLessThanOrEqual(Math.ceil(1.1 * interval * minute));
      }),
    );
  });

  test('a failure waits from about a minute to an hour, and as long as the vendor asks', () => {
    const asked = fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: null });
    fc.assert(
      fc.property(fc.nat({ max: 2000 }), anyRandom, asked, (misses, random, retryAfterSeconds) => {
        const before = { ...newSchedule(now), misses };
        const wait = afterFailure(before, now, serverDown, () => random).nextDueAt - now;
        expect(wait).toBeGreaterThanOrEqual(0.9 * minute);
        expect(wait).toBeLessThanOrEqual(hour);
        const limited = afterFailure(before, now, { code: 'rate-limited', retryAfterSeconds }, () => random);
        expect(limited.nextDueAt - now).toBeGreaterThanOrEqual(Math.min(24 * hour, (retryAfterSeconds ?? 0) * 1000));
      }),
    );
  });

  test('nothing but a refusal can hold a look up for longer than a day and an interval', () => {
    const anyTime = fc.integer({ min: 0, max: 4_000_000_000_000 });
    fc.assert(
      fc.property(
        anyTime,
        anyTime,
        fc.nat({ max: 9 }),
        fc.integer({ min: 5, max: 1440 }),
        (at, later, misses, interval) => {
          const before = { ...newSchedule(at), misses };
          const after =
            misses === 0 ? afterSuccess(at, interval, () => 0.99) : afterFailure(before, at, serverDown, () => 0.99);
          if (later < at - minute || later > at + 27 * hour) expect(isDue(after, later, interval)).toBe(true);
        },
      ),
    );
  });

  test('a refused key is not asked with', () => {
    const refused = afterFailure(newSchedule(now), now, { code: 'key-refused', host: 'h' }, () => 0.5);
    expect(mayCheck(refused, now + 1000 * hour)).toBe(false);
    expect(isDue(refused, now + 1000 * hour, 60)).toBe(false);
  });

  test('a vendor that asks to wait is not asked before, unless another clock said so', () => {
    const limited = afterFailure(newSchedule(now), now, { code: 'rate-limited', retryAfterSeconds: 7200 }, () => 0.5);
    expect(limited).toMatchObject({ notBefore: now + 2 * hour, nextDueAt: now + 2 * hour, stopped: false, misses: 1 });
    expect(mayCheck(limited, now + 2 * hour - 1)).toBe(false);
    expect(mayCheck(limited, now + 2 * hour)).toBe(true);
    expect(mayCheck(limited, now - 22 * hour)).toBe(false);
    expect(mayCheck(limited, now - 22 * hour - 1)).toBe(true);
    const soon = afterFailure(newSchedule(now), now, { code: 'rate-limited', retryAfterSeconds: null }, () => 0.5);
    expect(soon).toMatchObject({ notBefore: null, nextDueAt: now + minute });
    const long = { code: 'rate-limited', retryAfterSeconds: 200_000 } as const;
    expect(afterFailure(newSchedule(now), now, long, () => 0.5).notBefore).toBe(now + 24 * hour);
  });

  test('failures wait 1, 2, 4 … minutes up to an hour, with ten per cent of chance', () => {
    const waits = (random: number) =>
      [0, 1, 2, 5, 6, 99].map(
        (misses) =>
          (afterFailure({ ...newSchedule(now), misses }, now, serverDown, () => random).nextDueAt - now) / minute,
      );
    expect(waits(0.5)).toEqual([1, 2, 4, 32, 60, 60]);
    expect(waits(0)).toEqual([0.9, 1.8, 3.6, 28.8, 54, 54]);
    expect(waits(1)).toEqual([1.1, 2.2, 4.4, 35.2, 60, 60]);
    expect(
      afterFailure({ ...newSchedule(now), lastSuccessAt: 5, misses: 2 }, now, serverDown, () => 0.5),
    ).toMatchObject({
      ...{ lastSuccessAt: 5, lastAttemptAt: now, misses: 3, error: serverDown, stopped: false },
    });
  });

  test('a success starts over', () => {
    expect(afterSuccess(now, 60, () => 0.5)).toEqual({
      ...{ nextDueAt: now + hour, notBefore: null, lastAttemptAt: now, lastSuccessAt: now },
      ...{ misses: 0, stopped: false, error: null },
    });
    expect(afterSuccess(now, 60, () => 1).nextDueAt).toBe(now + 66 * minute);
  });

  test('a look is due at its moment, and sooner where the clock was set back or the interval shortened', () => {
    const done = afterSuccess(now, 60, () => 0.5);
    expect(isDue(newSchedule(now), now, 60)).toBe(true);
    expect(isDue({ ...newSchedule(now + hour), lastAttemptAt: null }, now, 60)).toBe(true);
    expect([isDue(done, now + hour - 1, 60), isDue(done, now + hour, 60)]).toEqual([false, true]);
    expect([isDue(done, now - minute, 60), isDue(done, now - minute - 1, 60)]).toEqual([false, true]);
    expect([isDue(done, now + 11 * minute - 1, 10), isDue(done, now + 11 * minute, 10)]).toEqual([false, true]);
    expect(isDue({ ...done, misses: 1 }, now + 11 * minute, 10)).toBe(false);
  });

  test.each([
    [{ code: 'key-refused', host: 'h' }, true],
    [{ code: 'permission-missing', permission: 'p' }, true],
    [serverDown, false],
  ] as const)('%o stops it: %s', (error, stops) => {
    expect(afterFailure(newSchedule(now), now, error, () => 0.5).stopped).toBe(stops);
  });

  describe('an outage', () => {
    const failed = (misses: number, changes: object = {}) => ({
      ...newSchedule(now),
      misses,
      error: serverDown,
      ...changes,
    });

    test('is three misses, or two after a day without success', () => {
      expect([1, 2, 3, 4].map((misses) => isOutage(failed(misses), now))).toEqual([false, false, true, true]);
      const since = (millis: number, misses = 2) => isOutage(failed(misses, { lastSuccessAt: now - millis }), now);
      expect([since(24 * hour - 1), since(24 * hour), since(24 * hour, 1)]).toEqual([false, true, false]);
      expect(isOutage(newSchedule(now), now)).toBe(false);
      expect(isOutage(failed(0, { stopped: true }), now)).toBe(false);
      expect(isOutage(failed(3, { error: null }), now)).toBe(false);
    });

    test('is at once what does not mend itself', () => {
      const contradictions: AppError[] = [
        { code: 'listing-repeats', list: 'invoice-list', id: 'i' },
        { code: 'listing-endless', list: 'invoice-list', most: 1 },
        { code: 'listing-cut-short', list: 'invoice-list' },
      ];
      for (const error of contradictions) {
        expect(contradictsItself(error)).toBe(true);
        expect(isOutage(failed(1, { error }), now)).toBe(true);
      }
      expect(contradictsItself(serverDown)).toBe(false);
      expect(isOutage(failed(1, { error: { code: 'internal', reference: 'x' } }), now)).toBe(true);
      expect(isOutage(failed(1, { stopped: true }), now)).toBe(true);
    });
  });

  test('retries of notifications pause 1, 2, 4, 8, 10, 10 … minutes', () => {
    expect([1, 2, 3, 4, 5, 500].map((attempts) => beforeNextTry(attempts) / minute)).toEqual([1, 2, 4, 8, 10, 10]);
  });
});

describe('quiet hours', () => {
  const night = { enabled: true, from: '20:00', to: '07:00' };
  test.each([
    ['2026-11-10T19:59:59.999Z', 'UTC', false],
    ['2026-11-10T20:00:00.000Z', 'UTC', true],
    ['2026-11-11T06:59:59.999Z', 'UTC', true],
    ['2026-11-11T07:00:00.000Z', 'UTC', false],
    ['2026-11-10T19:00:00.000Z', 'Europe/Berlin', true],
    ['2026-11-10T19:00:00.000Z', 'Pacific/Pago_Pago', false],
    ['2026-11-10T07:00:00.000Z', 'Pacific/Kiritimati', true],
  ] as const)('%s in %s: %s', (instant, zone, quiet) => {
    expect(isQuiet(night, instant, zone)).toBe(quiet);
    expect(isQuiet({ ...night, enabled: false }, instant, zone)).toBe(false);
  });

  test('within a day, and never when both ends are the same', () => {
    const lunch = { enabled: true, from: '12:00', to: '13:00' };
    expect(isQuiet(lunch, '2026-11-10T11:59:59.999Z', 'UTC')).toBe(false);
    expect(isQuiet(lunch, '2026-11-10T12:00:00.000Z', 'UTC')).toBe(true);
    expect(isQuiet(lunch, '2026-11-10T12:30:00.000Z', 'UTC')).toBe(true);
    expect(isQuiet(lunch, '2026-11-10T13:00:00.000Z', 'UTC')).toBe(false);
    expect(isQuiet({ ...lunch, to: '12:00' }, '2026-11-10T12:00:00.000Z', 'UTC')).toBe(false);
  });
});

test('coalesced runs never overlap, and each caller is served by a run that began after the call', async () => {
  let begun = 0;
  let together = 0;
  let most = 0;
  const run = coalesce(async () => {
    begun++;
    most = Math.max(most, ++together);
    await new Promise((done) => setImmediate(done));
    together--;
  });
  const first = run();
  const callsAtSecond = begun;
  await Promise.all([first, run(), run(), run()]);
  expect(begun).toBe(callsAtSecond + 1);
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => Promise.resolve().then(() => (index % 3 ? run() : first.then(run)))),
  );
  expect(most).toBe(1);
});
