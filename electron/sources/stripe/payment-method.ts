import { z } from 'zod';
import type { PaymentMethod } from '#shared/subscription.ts';
import type { Month } from '#shared/time.ts';
import { idOf, isObject } from './read.ts';

/** How something is paid, as far as an answer reports: `absent` where it does not say, `none` where it says that nothing is set. */
export type SentMethod =
  | { readonly kind: 'absent' | 'none' | 'unreadable' }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'method'; readonly method: PaymentMethod };

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const month = z.int().min(1).max(12);
const year = z.int().min(1000).max(9999);

/** A payment method of any type, or a card, bank account or source of before 2018; expanded or by its id. */
export function readMethod(sent: unknown): SentMethod {
  if (sent === undefined) return { kind: 'absent' };
  if (sent === null) return { kind: 'none' };
  if (typeof sent === 'string') return { kind: 'id', id: sent };
  if (!isObject(sent)) return { kind: 'unreadable' };
  const method = methodOf(sent);
  if (method) return { kind: 'method', method };
  const id = idOf(sent);
  return id === null ? { kind: 'unreadable' } : { kind: 'id', id };
}

function methodOf(sent: Record<string, unknown>): PaymentMethod | null {
  const legacy = sent['object'] === 'card' || sent['object'] === 'bank_account';
  const type = text(sent['type']) ?? (legacy ? text(sent['object']) : isObject(sent['card']) ? 'card' : null);
  if (type === null) return null;
  const own = sent[type];
  const details = isObject(own) ? own : legacy ? sent : {};
  const brand = text(details['brand']) ?? text(details['bank_name']) ?? type;
  return {
    brand: sent['object'] === 'card' ? brand.toLowerCase() : brand,
    last4: text(details['last4']) ?? '',
    expires: expiryOf(details),
  };
}

function expiryOf({ exp_month, exp_year }: Record<string, unknown>): Month | null {
  const [inMonth, inYear] = [month.safeParse(exp_month), year.safeParse(exp_year)];
  return inMonth.success && inYear.success
    ? (`${inYear.data}-${String(inMonth.data).padStart(2, '0')}` as Month)
    : null;
}
