import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#shared/period.ts';
import type { Day, Instant } from '#shared/time.ts';
import { joined, piecesOf } from '../../../electron/sources/imagekit/pieces.ts';
import { readUsage } from '../../../electron/sources/imagekit/wire.ts';
import { isFinal, runningMonth } from '../../../electron/sources/usage-source.ts';
import { usageSourceContract } from '../../support/contracts/usage-source.ts';
import { fakeClock } from '../../support/fakes/fake-clock.ts';
import { fakeUsageSource } from '../../support/fakes/fake-usage-source.ts';

const days = ({ start, end }: { start: Day; end: Day }) => (Date.parse(end) - Date.parse(start)) / 86_400_000;

usageSourceContract('fake', () => {
  const source = fakeUsageSource(fakeClock());
  source.amountsOf = (range) => ({
    bandwidth: days(range) * 10 ** 9,
    storage: 5 * 10 ** 9,
    'video-processing-units': days(range),
    'extension-units': 0,
    'original-cache-storage': 10 ** 9,
  });
  return Promise.resolve({ source });
});

test('pieces cover any range without gaps, each under 90 days', () => {
  const day = fc.integer({ min: 0, max: 3000 }).map((offset) => addDays('2020-02-27', offset));
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 1000 }), (start, length) => {
      const end = addDays(start, length);
      const pieces = piecesOf({ start, end });
      expect(pieces.reduce((sum, piece) => sum + days(piece), 0)).toBe(length);
      for (const [index, piece] of pieces.entries()) {
        expect(days(piece)).toBeGreaterThan(0);
        expect(days(piece)).toBeLessThan(90);
        expect(piece.start).toBe(pieces[index - 1]?.end ?? start);
      }
      if (length > 0) expect(pieces.at(-1)?.end).toBe(end);
    }),
  );
});

test('90 days are two pieces, 89 are one', () => {
  expect(piecesOf({ start: '2026-01-01', end: addDays('2026-01-01', 89) })).toHaveLength(1);
  expect(piecesOf({ start: '2026-01-01', end: addDays('2026-01-01', 90) })).toEqual([
    { start: '2026-01-01', end: '2026-03-31' },
    { start: '2026-03-31', end: '2026-04-01' },
  ]);
});

test('answers join to sums, the last level, and the oldest age; what one lacks is not told', () => {
  const answers = [
    { amounts: { bandwidth: 3, storage: 10, 'extension-units': 1 }, asOf: '2026-11-22T12:00:00.000Z' as const },
    { amounts: { bandwidth: 4, storage: 7 }, asOf: '2026-11-22T11:00:00.000Z' as const },
  ];
  expect(joined(answers)).toEqual({
    amounts: { bandwidth: 7, storage: 7 },
    asOf: '2026-11-22T11:00:00.000Z',
  });
});

test('a sum that no number holds is told as none, a level as it is', () => {
  const most = Number.MAX_SAFE_INTEGER;
  const answer = (amount: number) => ({
    amounts: { bandwidth: amount, storage: most },
    asOf: '2026-11-22T12:00:00.000Z' as const,
  });
  expect(joined([answer(most), answer(1)]).amounts).toEqual({ storage: most });
  expect(joined([answer(most), answer(0)]).amounts).toEqual({ bandwidth: most, storage: most });
});

test('the running month begins on the 1st in UTC, whatever the local day is', () => {
  expect(runningMonth('2026-11-30T23:59:59.999Z')).toEqual({ start: '2026-11-01', end: '2026-12-01' });
  expect(runningMonth('2026-12-01T00:00:00.000Z')).toEqual({ start: '2026-12-01', end: '2026-12-02' });
  expect(runningMonth('2028-02-29T10:00:00.000Z')).toEqual({ start: '2028-02-01', end: '2028-03-01' });
});

test('an answer is final when the vendor can have no older one', () => {
  const october = { start: '2026-10-01', end: '2026-11-01' } as const;
  const at = (asOf: Instant) => isFinal(october, { amounts: {}, asOf });
  expect(at('2026-10-31T23:59:59.999Z')).toBe(false);
  expect(at('2026-11-01T05:59:59.999Z')).toBe(false);
  expect(at('2026-11-01T06:00:00.000Z')).toBe(true);
});

test('each field of an answer may be missing, but not all; a figure that is none is no usage', () => {
  expect(readUsage({ bandwidthBytes: 5, extensionUnitsCount: null, unknown: 'x' })).toEqual({
    ok: true,
    value: { bandwidth: 5 },
  });
  expect(readUsage({ videoProcessingUnitsCount: 1.2 })).toEqual({ ok: true, value: { 'video-processing-units': 2 } });
  for (const body of [
    {},
    [],
    null,
    'text',
    7,
    { bandwidthBytes: '5' },
    { bandwidthBytes: -1 },
    { bandwidthBytes: 1e300 },
  ])
    expect(readUsage(body)).toMatchObject({ ok: false, error: { code: 'answer-incomplete', object: 'usage' } });
});

test('any JSON is usage or an error, never thrown', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (body) => {
      const read = readUsage(body);
      if (!read.ok) expect(read.error.code).toBe('answer-incomplete');
    }),
  );
});
