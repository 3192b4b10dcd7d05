export { alertEventsCsv } from './alert-events-csv.ts';
export type { AlertOutcome, CheckOutcome } from './outcome.ts';
export type { NotificationTexts } from './notification-texts.ts';
export { createWatch } from './create-watch.ts';
export type { Watch, WatchEvent } from './watch.ts';
