import { randomUUID } from 'node:crypto';
import type { ImportValues } from '#shared/import/items.ts';
import type { LearnedLayout } from '#shared/import/layouts.ts';
import { type LearnedField, learnedFieldSchema, learnedPlace, type LearnedPlace } from '#shared/import/page/learned.ts';
import type { Row } from '#shared/import/page/rows.ts';
import type { ImportProposal } from '#shared/import/proposal-schema.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';

type SellerFacts = Pick<ImportProposal, 'seller' | 'sellerTaxId' | 'bankAccounts'>;

/** By what a page's seller is known again, the surest first. */
const keysOf = ({ sellerTaxId, bankAccounts, seller }: SellerFacts): string[] =>
  [sellerTaxId, ...bankAccounts, seller].flatMap((key) =>
    key === null ? [] : [key.replace(/\s+/gu, ' ').toLowerCase()],
  );

/** What people corrected on the pages of sellers: where it stands, to be found there on the next ones. */
export type LearnedLayouts = ReturnType<typeof createLearnedLayouts>;

export function createLearnedLayouts(db: Database, now: () => Instant) {
  const columns = `id, seller, field, label, page, "left", baseline, day_order AS "order", learned_at AS learnedAt`;
  const all = db.prepare<[], LearnedLayout>(`SELECT ${columns} FROM learned_places ORDER BY seller, field`);
  const of = db.prepare<[string], LearnedLayout>(`SELECT ${columns} FROM learned_places WHERE seller_key = ?`);
  const insert = db.prepare(
    `INSERT INTO learned_places VALUES (@id, @key, @seller, @field, @label, @page, @left, @baseline, @order, @now)
     ON CONFLICT (seller_key, field) DO UPDATE SET label = excluded.label, page = excluded.page, "left" = excluded."left",
       baseline = excluded.baseline, day_order = excluded.day_order, learned_at = excluded.learned_at`,
  );
  const setLabel = db.prepare('UPDATE learned_places SET label = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM learned_places WHERE id = ?');

  return {
    list: (): LearnedLayout[] => all.all(),

    /** Of the seller that a proposal names; empty where it names none, or nothing was learned. */
    placesOf(proposal: SellerFacts): LearnedPlace[] {
      const found = keysOf(proposal).flatMap((key) => of.all(key));
      return [...new Map(found.toReversed().map((place) => [place.field, place] as const)).values()];
    },

    /** Whether a person wrote something else than was proposed of a page whose seller is known again. */
    isNews: (proposal: ImportProposal, values: ImportValues): boolean =>
      proposal.kind === 'pdf' &&
      proposal.eInvoice === 'none' &&
      // Each scan lies a little differently.
      !proposal.recognised &&
      keysOf(proposal).length > 0 &&
      corrected(proposal, values).length > 0,

    /** Keeps where the page says what a person wrote instead of what was proposed. */
    learn(proposal: ImportProposal, values: ImportValues, rows: readonly Row[]): void {
      const [key = ''] = keysOf(proposal);
      for (const field of corrected(proposal, values)) {
        const place = learnedPlace(rows, field, values);
        if (place) insert.run({ ...place, id: randomUUID(), key, seller: proposal.seller ?? key, now: now() });
      }
    },

    /** Changes the words that are looked for. */
    setLabel: (id: string, label: string): Result<null> =>
      setLabel.run(label, id).changes === 0 ? fail({ code: 'layout-not-found' }) : ok(null),

    remove: (id: string): Result<null> =>
      remove.run(id).changes === 0 ? fail({ code: 'layout-not-found' }) : ok(null),
  };
}

const corrected = (proposal: ImportProposal, values: ImportValues): LearnedField[] =>
  learnedFieldSchema.options.filter((field) => isCorrected(field, proposal, values));

function isCorrected(field: LearnedField, proposal: ImportProposal, values: ImportValues): boolean {
  if (field !== 'total') return values[field] !== null && values[field] !== (proposal[field]?.value ?? null);
  const proposed = proposal.total?.value;
  return Math.abs(values.total.amount) !== Math.abs(proposed?.amount ?? Number.NaN);
}
