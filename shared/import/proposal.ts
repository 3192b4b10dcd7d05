import type { DocumentKind } from '../document-kind.ts';
import { type EInvoice, moneyOfEInvoice, type ReadEInvoice } from '../e-invoice/index.ts';
import { onlyTotal } from '../invoice-money.ts';
import type { Money } from '../money.ts';
import type { Day } from '../time.ts';
import type { ImportConfidence, ImportProposal } from './proposal-schema.ts';
import { pageDifferences } from './page-differences.ts';
import { type LearnedPlace, readLearned } from './page/learned.ts';
import type { Row } from './page/rows.ts';
import { eInvoiceAmong } from './stated-facts.ts';
import { type Guess, readPage, type TextFacts } from './read-page.ts';

interface ReadDocument {
  readonly kind: DocumentKind;
  readonly pages: number;
  readonly rows: readonly Row[];
  /** Its text comes from text recognition. */
  readonly recognised?: boolean;
  readonly xml: readonly { readonly name: string; readonly text: string }[];
}

/** Proposes the facts of an invoice from what was read out of its document. `today` keeps impossible dates out. */
export function proposalOf(
  { kind, pages, rows, recognised = false, xml }: ReadDocument,
  today: Day,
  places: readonly LearnedPlace[] = [],
): ImportProposal {
  const onPage = withLearned(readPage(rows, today), rows, places);
  const read = eInvoiceAmong(xml);
  const text = recognised ? doubted(onPage, 'recognised') : read && isOther(read) ? doubted(onPage, 'found') : onPage;
  const stated = read?.invoice ?? null;
  const totals = stated?.totals;
  return {
    kind,
    pages,
    scanned: kind === 'pdf' && rows.length === 0,
    recognised,
    eInvoice: read === null || isOther(read) ? 'none' : read.findings.length === 0 ? 'good' : 'faulty',
    differs: stated ? pageDifferences(stated, rows, text) : [],
    type: stated?.type ?? text.type,
    number: either(stated?.number, text.number),
    issuedOn: either(stated?.issuedOn, text.issuedOn),
    dueOn: stated ? either(stated.dueOn, null) : text.dueOn,
    language: text.language,
    currency: either(stated?.currency, text.currency),
    total: either(totals?.total, text.total),
    tax: totals?.total ? either(totals.tax, null) : text.tax,
    seller: stated ? stated.seller.name : text.seller.name,
    sellerTaxId: stated ? (stated.seller.taxIds[0] ?? null) : text.seller.taxId,
    sellerTaxIds: [...(stated?.seller.taxIds ?? [])],
    // Who pays by the page looks there, whatever the electronic invoice states.
    bankAccounts: [...(stated?.payment.accounts ?? []), ...text.seller.bankAccounts],
    payee: stated?.payment.payee ?? text.seller.payee,
    paymentReference: stated?.payment.reference ?? null,
    buyer: stated?.buyer.name ?? null,
    taxId: stated?.buyer.taxIds[0] ?? null,
    period: stated?.period ?? null,
    remaining: totals?.total ? either(totals.amountDue, null) : text.remaining,
    money: stated?.totals.total ? moneyOfEInvoice(stated) : text.money,
    paid: totals?.amountDue ? totals.amountDue.amount <= 0 && (totals.total?.amount ?? 0) !== 0 : text.paid,
    paidOn: stated ? null : text.paidOn,
    lines: stated ? linesOf(stated) : [],
  };
}

/** An order, or what another country's system sends: no invoice with faults. */
const isOther = ({ findings }: ReadEInvoice): boolean =>
  findings.some(({ code }) => code === 'order' || code === 'fattura-pa');

/** What a person once corrected for this seller comes before what a reader believes. */
function withLearned(facts: TextFacts, rows: readonly Row[], places: readonly LearnedPlace[]): TextFacts {
  if (places.length === 0) return facts;
  const { number, issuedOn, dueOn, total } = readLearned(rows, places, facts.currency?.value ?? null);
  const learned = <T>(value: T): Guess<T> => ({ value, confidence: 'learned' });
  const isOther = total && total.amount !== facts.total?.value.amount;
  return {
    ...facts,
    ...(number ? { number: learned(number) } : {}),
    ...(issuedOn ? { issuedOn: learned(issuedOn) } : {}),
    ...(dueOn ? { dueOn: learned(dueOn) } : {}),
    ...(total ? { total: learned(total) } : {}),
    // What belongs to another total says nothing of this one.
    ...(isOther ? { tax: null, remaining: null, money: onlyTotal(total) } : {}),
  };
}

/** Of a scan one letter more or less may be wrong in each; an order has a number, a day and a total, too. */
const doubted = (facts: TextFacts, confidence: 'recognised' | 'found'): TextFacts => {
  const as = <T>(guess: Guess<T> | null): Guess<T> | null => guess && { ...guess, confidence };
  return {
    ...facts,
    number: as(facts.number),
    issuedOn: as(facts.issuedOn),
    dueOn: as(facts.dueOn),
    currency: as(facts.currency),
    total: as(facts.total),
    tax: as(facts.tax),
    remaining: as(facts.remaining),
  };
};

function either<T>(
  stated: T | null | undefined,
  text: Guess<T> | null,
): { value: T; confidence: ImportConfidence } | null {
  return stated === null || stated === undefined ? text : { value: stated, confidence: 'stated' };
}

const linesOf = (stated: EInvoice): ImportProposal['lines'] =>
  stated.lines.flatMap(({ description, quantity, net }) =>
    net === null ? [] : [{ description, quantity: numberOf(quantity), amount: net satisfies Money }],
  );

function numberOf(decimal: string | null): number | null {
  const value = decimal === null || !/^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/.test(decimal) ? Number.NaN : Number(decimal);
  return Number.isFinite(value) ? value : null;
}
