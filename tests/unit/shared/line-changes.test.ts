import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InvoiceLine } from '#shared/invoices.ts';
import { lineChanges } from '#shared/line-changes.ts';

const line = (description: string, amount: number, priceId: string | null = null, currency = 'USD'): InvoiceLine => ({
  id: `${description}-${amount}`,
  description,
  amount: { amount, currency },
  quantity: null,
  period: null,
  ...{ unitAmountDecimal: null, discounts: [], taxes: [] },
  priceId,
  kind: 'fixed',
});

describe('what changed between two invoices', () => {
  it('pairs by price, then by description, largest difference first', () => {
    const before = [line('Plan', 4900, 'p1'), line('Bandwidth, October', 900, 'p2'), line('Support', 1000)];
    const now = [line('Plan', 4900, 'p1'), line('Bandwidth, November', 2700, 'p2'), line('Storage', 300)];
    expect(lineChanges(before, now)).toEqual([
      {
        description: 'Bandwidth, November',
        before: { amount: 900, currency: 'USD' },
        now: { amount: 2700, currency: 'USD' },
      },
      { description: 'Support', before: { amount: 1000, currency: 'USD' }, now: null },
      { description: 'Storage', before: null, now: { amount: 300, currency: 'USD' } },
      { description: 'Plan', before: { amount: 4900, currency: 'USD' }, now: { amount: 4900, currency: 'USD' } },
    ]);
  });

  it('adds up the tiers of one price and never mixes currencies', () => {
    const now = [line('Tier 1', 100, 'p'), line('Tier 2', 50, 'p'), line('Tier 1', 70, 'p', 'EUR')];
    expect(lineChanges([], now).map(({ now }) => now)).toEqual([
      { amount: 150, currency: 'USD' },
      { amount: 70, currency: 'EUR' },
    ]);
  });

  it('names a line without the quantity and price that the vendor wrote into it', () => {
    const now = [
      line('2 × 20 GB bandwidth (Tier 1 at $0.00 / month)', 0, 'p'),
      line('13 × 20 GB bandwidth (Tier 2 at $9.00 / month)', 11_700, 'p'),
      line('1 × Pro plan (at $49.00 / month)', 4900, 'q'),
      line('Setup (once)', 100, 'r'),
    ];
    expect(lineChanges([], now).map(({ description }) => description)).toEqual([
      '20 GB bandwidth',
      'Pro plan',
      'Setup (once)',
    ]);
  });

  it('leaves lines apart whose sum would be no amount', () => {
    const most = Number.MAX_SAFE_INTEGER;
    const now = [line('Tier 1', most, 'p'), line('Tier 2', 1, 'p'), line('Tier 3', -2, 'p')];
    expect(lineChanges([], now).map((change) => change.now?.amount)).toEqual([most - 2, 1]);
  });

  it('loses no amount', () => {
    const lines = fc.array(
      fc.record({
        description: fc.constantFrom('a', 'b'),
        amount: fc.integer({ min: -1e6, max: 1e6 }),
        price: fc.constantFrom(null, 'p', 'q'),
      }),
    );
    fc.assert(
      fc.property(lines, lines, (before, now) => {
        const make = (all: typeof before) =>
          all.map(({ description, amount, price }) => line(description, amount, price));
        const sum = (amounts: (number | undefined)[]) =>
          amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0);
        const changes = lineChanges(make(before), make(now));
        expect(sum(changes.map((change) => change.before?.amount))).toBe(sum(before.map(({ amount }) => amount)));
        expect(sum(changes.map((change) => change.now?.amount))).toBe(sum(now.map(({ amount }) => amount)));
      }),
    );
  });
});
