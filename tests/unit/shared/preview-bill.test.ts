import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forecastOf } from '#shared/forecast.ts';
import { type Discount, type InvoiceTax, unknown } from '#shared/invoice-money.ts';
import type { InvoiceLine } from '#shared/invoices.ts';
import { decimalsOf, money } from '#shared/money.ts';
import { invoiceAt, previewBill } from '#shared/preview-bill.ts';
import type { SubscriptionItem } from '#shared/subscription.ts';
import { instantFromMillis, millisOf } from '#shared/time.ts';
import { aLine, anUpcoming, aSubscription, november, usd } from '../../support/billing-objects.ts';

const day = 86_400_000;
const at = (days: number) => instantFromMillis(millisOf(november.start) + days * day);

const tax = (rate: InvoiceTax['rate'], amount: number, changes: Partial<InvoiceTax> = {}): InvoiceTax => ({
  ...{ rate, kind: 'standard', name: 'VAT', jurisdiction: 'DE', base: unknown, amount: usd(amount), inclusive: false },
  ...changes,
});
const off = (percent: string | null, amount: number): Discount => ({ name: 'Loyal', percent, amount: usd(amount) });
const fixed = (amount: number, changes: Partial<InvoiceLine> = {}) =>
  aLine({ id: 'il_fixed', amount: usd(amount), ...changes });
const metered = (amount: number, changes: Partial<InvoiceLine> = {}) =>
  aLine({ id: 'il_metered', amount: usd(amount), kind: 'metered', priceId: 'price_gb', ...changes });

const [plain] = aSubscription().items;
const itemOf = (changes: Partial<SubscriptionItem>): SubscriptionItem => {
  if (!plain) throw new Error('no item');
  return { ...plain, metered: true, quantity: null, priceId: 'price_gb', unitAmountDecimal: null, ...changes };
};
const packages = itemOf({ unitAmountDecimal: '900', packages: { size: 20, round: 'up' } });

function forecast(total: number, lines: readonly InvoiceLine[], days: number, items: readonly SubscriptionItem[] = []) {
  const bill = previewBill(anUpcoming({ total: usd(total), lines: [...lines] }), items);
  return bill && forecastOf(bill, at(days))?.total.amount;
}

describe('the forecast of a previewed invoice', () => {
  test('is on the basis of its total: metered usage grows with the tax on it', () => {
    // 50.00 fixed, 100.00 metered, 19 % on top, 10 of 30 days gone: (50 + 300) × 1.19
    const lines = [fixed(5000, { taxes: [tax('19', 950)] }), metered(10_000, { taxes: [tax('19', 1900)] })];
    expect(forecast(17_850, lines, 10)).toBe(41_650);
  });

  test('takes a tax whose rate is not told as what it was so far', () => {
    const lines = [fixed(5000, { taxes: [tax(unknown, 950)] }), metered(10_000, { taxes: [tax(unknown, 1900)] })];
    expect(forecast(17_850, lines, 10)).toBe(41_650);
  });

  test('takes from the other lines what a line of nothing does not tell', () => {
    const lines = [
      fixed(5000, { taxes: [tax('19', 950)], discounts: [off('10', 500)] }),
      metered(0, { quantity: 20, taxes: [], discounts: [] }),
    ];
    const free = itemOf({
      tiersMode: 'graduated',
      tiers: [
        { upTo: 40, unitAmountDecimal: '0', flatAmountDecimal: null },
        { upTo: null, unitAmountDecimal: '100', flatAmountDecimal: null },
      ],
    });
    // 60 by the end: 20 × 1.00 × 0.9 × 1.19
    expect(forecast(5355, lines, 10, [free])).toBe(5355 + 2142);
  });

  test('leaves out what is contained in the amounts, and lines that are taxed otherwise', () => {
    const contained = metered(10_000, { taxes: [tax('19', 1597, { inclusive: true })] });
    expect(forecast(10_000, [contained], 10)).toBe(30_000);
    const reverse = metered(10_000, { taxes: [tax('0', 0, { kind: 'reverse-charge' })] });
    expect(forecast(10_950, [fixed(5000, { taxes: [tax('19', 950)] }), reverse], 10)).toBe(30_950);
  });

  test('scales a discount in percent, and no fixed one', () => {
    expect(forecast(7500, [metered(10_000, { discounts: [off('25', 2500)] })], 10)).toBe(22_500);
    expect(forecast(7500, [metered(10_000, { discounts: [off(null, 2500)] })], 10)).toBe(27_500);
    expect(forecast(5000, [metered(10_000, { discounts: [off('25', 2500), off(null, 2500)] })], 10)).toBe(20_000);
  });

  test('is in the steps in which the vendor bills', () => {
    expect(forecast(5800, [fixed(4900), metered(900, { quantity: 15 })], 10, [packages])).toBe(4900 + 3 * 900);
    expect(forecast(5800, [fixed(4900), metered(900, { quantity: 13 })], 10, [packages])).toBe(4900 + 2 * 900);
  });

  test('does not trust a price that does not explain the amount so far', () => {
    expect(forecast(1000, [metered(1000, { quantity: 15 })], 10, [packages])).toBe(3000);
    expect(forecast(1000, [metered(1000, { quantity: null })], 10, [packages])).toBe(3000);
  });

  test('leaves prorations, what is billed once, and negative usage as they are', () => {
    const lines = [fixed(-700, { kind: 'proration' }), fixed(1500, { kind: 'one-off' }), metered(-200)];
    expect(forecast(600, lines, 10)).toBe(600);
  });

  test('takes the lines of a price together, and leaves those of other currencies out', () => {
    const lines = [metered(100), metered(200), metered(500, { amount: money(500, 'EUR') })];
    expect(forecast(300, lines, 10)).toBe(900);
  });

  test('is none where lines could not be read, or are no amount', () => {
    const reason = { code: 'answer-incomplete', object: 'invoice-line', id: 'il_9', field: 'amount' } as const;
    const unread = [{ object: 'invoice-line' as const, id: 'il_9', reason }];
    expect(previewBill(anUpcoming({ unread }), [])).toBeNull();
    expect(forecast(0, [metered(Number.MAX_SAFE_INTEGER), metered(1)], 10)).toBeNull();
    expect(forecast(Number.MAX_SAFE_INTEGER, [metered(Number.MAX_SAFE_INTEGER)], 10)).toBeUndefined();
  });
});

/* A vendor of its own, simpler than the one that is tested: it bills one meter and a fee. */

interface Vendor {
  readonly currency: string;
  readonly item: SubscriptionItem;
  readonly fee: number;
  readonly perDay: number;
  readonly percentOff: string | null;
  readonly fixedOff: number;
  readonly taxes: readonly { readonly rate: string; readonly inclusive: boolean }[];
}

/** Halves up, as the vendor rounds, in thousandths of a percent: a float would be off by one. */
const share = (amount: number, percent: string) =>
  Number((2n * BigInt(amount) * BigInt(Math.round(Number(percent) * 1000)) + 100_000n) / 200_000n);

function amountsOf({ tiers, packages: by, unitAmountDecimal }: SubscriptionItem, units: number): [number, number][] {
  if (by) return [[units, Math.ceil(units / by.size) * Number(unitAmountDecimal)]];
  let [left, below] = [units, 0];
  const lines: [number, number][] = [];
  for (const { upTo, unitAmountDecimal: price } of tiers) {
    const inTier = Math.min(left, (upTo ?? Infinity) - below);
    if (inTier > 0 || below === 0) lines.push([inTier, inTier * Number(price)]);
    left -= inTier;
    below = upTo ?? below;
  }
  return lines;
}

function billed(vendor: Vendor, days: number) {
  const { currency, item, fee, perDay, percentOff, fixedOff, taxes } = vendor;
  const lines = [[1, fee] as const, ...amountsOf(item, perDay * days)].map(([quantity, amount], index): InvoiceLine => {
    const discount = percentOff === null ? 0 : share(amount, percentOff);
    return aLine({
      ...{ id: `il_${String(index)}`, amount: money(amount, currency), quantity },
      ...(index === 0 ? { kind: 'fixed', priceId: 'fee' } : { kind: 'metered', priceId: 'price_gb' }),
      discounts: percentOff === null ? [] : [{ name: null, amount: money(discount, currency), percent: percentOff }],
      taxes: taxes.map(({ rate, inclusive }) =>
        tax(rate, 0, { inclusive, amount: money(inclusive ? 0 : share(amount - discount, rate), currency) }),
      ),
    });
  });
  const total = lines.reduce((sum, { amount, discounts, taxes: own }) => {
    const known = [discounts, own].map((each) =>
      (each === unknown ? [] : each).reduce((all, one) => all + one.amount.amount, 0),
    );
    return sum + amount.amount - (known[0] ?? 0) + (known[1] ?? 0);
  }, -fixedOff);
  return anUpcoming({ total: money(total, currency), lines });
}

const prices = fc.integer({ min: 0, max: 5000 });
const items: fc.Arbitrary<SubscriptionItem> = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 50 }), prices)
    .map(([size, price]) => itemOf({ unitAmountDecimal: String(price), packages: { size, round: 'up' } })),
  fc
    .tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), prices, prices)
    .map(([first, more, a, b]) =>
      itemOf({
        tiersMode: 'graduated',
        tiers: [
          { upTo: first, unitAmountDecimal: '0', flatAmountDecimal: null },
          { upTo: first + more, unitAmountDecimal: String(a), flatAmountDecimal: null },
          { upTo: null, unitAmountDecimal: String(b), flatAmountDecimal: null },
        ],
      }),
    ),
);
const percents = fc.constantFrom('5', '12.5', '25', '33.3');
const vendors: fc.Arbitrary<Vendor> = fc.record({
  currency: fc.constantFrom('USD', 'EUR', 'JPY', 'KWD'),
  item: items,
  fee: fc.integer({ min: 0, max: 100_000 }),
  perDay: fc.integer({ min: 0, max: 40 }),
  percentOff: fc.option(percents),
  fixedOff: fc.integer({ min: 0, max: 20_000 }),
  taxes: fc.array(fc.record({ rate: fc.constantFrom('7', '8.875', '19', '25'), inclusive: fc.boolean() }), {
    maxLength: 2,
  }),
});

describe('for usage that grows evenly', () => {
  test('the forecast of any day is the final bill, whatever the tax, discount, currency and tiers', () => {
    fc.assert(
      fc.property(vendors, fc.integer({ min: 1, max: 30 }), (vendor, days) => {
        expect(decimalsOf(vendor.currency)).toBeLessThan(4);
        const bill = previewBill(billed(vendor, days), [vendor.item]);
        expect(bill && forecastOf(bill, at(days))?.total).toEqual(billed(vendor, 30).total);
      }),
      { numRuns: 500 },
    );
  });

  test('a final bill at a share of its period is the bill of that day', () => {
    fc.assert(
      fc.property(vendors, fc.integer({ min: 0, max: 30 }), (vendor, days) => {
        const share = { part: BigInt(days), whole: 30n };
        expect(invoiceAt(billed(vendor, 30), [vendor.item], share)?.total).toEqual(billed(vendor, days).total);
      }),
    );
  });
});

test('an invoice at a share of its period has a line a price, its units whole', () => {
  const lines = [fixed(4900), metered(0, { quantity: 2 }), metered(900, { quantity: 1 })];
  const found = invoiceAt({ total: usd(5800), period: november, lines }, [], { part: 1n, whole: 3n });
  expect(found).toMatchObject({ total: usd(5200), lines: [{ id: 'il_fixed' }, { amount: usd(300), quantity: null }] });
});

test('tiers of an invoice at a share of its period have no price together; one price stays', () => {
  const priceAt = (...prices: string[]) => {
    const lines = prices.map((unitAmountDecimal) => metered(900, { quantity: 1, unitAmountDecimal }));
    return invoiceAt({ total: usd(900 * prices.length), period: november, lines }, [], { part: 1n, whole: 3n })?.lines;
  };
  expect(priceAt('0', '900')).toMatchObject([{ unitAmountDecimal: null }]);
  expect(priceAt('900', '900')).toMatchObject([{ unitAmountDecimal: '900' }]);
});
