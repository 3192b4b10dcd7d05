import { stringify } from 'csv-stringify/sync';
import { type Amount, type Firing, plainTextOf, unitOf } from '#shared/alerts.ts';

/** Amounts are numbers of the file: the minus of one is no formula. */
interface Figure {
  readonly figure: string;
}
type Cell = string | null | Figure;

const figure = (amount: Amount): Figure => ({ figure: plainTextOf(amount) });

const columns: readonly (readonly [title: string, cell: (firing: Firing) => Cell])[] = [
  ['fired_at', ({ firedAt }) => firedAt],
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
 * Firings with the proof of their delivery as RFC 4180 text in UTF-8, with a byte order mark, without which spreadsheets
 * do not read accents. Times are ISO 8601 in UTC. Text that a spreadsheet would run as a formula is escaped.
 */
export const firingsCsv = (firings: readonly Firing[]): Buffer =>
  Buffer.from(
    `\uFEFF${stringify(
      [columns.map(([title]) => title), ...firings.map((firing) => columns.map(([, cell]) => cell(firing)))],
      {
        record_delimiter: 'windows',
        escape_formulas: true,
        // Nothing but figures is an object here.
        cast: { object: (cell: object) => ({ value: (cell as Figure).figure, escape_formulas: false }) },
      },
    )}`,
  );
