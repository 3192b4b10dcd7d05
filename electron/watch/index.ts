export { alertEventsCsv } from './alert-events-csv.ts';
export type { AlertOutcome, CheckOutcome } from './outcome.ts';
export { createNotificationTexts, type NotificationTexts } from './notification-texts.ts';
export type { PastBill } from './comparisons.ts';
export { createWatch } from './create-watch.ts';
export type { Watch } from './watch.ts';
export type { MessageOf } from './outbox-message.ts';
