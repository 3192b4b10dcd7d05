import type { FakeState } from '../fake-bridge/state.ts';

/** Seven digits, in currencies with two, three and no decimals, by the sample's own currency. */
const large = {
  USD: { amount: 765_432_109, currency: 'EUR' },
  EUR: { amount: -12_345_678, currency: 'KWD' },
  JPY: { amount: 9_876_543, currency: 'JPY' },
} as const;

function enlarged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(enlarged);
  if (typeof value !== 'object' || value === null) return value;
  if ('amount' in value && 'currency' in value && typeof value.amount === 'number')
    return { ...value, ...large[value.currency as keyof typeof large] };
  return Object.fromEntries(Object.entries(value).map(([name, each]: [string, unknown]) => [name, enlarged(each)]));
}

/** Makes every amount that main knows as large as any that a screen has to show whole. */
export function enlargeMoney(state: FakeState): void {
  Object.assign(state, enlarged(state));
}
