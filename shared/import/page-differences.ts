import type { EInvoice } from '../e-invoice/index.ts';
import type { Money } from '../money.ts';
import { lineOf, type Row } from './page/rows.ts';
import type { PageDifference } from './proposal-schema.ts';
import { amountsOfText, type TextFacts } from './read-page.ts';

/** Where the pages of a document say something else than the electronic invoice inside it; nothing of a scan. */
export function pageDifferences(stated: EInvoice, rows: readonly Row[], page: TextFacts): PageDifference[] {
  if (rows.length === 0) return [];
  const { number, issuedOn, payment } = stated;
  const { total, amountDue } = stated.totals;
  const lines = rows.map(lineOf);
  const words = compact(lines.join(''));
  const shows = (amount: Money) => amountsOfText(lines, amount.currency).some((each) => isSame(each, amount));
  const isOther = (amount: Money): boolean =>
    [total, amountDue, stated.totals.net].every((each) => each === null || !isSame(each, amount));
  const isLess = total !== null && amountDue !== null && amountDue.amount !== 0 && !isSame(total, amountDue);
  return [
    ...(number !== null && !words.includes(compact(number)) ? (['number'] as const) : []),
    ...(total && !shows(total) ? (['total'] as const) : []),
    ...(total && page.total?.confidence === 'labelled' && shows(total) && isOther(page.total.value)
      ? (['otherTotal'] as const)
      : []),
    ...(isLess && !shows(amountDue) ? (['amountDue'] as const) : []),
    ...(issuedOn !== null && page.issuedOn?.confidence === 'labelled' && page.issuedOn.value !== issuedOn
      ? (['issued'] as const)
      : []),
    ...(page.seller.bankAccounts.length > 0 &&
    payment.accounts.length > 0 &&
    !payment.accounts.some((account) => words.includes(compact(account)))
      ? (['bankAccount'] as const)
      : []),
  ];
}

const compact = (words: string): string => words.replace(/\s/gu, '').toLowerCase();

/** Whatever the sign: pages print credit notes in both ways. */
const isSame = (one: Money, other: Money): boolean =>
  one.currency === other.currency && Math.abs(one.amount) === Math.abs(other.amount);
