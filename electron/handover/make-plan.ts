import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BookableInvoice } from '#shared/handover/bookable.ts';
import { type Booking, reversed } from '#shared/handover/booking.ts';
import { bookingsOf } from '#shared/handover/bookings.ts';
import { datevIssues, datevNotes, datevNumber } from '#shared/handover/datev.ts';
import { billNumber } from '#shared/handover/bill-tables.ts';
import type { HandoverIssue, HandoverNote } from '#shared/handover/issues.ts';
import type { KeptProfile } from '#shared/handover/profile.ts';
import type { InvoiceKey } from '#shared/invoices.ts';
import { monthOfDay } from '#shared/period.ts';
import type { Day, Month } from '#shared/time.ts';
import { type DocumentFile, partsOfKey, type SelectedInvoice } from '../archive/index.ts';
import type { NewItem, StandingItem } from './batches.ts';
import { basisOf, bookableInvoice } from './bookable-invoice.ts';
import type { HandoverParts } from './parts.ts';

/** What a batch does about an invoice, with all that is written for it. */
export interface PlannedItem extends NewItem {
  readonly key: InvoiceKey;
  readonly number: string;
  /** What stands in the books now, taken out of them. */
  readonly reversals: readonly Booking[];
  readonly notes: readonly HandoverNote[];
  /** To be handed over with it; null where there is none, or it was handed over before. */
  readonly document: DocumentFile | null;
}

export interface Waiting {
  readonly key: InvoiceKey;
  readonly number: string;
  readonly accountName: string;
  readonly day: Day;
  readonly issues: readonly HandoverIssue[];
}

export interface FullPlan {
  readonly items: readonly PlannedItem[];
  readonly notReady: readonly Waiting[];
  /** Of nought: there is nothing to book. */
  readonly nothingToBook: number;
}

const invoicesPerTurn = 200;

/** All that is new or changed for a profile, up to a month; read in steps, so that the program goes on answering. */
export async function makePlan(parts: HandoverParts, profile: KeptProfile, to: Month | null): Promise<FullPlan> {
  const { invoices, batches, answers, timeZone } = parts;
  const known = new Map(batches.standing(profile.id).map((item) => [item.key, item]));
  const said = answers.of(profile.baseCurrency);
  const items: PlannedItem[] = [];
  const notReady: Waiting[] = [];
  const taken = new Map<string, string>();
  let nothingToBook = 0;
  let read = 0;

  const everyone = { accountId: null, invoiceKeys: null, from: monthOfDay(profile.startsOn), to };
  for (const selected of invoices.selected(everyone)) {
    if (++read % invoicesPerTurn === 0) await nextTurn();
    const { invoice } = selected;
    const standing = known.get(invoice.key) ?? null;
    known.delete(invoice.key);
    if (invoice.status === 'draft' || isSame(selected, standing)) continue;
    const lines = invoices.lines(invoice.key);
    const bookable = bookableInvoice(selected, lines.ok ? lines.value : [], timeZone());
    if (standing === null && bookable.day < profile.startsOn) continue;
    const basis = basisOf(bookable);
    if (invoice.status === 'void') {
      if (standing) add(takenBack(standing), bookable);
      continue;
    }
    if (standing?.basis === basis) continue;
    if (bookable.total.amount === 0 && !standing) {
      nothingToBook += 1;
      continue;
    }
    add(booked(bookable, selected.document, basis, invoice.version, standing), bookable);
  }
  // What is left stands in the books and was not among them: it is of an earlier or a later day, or gone.
  for (const standing of known.values()) {
    const { accountId } = partsOfKey(standing.key);
    if (parts.accounts().some(({ id }) => id === accountId) && !invoices.get(standing.key).ok)
      add(takenBack(standing), null);
  }
  return { items, notReady, nothingToBook };

  function takenBack(standing: StandingItem): PlannedItem {
    const reversals = reversed(batches.bookingsOf(standing.id));
    const { key, basis, version, id } = standing;
    return {
      ...{ key: key as InvoiceKey, change: 'reversed', basis, version, bookings: [], replaces: id },
      ...{ number: reversals[0]?.number ?? '', reversals, notes: [], document: null },
    };
  }

  function booked(
    bookable: BookableInvoice,
    document: DocumentFile | null,
    basis: string,
    version: number,
    standing: StandingItem | null,
  ): PlannedItem | HandoverIssue[] {
    const rows = bookable.total.amount === 0 ? { ok: true as const, value: [] } : bookingsOf(bookable, profile, said);
    if (!rows.ok) return rows.error;
    const reversals = standing ? reversed(batches.bookingsOf(standing.id)) : [];
    const wasSent = reversals.some(({ guid }) => guid === bookable.guid);
    return {
      ...{ key: bookable.key, change: standing ? 'changed' : 'new', basis, version, bookings: rows.value },
      ...{ replaces: standing?.id ?? null, number: bookable.number ?? '', reversals },
      notes:
        profile.target === 'datev' ? distinct(rows.value.flatMap((row) => datevNotes(row, profile.longNumbers))) : [],
      document: wasSent ? null : document,
    };
  }

  function add(planned: PlannedItem | HandoverIssue[], bookable: BookableInvoice | null): void {
    const issues = Array.isArray(planned) ? planned : issuesOf(planned);
    const rows = Array.isArray(planned) ? [] : [...planned.bookings, ...planned.reversals];
    if (!Array.isArray(planned) && issues.length === 0) {
      items.push(planned);
      return;
    }
    const [row] = rows;
    notReady.push({
      key: bookable?.key ?? row?.key ?? ':',
      number: bookable?.number ?? row?.number ?? '',
      accountName: bookable?.accountName ?? row?.accountName ?? '',
      day: bookable?.day ?? row?.day ?? profile.startsOn,
      issues: distinct(issues),
    });
  }

  /** What keeps a planned item out of the file. */
  function issuesOf({ key, bookings, reversals }: PlannedItem): HandoverIssue[] {
    const until = profile.bookedUntil;
    const isBooked = until !== null && reversals.some(({ day }) => day <= until);
    const isDatev = profile.target === 'datev';
    const repeated = bookings.filter((booking) => {
      const written = isDatev ? datevNumber(booking.number, profile.longNumbers) : billNumber(booking);
      const name = JSON.stringify([booking.creditor, written]);
      const holder = taken.get(name) ?? key;
      taken.set(name, holder);
      return holder !== key;
    });
    return [
      ...(isBooked ? [{ code: 'period-booked' as const, until }] : []),
      ...(isDatev ? bookings.flatMap((booking) => datevIssues(booking, profile.longNumbers)) : []),
      ...repeated.map(({ number }) => ({ code: 'number-repeated' as const, number })),
    ];
  }
}

/** Nothing of it was told otherwise since it was handed over. What was imported can be changed without a version. */
const isSame = ({ invoice }: SelectedInvoice, standing: StandingItem | null): boolean =>
  standing !== null && invoice.source === 'vendor' && invoice.status !== 'void' && invoice.version === standing.version;

const distinct = <T>(values: readonly T[]): T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];
