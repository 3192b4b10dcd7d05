import type { ImportConfidence, ImportProposal } from '#shared/import/proposal-schema.ts';
import type { ImportValues } from '#shared/import/items.ts';
import { isKnown } from '#shared/invoice-money.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import type { Money } from '#shared/money.ts';
import { dayOf } from '#shared/period.ts';
import { type Day, daySchema } from '#shared/time.ts';

/** What stands in the form: text where people type, until all of it can be read. */
export interface ImportDraft {
  accountId: string;
  /** The name of the company that it is from. */
  seller: string;
  type: ImportValues['type'];
  number: string;
  issuedOn: string;
  dueOn: string;
  currency: string;
  total: Money | null;
  tax: Money | null;
  remaining: Money | null;
  paid: boolean;
  paidOn: string;
}

export type DraftField = 'number' | 'issuedOn' | 'dueOn' | 'total' | 'tax' | 'remaining';
export type DraftConfidence = Partial<Record<DraftField, ImportConfidence>>;

/** Without a currency anywhere the person has to name it: what others of the account have would be believed. */
export function draftOfProposal(accountId: string, proposal: ImportProposal, seller: string): ImportDraft {
  const { type, number, issuedOn, dueOn, total, tax, paid, paidOn, remaining } = proposal;
  return {
    accountId,
    seller,
    type,
    number: number?.value ?? '',
    issuedOn: issuedOn?.value ?? '',
    dueOn: dueOn?.value ?? '',
    currency: total?.value.currency ?? proposal.currency?.value ?? '',
    total: total?.value ?? null,
    tax: tax?.value ?? null,
    remaining: remaining?.value ?? null,
    paid,
    paidOn: paidOn ?? '',
  };
}

export const confidenceOf = (proposal: ImportProposal): DraftConfidence =>
  Object.fromEntries(
    (['number', 'issuedOn', 'dueOn', 'total', 'tax', 'remaining'] as const).flatMap((field) => {
      const found = proposal[field];
      return found ? [[field, found.confidence]] : [];
    }),
  );

export const draftOfInvoice = (invoice: ArchivedInvoice): ImportDraft => ({
  accountId: invoice.accountId,
  seller: invoice.seller ?? '',
  type: invoice.type,
  number: invoice.number ?? '',
  issuedOn: invoice.issuedAt === null ? '' : dayOf(invoice.issuedAt),
  dueOn: invoice.dueAt === null ? '' : dayOf(invoice.dueAt),
  currency: invoice.total.currency,
  total: invoice.total,
  tax: isKnown(invoice.tax) ? invoice.tax : null,
  remaining: isKnown(invoice.remaining) && invoice.status !== 'paid' ? invoice.remaining : null,
  paid: invoice.status === 'paid',
  paidOn: invoice.paidAt === null ? '' : dayOf(invoice.paidAt),
});

export type DraftProblem = 'dateNeeded' | 'totalNeeded' | 'currencyWrong' | 'taxTooLarge';
export type DraftProblems = Partial<Record<'issuedOn' | 'total' | 'currency' | 'tax', DraftProblem>>;

/** Null where it is no day of the calendar, or empty. */
const dayIn = (entered: string): Day | null => daySchema.safeParse(entered).data ?? null;

export function problemsOf(draft: ImportDraft): DraftProblems {
  const { issuedOn, currency, total, tax } = draft;
  return {
    ...(dayIn(issuedOn) ? {} : { issuedOn: 'dateNeeded' }),
    ...(/^[A-Z]{3}$/.test(currency) ? {} : { currency: 'currencyWrong' }),
    ...(total ? {} : { total: 'totalNeeded' }),
    ...(total && tax && Math.abs(tax.amount) > Math.abs(total.amount) ? { tax: 'taxTooLarge' } : {}),
  };
}

/** Null while something is missing. The seller is told only where a person changed it: else it is as the document says. */
export function valuesOfDraft(draft: ImportDraft, initial: ImportDraft): ImportValues | null {
  const { accountId, type, number, currency, total, tax, paid, remaining } = draft;
  const issuedOn = dayIn(draft.issuedOn);
  if (Object.keys(problemsOf(draft)).length > 0 || !total || !issuedOn) return null;
  const trimmed = number.trim();
  const seller = draft.seller.trim();
  return {
    ...(seller === initial.seller.trim() ? {} : { seller: seller === '' ? null : seller }),
    ...{ accountId, type, issuedOn, paid },
    number: trimmed === '' ? null : trimmed,
    dueOn: dayIn(draft.dueOn),
    paidOn: paid && type === 'invoice' ? dayIn(draft.paidOn) : null,
    total: { ...total, currency },
    tax: tax && { ...tax, currency },
    remaining: remaining && { ...remaining, currency },
  };
}
