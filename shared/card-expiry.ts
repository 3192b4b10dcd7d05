import { addMonths } from './period.ts';
import type { PaymentMethod } from './subscription.ts';
import { type Instant, millisOf } from './time.ts';

export type Expiry = 'never' | 'valid' | 'soon' | 'expired';

/** A card is warned about this long before it expires. */
const warningDays = 60;
const dayMillis = 24 * 60 * 60_000;

/** Where a payment method stands: cards are good to the end of the month that they name. */
export function expiryOf({ expires }: PaymentMethod, now: Instant): Expiry {
  if (expires === null) return 'never';
  const left = millisOf(`${addMonths(expires, 1)}-01T00:00:00.000Z`) - millisOf(now);
  if (left <= 0) return 'expired';
  return left <= warningDays * dayMillis ? 'soon' : 'valid';
}

export const isSameMethod = (a: PaymentMethod | null, b: PaymentMethod | null): boolean =>
  a?.brand === b?.brand && a?.last4 === b?.last4 && a?.expires === b?.expires;
