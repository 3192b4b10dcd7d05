import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/period.ts';
import { type Comparable, duplicateReason } from '#shared/sellers/duplicates.ts';
import { expectedAfter } from '#shared/sellers/expected.ts';
import type { Day } from '#shared/time.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const bills = (...days: string[]) => days.map((issuedOn) => ({ issuedOn: issuedOn as Day, total: eur(5000) }));

describe('the next invoice', () => {
  it('is expected of three regular ones, with day and amount', () => {
    expect(expectedAfter(bills('2026-08-02', '2026-09-01', '2026-10-03'), '2026-10-20')).toEqual({
      ...{ on: '2026-11-03', total: eur(5000), from: 3, missing: false },
      interval: { unit: 'month', count: 1 },
    });
  });

  it.each([
    ['two', bills('2026-09-01', '2026-10-01')],
    ['three without a rhythm', bills('2026-01-01', '2026-02-20', '2026-10-01')],
    ['none', []],
  ])('is not expected of %s', (_, past) => {
    expect(expectedAfter(past, '2026-10-20')).toBeNull();
  });

  it('is missing after some days of grace, and no more when the seller has plainly ended', () => {
    const past = bills('2026-08-01', '2026-09-01', '2026-10-01');
    expect(expectedAfter(past, '2026-11-08')?.missing).toBe(false);
    expect(expectedAfter(past, '2026-11-09')?.missing).toBe(true);
    expect(expectedAfter(past, '2026-12-31')).toBeNull();
  });

  it('has no amount where the last ones differ too much', () => {
    const [a, b, c] = bills('2026-08-01', '2026-09-01', '2026-10-01');
    const past = [a, b, c].flatMap((each, index) => (each ? [{ ...each, total: eur(1000 * (index + 1)) }] : []));
    expect(expectedAfter(past, '2026-10-20')).toMatchObject({ total: null, from: 3 });
  });

  it.each([
    [7, { unit: 'week', count: 1 }],
    [91, { unit: 'month', count: 3 }],
    [365, { unit: 'year', count: 1 }],
  ])('comes every %i days', (days, interval) => {
    const first = '2022-01-15';
    const past = [0, 1, 2, 3].map((turn) => ({ issuedOn: addDays(first, turn * days), total: eur(100) }));
    expect(expectedAfter(past, addDays(first, 3 * days + 1))).toMatchObject({ interval, from: 4 });
  });

  it('stays monthly at the end of months', () => {
    expect(expectedAfter(bills('2026-01-31', '2026-02-28', '2026-03-31'), '2026-04-01')).toMatchObject({
      on: '2026-04-30',
    });
  });
});

const invoice: Comparable = {
  ...{ type: 'invoice', sellerId: 'hetzner', number: 'RE-0012', total: eur(1999), issuedOn: '2026-10-01' },
  period: { first: '2026-09-01', last: '2026-09-30' },
};

describe('duplicates', () => {
  it.each<[string, Partial<Comparable>, string | null]>([
    ['the same number', {}, 'same-number'],
    ['the same number written otherwise', { number: 're 12' }, 'same-number'],
    ['the same number and one cent more', { total: eur(2000) }, 'same-number'],
    ['the same number and quite another amount', { total: eur(9900) }, 'same-number'],
    ['another number, but amount and period are the same', { number: 'RE-0013' }, 'same-amount'],
    ['one cent more for the same period', { number: null, total: eur(2000) }, 'same-amount'],
    ['no number, issued a day later', { number: null, period: null, issuedOn: '2026-10-02' }, 'same-amount'],
    ['another seller', { sellerId: 'pixel' }, null],
    ['nobody knows whose, with number and amount', { sellerId: null }, 'same-number'],
    ['nobody knows whose, another amount', { sellerId: null, total: eur(9900) }, null],
    ['next month', { number: 'RE-0013', period: { first: '2026-10-01', last: '2026-10-31' } }, null],
    ['a credit note', { type: 'credit-note' }, null],
  ])('%s', (_, change, reason) => {
    expect(duplicateReason({ ...invoice, ...change }, invoice)).toBe(reason);
  });

  it('are the same both ways round', () => {
    const other = fc.record({
      number: fc.option(fc.constantFrom('RE-0012', '12', 'RE 0013')),
      sellerId: fc.option(fc.constantFrom('hetzner', 'pixel')),
      total: fc.integer({ min: 1997, max: 2001 }).map(eur),
    });
    fc.assert(
      fc.property(other, other, (one, two) => {
        const [a, b] = [
          { ...invoice, ...one },
          { ...invoice, ...two },
        ];
        expect(duplicateReason(a, b)).toBe(duplicateReason(b, a));
      }),
    );
  });
});
