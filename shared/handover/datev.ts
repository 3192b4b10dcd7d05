import type { Money } from '../money.ts';
import { toDecimalText } from '../money.ts';
import { addDays, addMonths, monthOfDay } from '../period.ts';
import type { Day, Month } from '../time.ts';
import { type Booking, effectOf } from './booking.ts';
import { datevColumns } from './datev-columns.ts';
import {
  costCentreText,
  postingTextLength,
  receiptNumber,
  receiptNumberLength,
  shortened,
  windows1252Text,
} from './datev-text.ts';
import type { HandoverIssue, HandoverNote } from './issues.ts';
import type { DatevSettings, HandoverProfile } from './profile.ts';

/** A field as it is written: text in quotation marks, all else bare. */
export type DatevCell = string | { readonly bare: string };

const bare = (value: string | number): DatevCell => ({ bare: String(value) });
const empty = bare('');

/** What every file of a hand-over says of itself. */
interface BatchHeader {
  readonly datev: DatevSettings;
  readonly month: Month;
  readonly baseCurrency: string;
  /** On the clock of the accounting time zone, `YYYYMMDDHHMMSSFFF`. */
  readonly writtenAt: string;
}

/** The first line: 31 fields of header version 700 for a posting batch. Nothing is locked: that is the tax office's to do. */
export function datevHeader({ datev, month, baseCurrency, writtenAt }: BatchHeader): DatevCell[] {
  const first: Day = `${month}-01` as Day;
  return [
    ...['EXTF', bare(700), bare(21), 'Buchungsstapel', bare(13), bare(writtenAt)],
    ...[empty, '', '', ''],
    ...[bare(datev.consultant), bare(datev.client), bare(fiscalYearOf(first, datev)), bare(datev.accountLength)],
    ...[bare(compact(first)), bare(compact(addDays(`${addMonths(month, 1)}-01` as Day, -1)))],
    ...[`Billfold ${month}`, '', bare(1), bare(0), bare(0), baseCurrency],
    ...[empty, '', empty, empty, datev.chart?.slice(-2) ?? '', empty, empty, '', 'Billfold'],
  ];
}

/** The second line, as DATEV's own files have it. */
export const datevHeadings: readonly DatevCell[] = datevColumns.map(([name]) => bare(name));

/** The year of all receipt days follows from this day, so a file never holds two fiscal years. */
function fiscalYearOf(day: Day, { fiscalYearStart }: DatevSettings): string {
  const year = Number(day.slice(0, 4));
  return compact(`${day.slice(5) < fiscalYearStart ? year - 1 : year}-${fiscalYearStart}` as Day);
}

const compact = (day: Day): string => day.replaceAll('-', '');
const dayFirst = (day: Day): string => `${day.slice(8)}${day.slice(5, 7)}${day.slice(0, 4)}`;

/** A row of a posting batch: expense against creditor, the gross amount without a sign, its side and the tax key. */
export function datevRow(booking: Booking, longNumbers: HandoverProfile['longNumbers']): DatevCell[] {
  const { base, gross } = booking;
  const amount = isInBase(booking) && base ? base.gross : gross;
  const isForeign = base !== null && !isInBase(booking);
  const filled: Readonly<Record<string, string>> = {
    'Umsatz (ohne Soll/Haben-Kz)': decimal(amount) ?? '',
    'Soll/Haben-Kennzeichen': effectOf(booking, gross).amount < 0 ? 'H' : 'S',
    'WKZ Umsatz': amount.currency,
    ...(isForeign && {
      Kurs: rateText(base.rate),
      'Basis-Umsatz': decimal(base.gross) ?? '',
      'WKZ Basis-Umsatz': base.gross.currency,
    }),
    Konto: booking.expenseAccount,
    'Gegenkonto (ohne BU-Schlüssel)': booking.creditor,
    'BU-Schlüssel': booking.taxKey,
    Belegdatum: dayFirst(booking.day).slice(0, 4),
    'Belegfeld 1': datevNumber(booking.number, longNumbers),
    Buchungstext: shortened(windows1252Text(booking.text), postingTextLength),
    ...(booking.guid !== null && { Beleglink: `BEDI "${booking.guid}"` }),
    ...(base &&
      isInBase(booking) && {
        'Beleginfo - Art 1': 'Fremdwährung',
        'Beleginfo - Inhalt 1': `${toDecimalText(gross).replace('.', ',')} ${gross.currency}, Kurs ${base.rate.replace('.', ',')}`,
      }),
    'KOST1 - Kostenstelle': costCentreText(booking.costCentre ?? ''),
    // Left empty, the batch would be locked by itself when it is read.
    Festschreibung: '0',
    Fälligkeit: booking.dueDay === null ? '' : dayFirst(booking.dueDay),
    'Generalumkehr (GU)': booking.reversal ? '1' : '',
  };
  return datevColumns.map(([name, type]) => {
    const value = filled[name] ?? '';
    return type === 'text' ? value : bare(value);
  });
}

/** The field of the rate takes none below 1: such an invoice is booked in the base currency and says what it was. */
const isInBase = ({ base }: Booking): boolean => base !== null && Number(base.rate) < 1;

const rateText = (rate: string): string => {
  const [whole = '', fraction = ''] = rate.split('.');
  return `${String(Number(whole))},${fraction.padEnd(2, '0')}`;
};

export const datevNumber = (number: string, longNumbers: HandoverProfile['longNumbers']): string => {
  const written = receiptNumber(number);
  return longNumbers === 'keep-end' ? written.slice(-receiptNumberLength) : written;
};

/** Without a sign, two decimals after a comma; null where the field does not hold it. */
function decimal(amount: Money): string | null {
  const [whole = '', fraction = ''] = toDecimalText({ ...amount, amount: Math.abs(amount.amount) }).split('.');
  const beyond = fraction.slice(2).replace(/0+$/, '');
  return whole.length > 10 || beyond !== '' ? null : `${whole},${fraction.slice(0, 2).padEnd(2, '0')}`;
}

/** What the file could not hold of a row. */
export function datevIssues(booking: Booking, longNumbers: HandoverProfile['longNumbers']): HandoverIssue[] {
  const number = datevNumber(booking.number, longNumbers);
  const amounts = [isInBase(booking) ? null : booking.gross, booking.base?.gross ?? null];
  const unwritable = amounts.find((amount) => amount !== null && decimal(amount) === null);
  return [
    ...(number.length > receiptNumberLength
      ? [{ code: 'number-too-long' as const, number: booking.number, most: receiptNumberLength }]
      : []),
    ...(unwritable ? [{ code: 'amount-not-writable' as const, amount: unwritable }] : []),
  ];
}

/** What stands in the file otherwise than on the invoice. */
export function datevNotes(booking: Booking, longNumbers: HandoverProfile['longNumbers']): HandoverNote[] {
  const number = datevNumber(booking.number, longNumbers);
  const posting = shortened(windows1252Text(booking.text), postingTextLength);
  const costCentre = booking.costCentre ?? '';
  const written = costCentreText(costCentre);
  return [
    ...(number === booking.number ? [] : [{ code: 'number-rewritten' as const, from: booking.number, to: number }]),
    ...(posting === booking.text ? [] : [{ code: 'text-rewritten' as const, from: booking.text, to: posting }]),
    ...(written === costCentre ? [] : [{ code: 'text-rewritten' as const, from: costCentre, to: written }]),
    ...(isInBase(booking) ? [{ code: 'booked-in-base' as const, currency: booking.gross.currency }] : []),
    ...(booking.guid === null ? [{ code: 'no-document' as const }] : []),
  ];
}

export const monthOfBooking = ({ day }: Booking): Month => monthOfDay(day);
