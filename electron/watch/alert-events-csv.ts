import { type Amount, type AlertEvent, plainTextOf, unitOf } from '#shared/alerts.ts';
import { type CsvCell, csvText } from '../files/index.ts';

const figure = (amount: Amount): CsvCell => ({ figure: plainTextOf(amount) });

const columns: readonly (readonly [title: string, cell: (alertEvent: AlertEvent) => CsvCell])[] = [
  ['fired_at', ({ triggeredAt }) => triggeredAt],
  ['account', ({ accountName }) => accountName],
  ['plan', ({ plan }) => plan],
  ['subscription', ({ subscriptionId }) => subscriptionId],
  ['measure', ({ measure }) => measure],
  ['threshold', ({ threshold }) => figure(threshold)],
  ['threshold_unit', ({ threshold }) => unitOf(threshold)],
  ['step_percent', ({ step }) => String(step)],
  ['amount', ({ amount }) => figure(amount)],
  ['amount_unit', ({ amount }) => unitOf(amount)],
  ['as_of', ({ asOf }) => asOf],
  ['period_start', ({ period }) => period.start],
  ['period_end', ({ period }) => period.end],
  ['late', ({ late }) => (late ? 'yes' : 'no')],
  ['delivery', ({ delivery }) => delivery],
  ['attempts', ({ attempts }) => String(attempts)],
  ['notifier', ({ notifier }) => notifier],
  ['shown_at', ({ shownAt }) => shownAt],
  ['failure', ({ failure }) => failure],
  ['seen_at', ({ seenAt }) => seenAt],
  ['seen_how', ({ seenHow }) => seenHow],
  ['practice', ({ practice }) => (practice ? 'yes' : 'no')],
];

/**
 * Alert events with the proof of their delivery as CSV in UTF-8, with a byte order mark, without which spreadsheets do not read
 * accents. Times are ISO 8601 in UTC.
 */
export const alertEventsCsv = (alertEvents: readonly AlertEvent[]): Buffer => {
  const rows = alertEvents.map((alertEvent) => columns.map(([, cell]) => cell(alertEvent)));
  return Buffer.from(`\uFEFF${csvText([columns.map(([title]) => title), ...rows])}`);
};
