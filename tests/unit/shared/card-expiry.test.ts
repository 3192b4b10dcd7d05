import { expect, test } from 'vitest';
import { expiryOf, isSameMethod } from '#shared/card-expiry.ts';
import type { Month } from '#shared/time.ts';

const card = (expires: Month | null) => ({ brand: 'visa', last4: '4242', expires });

test.each([
  [null, '2026-11-22T12:00:00.000Z', 'never'],
  ['2026-10', '2026-11-22T12:00:00.000Z', 'expired'],
  ['2026-10', '2026-11-01T00:00:00.000Z', 'expired'],
  ['2026-10', '2026-10-31T23:59:59.999Z', 'soon'],
  ['2026-12', '2026-11-02T00:00:00.000Z', 'soon'],
  ['2026-12', '2026-11-01T23:59:59.999Z', 'valid'],
  ['2028-02', '2026-11-22T12:00:00.000Z', 'valid'],
] as const)('a card of %s is at %s %s', (expires, now, expiry) => {
  expect(expiryOf(card(expires), now)).toBe(expiry);
});

test('a renewed card is another one; none and none are alike', () => {
  expect(isSameMethod(card('2026-10'), card('2026-10'))).toBe(true);
  expect(isSameMethod(card('2026-10'), card('2029-10'))).toBe(false);
  expect(isSameMethod(card('2026-10'), null)).toBe(false);
  expect(isSameMethod(null, null)).toBe(true);
});
