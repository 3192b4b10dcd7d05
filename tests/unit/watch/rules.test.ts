import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isQuiet } from '#shared/quiet-hours.ts';
import { coalesce } from '../../../electron/watch/coalesce.ts';
import {
  afterFailure,
  afterSuccess,
  beforeNextTry,
  isDue,
  mayAsk,
  newSchedule,
} from '../../../electron/watch/schedule.ts';

const minute = 60_000;
const hour = 60 * minute;
const now = Date.parse('2026-11-10T09:00:00.000Z');
const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const serverDown = { code: 'server-unreachable', host: 'h', reason: 'r' } as const;

describe('schedule', () => {
  test('the next look is the interval away, ±10 %', () => {
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
    expect(mayAsk(refused, now + 1000 * hour)).toBe(false);
    expect(isDue(refused, now + 1000 * hour, 60)).toBe(false);
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
  ])('%s in %s: %s', (instant, zone, quiet) => {
    expect(isQuiet(night, instant, zone)).toBe(quiet);
    expect(isQuiet({ ...night, enabled: false }, instant, zone)).toBe(false);
  });

  test('within a day, and never when both ends are the same', () => {
    const lunch = { enabled: true, from: '12:00', to: '13:00' };
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
