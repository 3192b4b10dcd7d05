import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatQuantity, parseQuantity } from '#shared/quantity.ts';

describe('reading what was typed', () => {
  test.each([
    ['80%', 'byte', 80, 'percent'],
    [' 80 % ', 'count', 80, 'percent'],
    ['500 GB', 'byte', 500_000_000_000, 'byte'],
    ['1.5gib', 'byte', 1_610_612_736, 'byte'],
    ['0.001 kB', 'byte', 1, 'byte'],
    ['5000', 'count', 5000, 'count'],
  ] as const)('%s of %s', (input, base, quantity, unit) => {
    expect(parseQuantity(input, base)).toEqual({ ok: true, value: { quantity, unit } });
  });

  test.each([
    ['500', 'byte', 'quantity-not-understood'],
    ['500 GB', 'count', 'quantity-not-understood'],
    ['0.5', 'count', 'quantity-not-understood'],
    ['1,500 GB', 'byte', 'quantity-not-understood'],
    ['-5%', 'byte', 'quantity-not-understood'],
    ['five', 'count', 'quantity-not-understood'],
    ['5 constructor', 'byte', 'quantity-not-understood'],
    ['0%', 'byte', 'amount-out-of-range'],
    ['99999999 TB', 'byte', 'amount-out-of-range'],
  ] as const)('%s of %s is refused', (input, base, code) => {
    expect(parseQuantity(input, base)).toMatchObject({ ok: false, error: { code, input } });
  });

  test('nothing at all is no threshold that was not understood', () => {
    expect(parseQuantity(' ', 'byte')).toEqual({ ok: false, error: { code: 'amount-missing' } });
  });
});

describe('for people', () => {
  test.each([
    [512_400_000_000, 'byte', 'en', '512.4 GB'],
    [512_400_000_001, 'byte', 'de', '512,401\u00a0GB'],
    [1500, 'byte', 'en', '1.5 kB'],
    [5000, 'count', 'de', '5.000'],
    [80, 'percent', 'en', '80%'],
  ] as const)('%i %s in %s', (quantity, unit, locale, text) => {
    expect(formatQuantity({ quantity, unit }, locale)).toBe(text);
  });

  test('what is over a threshold never reads as equal to it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 8e12 }), fc.integer({ min: 1, max: 999_999 }), (quantity, over) => {
        const threshold = { quantity, unit: 'byte' } as const;
        const used = { quantity: quantity + over, unit: 'byte' } as const;
        expect(formatQuantity(used, 'en')).not.toBe(formatQuantity(threshold, 'en', { exact: true }));
      }),
    );
  });

  test('a threshold reads exactly as it is compared', () => {
    expect(formatQuantity({ quantity: 312_345_678_912, unit: 'byte' }, 'en', { exact: true })).toBe('312.345678912 GB');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (quantity) => {
        const text = formatQuantity({ quantity, unit: 'byte' }, 'en', { exact: true })
          .replaceAll(',', '')
          .replace('byte', 'B');
        expect(parseQuantity(text, 'byte')).toEqual({ ok: true, value: { quantity, unit: 'byte' } });
      }),
    );
  });
});
