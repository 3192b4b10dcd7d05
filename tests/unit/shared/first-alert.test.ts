import { expect, test } from 'vitest';
import { firstAlertFor } from '#shared/first-alert.ts';
import { money } from '#shared/money.ts';

test.each([
  [24_500, 'USD', 30_000],
  [51_240, 'USD', 62_000],
  [900, 'EUR', 1_100],
  [3, 'EUR', 4],
  [9_876_543, 'JPY', 12_000_000],
  [12_345, 'KWD', 15_000],
])('for %d %s an alert at %d is proposed', (usual, currency, proposed) => {
  expect(firstAlertFor(money(usual, currency))).toEqual(money(proposed, currency));
});

test('nothing is proposed beside nothing, or for an account that is paid', () => {
  expect(firstAlertFor(money(0, 'USD'))).toBeNull();
  expect(firstAlertFor(money(-500, 'USD'))).toBeNull();
});
