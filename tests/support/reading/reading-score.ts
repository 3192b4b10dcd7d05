import type { ImportProposal } from '#shared/import/proposal-schema.ts';
import type { PageTruth } from './layout-parts.ts';

/** How one fact of many documents was read. `wrong` counts what was proposed though the page says nothing of it, too. */
export interface FieldScore {
  right: number;
  wrong: number;
  empty: number;
  /** Which documents, and what was read instead. */
  readonly wrongOnes: string[];
  readonly emptyOnes: string[];
}

export type Scores = Record<string, FieldScore>;
/** A fact as one text, to be compared; null where nothing is said. `undefined`: not known what is right. */
export type SaidFacts = Readonly<Record<string, string | null | undefined>>;

export function score(scores: Scores, name: string, truth: SaidFacts, read: SaidFacts): void {
  for (const [field, right] of Object.entries(truth)) {
    if (right === undefined) continue;
    const own = (scores[field] ??= { right: 0, wrong: 0, empty: 0, wrongOnes: [], emptyOnes: [] });
    const got = read[field] ?? null;
    if (got === right) own.right += 1;
    else if (got === null) {
      own.empty += 1;
      own.emptyOnes.push(`${name}: not ${String(right)}`);
    } else {
      own.wrong += 1;
      own.wrongOnes.push(`${name}: ${got}, not ${String(right)}`);
    }
  }
}

export const factsOfTruth = (truth: PageTruth): SaidFacts => ({
  number: truth.number,
  issued: truth.issuedOn,
  due: truth.dueOn,
  currency: truth.currency,
  total: String(truth.total),
  tax: truth.tax === null ? null : String(truth.tax),
  type: truth.type,
  paid: String(truth.paid),
  seller: truth.seller,
  sellerTaxId: truth.sellerTaxId,
});

/** A credit note's total is the same with a minus or without. */
export const factsOfProposal = (proposal: ImportProposal): SaidFacts => ({
  number: proposal.number?.value ?? null,
  issued: proposal.issuedOn?.value ?? null,
  due: proposal.dueOn?.value ?? null,
  currency: proposal.currency?.value ?? null,
  total: minorOf(proposal.total?.value.amount, proposal.type),
  tax: minorOf(proposal.tax?.value.amount, proposal.type),
  type: proposal.type,
  paid: String(proposal.paid),
  seller: proposal.seller,
  sellerTaxId: proposal.sellerTaxId,
});

const minorOf = (minor: number | undefined, type: ImportProposal['type']): string | null =>
  minor === undefined ? null : String(type === 'credit-note' ? Math.abs(minor) : minor);
