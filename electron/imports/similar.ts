import type { SimilarInvoice } from '#shared/import/items.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import { sellerNameOf } from '#shared/invoices.ts';
import type { Money } from '#shared/money.ts';
import { dayOf, periodDays } from '#shared/period.ts';
import { type Comparable, duplicateReason, numberKey } from '#shared/sellers/duplicates.ts';
import type { SellerSight } from '#shared/sellers/model.ts';
import type { Day } from '#shared/time.ts';
import type { ImportedInvoices } from '../archive/index.ts';
import type { DistinctInvoices } from '../sellers/index.ts';
import type { WaitingImport } from './import-rows.ts';
import { dayAt, importedId } from './imported-invoice.ts';

/** What makes a file the same invoice as another one, as read or as a person changed it. */
export interface Asked {
  readonly type: 'invoice' | 'credit-note';
  readonly number: string | null;
  readonly total: Money;
  readonly issuedOn: Day | null;
}

/** A file that waits, with what is known of its seller. */
export interface Seen {
  readonly file: WaitingImport;
  readonly sight: SellerSight;
}

interface SimilarParts {
  readonly imported: Pick<ImportedInvoices, 'alike'>;
  readonly distinct: Pick<DistinctInvoices, 'from'>;
  readonly nameOfAccount: (accountId: string) => string;
}

export type Similar = ReturnType<typeof createSimilar>;

/** What a file may be a second copy of: an invoice of the archive, or another file. What somebody said is two is left out. */
export function createSimilar({ imported, distinct, nameOfAccount }: SimilarParts) {
  function inArchive(asked: Comparable, said: ReadonlySet<string>): SimilarInvoice[] {
    // What was a file when that was said may be an invoice by now.
    const filed = new Set([...said].map(importedId));
    return imported.alike(asked.number, asked.total).flatMap((invoice) => {
      const reason = duplicateReason(asked, comparableOf(invoice));
      const { id, key, number, total, issuedAt, accountName } = invoice;
      if (!reason || filed.has(id)) return [];
      const issuedOn = issuedAt === null ? null : dayOf(issuedAt);
      return [
        {
          other: key,
          key,
          reason,
          number,
          total,
          issuedOn,
          sellerName: sellerNameOf(invoice),
          accountName,
          fileName: null,
        },
      ];
    });
  }

  function among(asked: Comparable, own: WaitingImport, others: readonly Seen[]): SimilarInvoice[] {
    return others.flatMap(({ file, sight }) => {
      const other = askedOf(file);
      if (file.id === own.id || file.sha256 === own.sha256 || !other) return [];
      const reason = duplicateReason(asked, comparable(other, file, sight));
      if (!reason) return [];
      const { sha256, fileName, accountId } = file;
      const { number, total, issuedOn } = other;
      const sellerName = sight.seller?.name ?? sight.told;
      return [
        {
          other: sha256,
          key: null,
          reason,
          number,
          total,
          issuedOn,
          sellerName,
          accountName: nameOfAccount(accountId),
          fileName,
        },
      ];
    });
  }

  return {
    /** Of files that wait: those of them that can be the same are looked for by number and amount. */
    near(seen: readonly Seen[]): (asked: Asked, number: string | null) => readonly Seen[] {
      const places = new Map<string, Seen[]>();
      const put = (place: string, each: Seen) => {
        places.set(place, [...(places.get(place) ?? []), each]);
      };
      for (const each of seen) {
        const asked = askedOf(each.file);
        if (!asked) continue;
        put(`amount ${String(Math.abs(asked.total.amount))}`, each);
        if (asked.number !== null) put(`number ${numberKey(asked.number)}`, each);
      }
      return ({ total: { amount } }, number) => {
        const around = [-1, 0, 1].map((step) => `amount ${String(Math.abs(amount) + step)}`);
        const found = [...around, ...(number === null ? [] : [`number ${numberKey(number)}`])];
        return [...new Set(found.flatMap((place) => places.get(place) ?? []))];
      };
    },

    /** Sorted: those of the archive first. */
    to({ file, sight }: Seen, asked: Asked, others: readonly Seen[]): SimilarInvoice[] {
      const own = comparable(asked, file, sight);
      const said = distinct.from(file.sha256);
      return [...inArchive(own, said), ...among(own, file, others)].filter(({ other }) => !said.has(other));
    },
  };
}

/** As it was read; null while that is not enough to compare. */
export function askedOf({ proposal: { type, number, total, issuedOn } }: WaitingImport): Asked | null {
  return total ? { type, number: number?.value ?? null, total: total.value, issuedOn: issuedOn?.value ?? null } : null;
}

const comparable = (asked: Asked, { proposal: { period } }: WaitingImport, { seller }: SellerSight): Comparable => ({
  ...asked,
  sellerId: seller?.id ?? null,
  period: period && { first: period.from, last: period.to },
});

/** A period that is the day of issue is none that the invoice states. */
function comparableOf({ type, sellerRecord, number, total, issuedAt, period }: ArchivedInvoice): Comparable {
  const byDefault = issuedAt === null ? null : dayAt(issuedAt);
  const isStated = period.start !== byDefault?.start || period.end !== byDefault.end;
  return {
    ...{ type, number, total },
    sellerId: sellerRecord?.id ?? null,
    issuedOn: issuedAt === null ? null : dayOf(issuedAt),
    period: isStated ? periodDays(period, 'UTC') : null,
  };
}
