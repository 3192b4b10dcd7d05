import type { Booking } from '#shared/handover/booking.ts';
import { billsAndCredits, freeTable, quickbooksTable, type Table, xeroTable } from '#shared/handover/bill-tables.ts';
import { datevHeader, datevHeadings, datevRow, monthOfBooking } from '#shared/handover/datev.ts';
import { receiptNumber } from '#shared/handover/datev-text.ts';
import { documentXml, type LinkedDocument } from '#shared/handover/document-xml.ts';
import type { DatevSettings, KeptProfile } from '#shared/handover/profile.ts';
import { dayOf, wallTime } from '#shared/period.ts';
import type { Instant } from '#shared/time.ts';
import type { DocumentFile } from '../archive/index.ts';
import type { ZipEntry } from '../files/index.ts';
import { datevBytes, tableBytes } from './encode.ts';
import type { FullPlan, PlannedItem } from './make-plan.ts';

/** A file of a batch: its bytes, or the entries of a ZIP. */
export type BatchFile = { readonly name: string } & (
  { readonly bytes: Buffer } | { readonly entries: readonly ZipEntry[] }
);

/** The most that one file may hold: rows of DATEV's, documents of its ZIP and their bytes, bills of Xero's and QuickBooks'. */
const most = { rows: 99_000, documents: 4_900, bytes: 400_000_000, xero: 500, quickbooks: 100 };

/** When a batch is written, and in which time zone its clock goes. */
export interface Moment {
  readonly at: Instant;
  readonly timeZone: string;
}

/** Everything that is written of a plan; what is reversed stands before what is booked in its place. */
export function batchFiles(profile: KeptProfile, { items }: FullPlan, moment: Moment): BatchFile[] {
  const bookings = items.flatMap(({ reversals, bookings: rows }) => [...reversals, ...rows]);
  const day = dayOf(moment.at, moment.timeZone);
  switch (profile.target) {
    case 'datev':
      return profile.datev ? datevFiles(profile, profile.datev, bookings, items, moment) : [];
    case 'xero':
      return billFiles(`Xero_bills_${day}`, xeroTable, bookings, profile, most.xero);
    case 'quickbooks': {
      const { bills, credits } = billsAndCredits(bookings);
      return [
        ...billFiles(`QuickBooks_bills_${day}`, quickbooksTable, bills, profile, most.quickbooks),
        ...billFiles(`QuickBooks_supplier-credits_${day}`, quickbooksTable, credits, profile, most.quickbooks),
      ];
    }
    case 'free': {
      if (!profile.free) return [];
      const { delimiter, encoding } = profile.free;
      return [
        {
          name: `hand-over_${day}.csv`,
          bytes: tableBytes(freeTable(bookings, profile.free, profile), delimiter, encoding),
        },
      ];
    }
  }
}

function datevFiles(
  profile: KeptProfile,
  datev: DatevSettings,
  bookings: readonly Booking[],
  items: readonly PlannedItem[],
  moment: Moment,
): BatchFile[] {
  const { baseCurrency, longNumbers } = profile;
  const writtenAt = wallTime(moment.at, moment.timeZone).slice(0, 23).replace(/\D/g, '');
  const months = Map.groupBy(bookings, monthOfBooking);
  const files = [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([month, rows]) =>
      inChunks(rows, most.rows).map((some, index): BatchFile => {
        const header = datevHeader({ datev, month, baseCurrency, writtenAt });
        const lines = some.map((row) => datevRow(row, longNumbers));
        return {
          name: `${numbered(`EXTF_Buchungsstapel_${month}`, index)}.csv`,
          bytes: datevBytes([header, datevHeadings, ...lines]),
        };
      }),
    );
  const sent = datev.documents ? items.flatMap(sentDocument) : [];
  return [...files, ...documentArchives(sent, moment)];
}

interface Sent {
  readonly linked: LinkedDocument;
  readonly file: string;
  readonly document: DocumentFile;
}

function sentDocument({ bookings: [first], document }: PlannedItem): Sent[] {
  if (!first || first.guid === null || !document) return [];
  const file = `${receiptNumber(first.number).replaceAll(/[^A-Za-z0-9-]/g, '-')}_${first.guid}.${document.kind}`;
  return [{ linked: { guid: first.guid, files: [file] }, file, document }];
}

/** ZIPs for Belege online: each document in one of them, once, and named by the bookings' links. */
function documentArchives(sent: readonly Sent[], { at, timeZone }: Moment): BatchFile[] {
  const day = dayOf(at, timeZone);
  const groups: Sent[][] = [];
  let bytes = 0;
  for (const each of sent) {
    const last = groups.at(-1);
    const fits = last && last.length < most.documents && bytes + each.document.bytes <= most.bytes;
    bytes = (fits ? bytes : 0) + each.document.bytes;
    if (fits) last.push(each);
    else groups.push([each]);
  }
  return groups.map((group, index) => ({
    name: `${numbered(`Belege_${day}`, index)}.zip`,
    entries: [
      {
        name: 'document.xml',
        day,
        content: [
          Buffer.from(
            documentXml(
              group.map(({ linked }) => linked),
              at,
            ),
          ),
        ],
      },
      ...group.map(({ file, document }) => ({ name: file, day, content: document })),
    ],
  }));
}

/** Bills are never cut in two: the rows of one stay together. */
function billFiles(
  name: string,
  tableOf: (bookings: readonly Booking[], profile: KeptProfile) => Table,
  bookings: readonly Booking[],
  profile: KeptProfile,
  limit: number,
): BatchFile[] {
  const bills = [...Map.groupBy(bookings, ({ key, reversal }) => `${key} ${String(reversal)}`).values()];
  return inChunks(bills, limit).map((some, index) => ({
    name: `${numbered(name, index)}.csv`,
    bytes: tableBytes(tableOf(some.flat(), profile)),
  }));
}

const numbered = (name: string, index: number): string => (index === 0 ? name : `${name}_${index + 1}`);

function inChunks<T>(values: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < values.length; start += size) chunks.push(values.slice(start, start + size));
  return chunks;
}
