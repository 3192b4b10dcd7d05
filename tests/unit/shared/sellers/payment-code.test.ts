import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIban } from '#shared/sellers/ids.ts';
import { paymentCodeOf } from '#shared/sellers/payment-code.ts';

const iban = 'DE92 7601 0085 0031 2888 58';
const euros = (amount: number) => ({ amount, currency: 'EUR' });
const order = { name: 'Hetzner Online GmbH', iban, amount: euros(1999), reference: 'R0012345678' };

describe('payment codes', () => {
  it('are written as EPC069-12 says', () => {
    expect(paymentCodeOf(order)).toBe(
      'BCD\n002\n1\nSCT\n\nHetzner Online GmbH\nDE92760100850031288858\nEUR19.99\n\n\nR0012345678',
    );
  });

  it('put a creditor reference into its own place', () => {
    expect(
      paymentCodeOf({ ...order, reference: 'RF18 5390 0754 7034' })
        ?.split('\n')
        .slice(9),
    ).toEqual(['RF18539007547034']);
    expect(
      paymentCodeOf({ ...order, reference: 'RF19 5390 0754 7034' })
        ?.split('\n')
        .slice(9),
    ).toEqual(['', 'RF19 5390 0754 7034']);
  });

  it.each([
    ['nothing to pay', { amount: euros(0) }],
    ['credit', { amount: euros(-100) }],
    ['a billion', { amount: euros(100_000_000_000) }],
    ['another currency', { amount: { amount: 1999, currency: 'USD' } }],
    ['a mistyped account', { iban: 'DE92 7601 0085 0031 2888 59' }],
    ['no name', { name: ' \u0000 ' }],
  ])('there are none for %s', (_, change) => {
    expect(paymentCodeOf({ ...order, ...change })).toBeNull();
  });

  it('hold the edges of their range', () => {
    expect(paymentCodeOf({ ...order, amount: euros(1) })).toContain('EUR0.01\n');
    expect(paymentCodeOf({ ...order, amount: euros(99_999_999_999) })).toContain('EUR999999999.99\n');
  });

  it('are never longer than a bank reads, and have as many lines, whatever is written in them', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        (name, reference) => {
          const code = paymentCodeOf({ ...order, name, reference });
          if (code === null) return;
          expect(Buffer.byteLength(code)).toBeLessThanOrEqual(331);
          expect(code.split('\n').length).toBeLessThanOrEqual(11);
          expect(code.split('\n').slice(6, 8)).toEqual(['DE92760100850031288858', 'EUR19.99']);
        },
      ),
    );
  });
});

it('knows an IBAN by its check digits: no single digit can be mistyped', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 21 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
      const right = 'DE92760100850031288858';
      const wrong = `${right.slice(0, at)}${String((Number(right[at]) + by) % 10)}${right.slice(at + 1)}`;
      expect(isIban(right)).toBe(true);
      expect(isIban(wrong)).toBe(false);
    }),
  );
});
