import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InvoiceLine } from '#shared/invoices.ts';
import { lineChanges } from '#shared/line-changes.ts';
import { aLine } from '../../support/billing-objects.ts';

const line = (
  description: string,
  amount: number,
  priceId: string | null = null,
  { currency = 'USD', ...changes }: Partial<InvoiceLine> & { currency?: string } = {},
): InvoiceLine =>
  aLine({
    ...{ id: `${description}-${amount}`, description, amount: { amount, currency }, priceId },
    ...{ quantity: null, unitAmountDecimal: null, ...changes },
  });
const side = (amount: number, quantity: number | null = null, unitAmountDecimal: string | null = null) => ({
  ...{ amount: { amount, currency: 'USD' }, quantity, unitAmountDecimal },
});

describe('what changed between two invoices', () => {
  it('pairs by price, then by description, largest difference first', () => {
    const before = [line('Plan', 4900, 'p1'), line('Bandwidth, October', 900, 'p2'), line('Support', 1000)];
    const now = [line('Plan', 4900, 'p1'), line('Bandwidth, November', 2700, 'p2'), line('Storage', 300)];
    expect(lineChanges(before, now)).toEqual([
      { description: 'Bandwidth, November', before: side(900), now: side(2700) },
      { description: 'Support', before: side(1000), now: null },
      { description: 'Storage', before: null, now: side(300) },
      { description: 'Plan', before: side(4900), now: side(4900) },
    ]);
  });

  it('tells quantity and price apart', () => {
    const of = (quantity: number, price: string) => ({ quantity, unitAmountDecimal: price });
    const before = [line('5 × Seats (at $9.00 / month)', 4500, 'p', of(5, '900'))];
    const now = [line('12 × Seats (at $10.00 / month)', 12_000, 'p', of(12, '1000'))];
    expect(lineChanges(before, now)).toEqual([
      { description: 'Seats', before: side(4500, 5, '900'), now: side(12_000, 12, '1000') },
    ]);
  });

  it('has no price of one for tiers with several, and no quantity where a line tells none', () => {
    const tiers = [
      line('Tier 1', 0, 'p', { quantity: 2, unitAmountDecimal: '0' }),
      line('Tier 2', 900, 'p', { quantity: 1, unitAmountDecimal: '900' }),
    ];
    expect(lineChanges([], tiers)[0]?.now).toEqual(side(900, 3));
    expect(lineChanges([], [...tiers, line('Rest', 5, 'p')])[0]?.now).toEqual(side(905));
  });

  it('pairs a product that has another price now', () => {
    const before = [line('5 × Seats (at $9.00 / month)', 4500, 'old'), line('Setup', 100, 'once')];
    const now = [line('5 × Seats (at $10.00 / month)', 5000, 'new')];
    expect(lineChanges(before, now)).toEqual([
      { description: 'Seats', before: side(4500), now: side(5000) },
      { description: 'Setup', before: side(100), now: null },
    ]);
  });

  it('adds up the tiers of one price and never mixes currencies', () => {
    const now = [line('Tier 1', 100, 'p'), line('Tier 2', 50, 'p'), line('Tier 1', 70, 'p', { currency: 'EUR' })];
    expect(lineChanges([], now).map((change) => change.now?.amount)).toEqual([
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
    expect(lineChanges([], now).map((change) => change.now?.amount.amount)).toEqual([most - 2, 1]);
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
        expect(sum(changes.map((change) => change.before?.amount.amount))).toBe(
          sum(before.map(({ amount }) => amount)),
        );
        expect(sum(changes.map((change) => change.now?.amount.amount))).toBe(sum(now.map(({ amount }) => amount)));
      }),
    );
  });
});
