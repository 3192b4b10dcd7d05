import { expect, it } from 'vitest';
import { exceededAt } from '#shared/pace.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const period = { start: '2026-11-01T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z' } as const;
const at = (threshold: number, forecast: number | null, total = 10_000) =>
  exceededAt(
    { measure: 'total', threshold: usd(threshold) },
    {
      total: usd(total),
      forecast: forecast === null ? null : { total: usd(forecast) },
      period,
      asOf: '2026-11-11T00:00:00.000Z',
    },
  );

it('is the day on which an amount passes its threshold on the way to its forecast', () => {
  expect(at(20_000, 30_000)).toBe('2026-11-21T00:00:00.000Z');
  expect(at(10_000, 30_000)).toBe('2026-11-11T00:00:00.000Z');
});

it('is unknown where it will not, or nothing says so', () => {
  expect(at(30_000, 30_000)).toBeNull();
  expect(at(20_000, null)).toBeNull();
  expect(at(20_000, 10_000)).toBeNull();
  expect(at(5_000, 30_000)).toBeNull();
  expect(
    exceededAt(
      { measure: 'total', threshold: { amount: 20_000, currency: 'EUR' } },
      { total: usd(1), forecast: { total: usd(30_000) }, period, asOf: '2026-11-11T00:00:00.000Z' },
    ),
  ).toBeNull();
});
