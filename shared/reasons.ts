import { z } from 'zod';

/** Why an alert could not be compared. */
export const reasonSchema = z.enum([
  // Nothing to watch (any more)
  'no-subscription',
  'no-invoice-coming',
  'cancelled',
  'paused',
  'subscription-gone',
  // What there is cannot be set against the threshold
  'other-currency',
  'other-unit',
  'metric-not-told',
  'included-unknown',
  'no-plan',
  'usage-incomplete',
  'sum-too-large',
  // It could not be read
  'unreadable',
  'billed-unknown',
  'usage-not-read',
  'key-refused',
  'list-contradicts',
  'account-not-read',
  'internal',
  // It will be known soon
  'forecast-too-early',
  'bill-awaited',
  'usual-unknown',
  'not-regular',
]);
export type Reason = z.infer<typeof reasonSchema>;

const waiting: ReadonlySet<Reason> = new Set<Reason>([
  'forecast-too-early',
  'bill-awaited',
  'usual-unknown',
  'not-regular',
]);
const ofAccount: ReadonlySet<Reason> = new Set<Reason>(['key-refused', 'account-not-read', 'list-contradicts']);

/** Known soon by itself, as every month: nothing is wrong. */
export const isWaiting = (reason: Reason): boolean => waiting.has(reason);
/** The account as a whole could not be read: that is reported once for the account. */
export const isOfAccount = (reason: Reason): boolean => ofAccount.has(reason);

/** Why an alert is not saved: it could never be compared. */
export const refusalSchema = z.enum([
  ...reasonSchema.options,
  'usage-has-its-month',
  'sums-go-by-month',
  'usual-has-its-period',
]);
export type Refusal = z.infer<typeof refusalSchema>;
