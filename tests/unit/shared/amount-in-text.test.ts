import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesAmount } from '#shared/amount-in-text.ts';
import { formatMoney, money } from '#shared/money.ts';

describe('an amount in a text', () => {
  it('is found however it is written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_999 }),
        fc.constantFrom('USD', 'JPY', 'KWD'),
        fc.constantFrom('en-US', 'de-DE', 'fr-FR', 'de-CH', 'en-IN'),
        (amount, currency, locale) => {
          const written = formatMoney(money(amount, currency), locale === 'en-IN' ? 'en-GB' : locale, 'code');
          expect(namesAmount(`Total due ${written} by transfer`, money(amount, currency))).toBe(true);
        },
      ),
    );
  });

  it('may leave out decimals that are zero, and none else', () => {
    expect(namesAmount('total 49 usd', money(4900, 'USD'))).toBe(true);
    expect(namesAmount('total 49.5 usd', money(4950, 'USD'))).toBe(false);
    expect(namesAmount('total ¥12,000.00', money(12_000, 'JPY'))).toBe(true);
    expect(namesAmount('credit −1.234,50 EUR', money(-123_450, 'EUR'))).toBe(true);
  });

  it('is not a part of another one', () => {
    for (const text of ['1149.00', '1,149.00', '149.001', '149.00.1', '2149.00'])
      expect(namesAmount(text, money(14_900, 'USD'))).toBe(false);
    expect(namesAmount('2 149.00', money(14_900, 'USD'))).toBe(true);
  });
});
