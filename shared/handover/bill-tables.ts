import { isKnown } from '../invoice-money.ts';
import { type Money, subtract, toDecimalText } from '../money.ts';
import type { Day } from '../time.ts';
import { type Booking, effectOf } from './booking.ts';
import type { FreeColumns, FreeField } from './free-columns.ts';
import type { HandoverProfile } from './profile.ts';

/** Text, or a figure, which is written as it is. */
export type TableCell = string | null | { readonly figure: string };
export interface Table {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
}

type Style = Pick<HandoverProfile, 'dateFormat' | 'foreign' | 'tracking'>;
type Columns = readonly (readonly [title: string, cell: (booking: Booking, style: Style) => TableCell])[];

const figure = (text: string): TableCell => ({ figure: text });
const nothing = (): TableCell => null;

function dayText(day: Day | null, format: HandoverProfile['dateFormat']): TableCell {
  if (day === null) return null;
  const [year = '', month = '', date = ''] = day.split('-');
  return figure({ dmy: `${date}/${month}/${year}`, mdy: `${month}/${date}/${year}`, iso: day }[format]);
}

/** In the currency that the books are kept in, where the profile wants that. */
const billed = (booking: Booking, { foreign }: Style): Money =>
  effectOf(booking, foreign === 'rate' && booking.base ? booking.base.gross : booking.gross);

/** Tax in a foreign currency is left to the program, which has the rate of the tax and the amount with it. */
const taxOf = (booking: Booking, { foreign }: Style): TableCell =>
  isKnown(booking.tax) && !(foreign === 'rate' && booking.base)
    ? figure(toDecimalText(effectOf(booking, booking.tax)))
    : null;

/** Several rows with one number are one bill: what is reversed is another. */
export const billNumber = ({ number, reversal }: Booking): string => (reversal ? `${number}-R` : number);

/** Bills as Xero imports them, in the columns of its template; amounts contain tax. A credit note is a bill below nought. */
const xeroColumns: Columns = [
  ['*ContactName', ({ creditor }) => creditor],
  ...['EmailAddress', 'POAddressLine1', 'POAddressLine2', 'POAddressLine3', 'POAddressLine4'].map(
    (title) => [title, nothing] as const,
  ),
  ...['POCity', 'PORegion', 'POPostalCode', 'POCountry'].map((title) => [title, nothing] as const),
  ['*InvoiceNumber', billNumber],
  ['*InvoiceDate', ({ day }, { dateFormat }) => dayText(day, dateFormat)],
  ['*DueDate', ({ day, dueDay }, { dateFormat }) => dayText(dueDay ?? day, dateFormat)],
  ['Total', nothing],
  ['InventoryItemCode', nothing],
  ['Description', ({ text }) => text],
  ['*Quantity', () => figure('1')],
  ['*UnitAmount', (booking, style) => figure(toDecimalText(billed(booking, style)))],
  ['*AccountCode', ({ expenseAccount }) => expenseAccount],
  ['*TaxType', ({ taxKey }) => taxKey],
  ['TaxAmount', taxOf],
  ['TrackingName1', ({ costCentre }, { tracking }) => (costCentre === null ? null : tracking)],
  ['TrackingOption1', ({ costCentre }, { tracking }) => (tracking === null ? null : costCentre)],
  ['TrackingName2', nothing],
  ['TrackingOption2', nothing],
  ['Currency', (booking, style) => billed(booking, style).currency],
];

/** Bills as QuickBooks Online imports them; amounts contain tax. */
const quickbooksColumns: Columns = [
  ['*BillNo', billNumber],
  ['*Supplier', ({ creditor }) => creditor],
  ['*BillDate', ({ day }, { dateFormat }) => dayText(day, dateFormat)],
  ['*DueDate', ({ day, dueDay }, { dateFormat }) => dayText(dueDay ?? day, dateFormat)],
  ['Terms', nothing],
  ['Location', nothing],
  ['Memo', ({ costCentre, poNumber }) => [costCentre, poNumber].filter((each) => each !== null).join(', ') || null],
  ['*Account', ({ expenseAccount }) => expenseAccount],
  ['LineDescription', ({ text }) => text],
  ['*LineAmount', (booking, style) => figure(toDecimalText(billed(booking, style)))],
  ['*LineTaxCode', ({ taxKey }) => taxKey],
  ['LineTaxAmount', taxOf],
  ['Currency', (booking, style) => billed(booking, style).currency],
];

/** By the document that they are of: QuickBooks takes bills, and what is below nought has to be entered as a supplier credit. */
export function billsAndCredits(bookings: readonly Booking[]): { bills: Booking[]; credits: Booking[] } {
  const sums = new Map<string, number>();
  const documentOf = ({ key, reversal }: Booking) => `${key} ${String(reversal)}`;
  for (const booking of bookings) {
    const name = documentOf(booking);
    sums.set(name, (sums.get(name) ?? 0) + effectOf(booking, booking.gross).amount);
  }
  const isCredit = (booking: Booking) => (sums.get(documentOf(booking)) ?? 0) < 0;
  return { bills: bookings.filter((each) => !isCredit(each)), credits: bookings.filter(isCredit) };
}

const tableOf = (columns: Columns, bookings: readonly Booking[], style: Style): Table => ({
  titles: columns.map(([title]) => title),
  rows: bookings.map((booking) => columns.map(([, cell]) => cell(booking, style))),
});

export const xeroTable = (bookings: readonly Booking[], style: Style): Table => tableOf(xeroColumns, bookings, style);

export const quickbooksTable = (bookings: readonly Booking[], style: Style): Table =>
  tableOf(quickbooksColumns, bookings, style);

const freeCells: Readonly<Record<FreeField, (booking: Booking, style: Style) => TableCell>> = {
  number: ({ number }) => number,
  day: ({ day }, { dateFormat }) => dayText(day, dateFormat),
  'due-day': ({ dueDay }, { dateFormat }) => dayText(dueDay, dateFormat),
  seller: ({ seller }) => seller,
  account: ({ accountName }) => accountName,
  creditor: ({ creditor }) => creditor,
  'expense-account': ({ expenseAccount }) => expenseAccount,
  'cost-centre': ({ costCentre }) => costCentre,
  'po-number': ({ poNumber }) => poNumber,
  text: ({ text }) => text,
  'tax-key': ({ taxKey }) => taxKey,
  'tax-kind': ({ taxKind }) => taxKind,
  'tax-rate': ({ taxRate }) => (taxRate === null ? null : figure(taxRate)),
  gross: (booking) => figure(toDecimalText(effectOf(booking, booking.gross))),
  tax: (booking) => (isKnown(booking.tax) ? figure(toDecimalText(effectOf(booking, booking.tax))) : null),
  net: (booking) =>
    isKnown(booking.tax) ? figure(toDecimalText(effectOf(booking, subtract(booking.gross, booking.tax)))) : null,
  currency: ({ gross }) => gross.currency,
  'base-gross': (booking) => {
    const inBase = booking.base?.gross ?? null;
    return inBase === null ? null : figure(toDecimalText(effectOf(booking, inBase)));
  },
  'exchange-rate': ({ base }) => (base ? figure(base.rate) : null),
  reversal: ({ reversal }) => (reversal ? 'reversal' : null),
  invoice: ({ key }) => key,
};

/** The columns that somebody chose, figures with their decimal mark. */
export function freeTable(bookings: readonly Booking[], { columns, decimalMark }: FreeColumns, style: Style): Table {
  const marked = (cell: TableCell): TableCell =>
    cell !== null && typeof cell !== 'string' && /^-?\d+\.\d+$/.test(cell.figure)
      ? figure(cell.figure.replace('.', decimalMark))
      : cell;
  return {
    titles: columns.map(({ title }) => title),
    rows: bookings.map((booking) => columns.map(({ field }) => marked(freeCells[field](booking, style)))),
  };
}
