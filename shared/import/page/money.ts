import { type Money, money } from '../../money.ts';
import { amountsIn, type FoundAmount, moneyOf } from './amounts.ts';
import { paidWords } from './fact-labels.ts';
import { lineOf, type Row } from './rows.ts';
import type { SumKind } from './sum-labels.ts';
import { type NamedSum, namedSums, type ProvenTax, provenTaxes } from './sums.ts';

export interface PageMoney {
  readonly total: { readonly value: Money; readonly confirmed: boolean } | null;
  /** Of all rates together; null where the page does not say it, or not clearly. */
  readonly tax: { readonly value: Money; readonly confirmed: boolean } | null;
  readonly taxes: readonly ProvenTax[];
  readonly prepaid: Money | null;
  readonly amountDue: Money | null;
  readonly paid: boolean;
}

interface Candidate {
  readonly amount: number;
  readonly row: number;
  readonly score: number;
}

/** What the sums of a page say, in the page's currency; nothing where that is not known. All are positive where the page gives back. */
export function moneyOn(rows: readonly Row[], currency: string | null): PageMoney {
  const sums = namedSums(rows);
  const paid = paidBySum(sums, null, () => null) || saysPaid(rows);
  const nothing = { total: null, tax: null, taxes: [], prepaid: null, amountDue: null, paid };
  if (currency === null) return nothing;
  const minor = (found: FoundAmount): number | null => {
    // Beside a sum, the same may stand in another currency. A bare sign may be that of several.
    const isOwn =
      found.currency === null || found.currency === currency || ['$', '¥', 'Fr.'].includes(found.sign ?? '');
    return isOwn ? (moneyOf(found, currency)?.amount ?? null) : null;
  };
  const named = (...kinds: SumKind[]): NamedMinor[] =>
    sums
      .filter(({ kind }) => kinds.includes(kind))
      .map((sum) => ({ ...sum, minor: sum.amounts.flatMap((each) => minor(each) ?? []) }))
      .filter((sum) => sum.minor.length > 0);
  const nets = named('net')
    .flatMap((sum) => sum.minor)
    .map(Math.abs);
  const onPage = new Set(rows.flatMap((row) => amountsIn(lineOf(row))).flatMap((each) => Math.abs(minor(each) ?? 0)));
  const tables = provenTaxes(rows, minor).filter((table) => onPage.has(withTax(table)));
  const taxes = namedTaxes(named('tax'), tables.flat());
  const prepaid = last(named('prepaid'));
  const due = last(named('due').filter(({ inHead }) => !inHead));

  const confirmed = new Set([...nets.flatMap((net) => taxes.sums.map((tax) => net + tax)), ...tables.map(withTax)]);
  const mayBeLess = prepaid !== null || sums.some(({ kind }) => kind === 'before' || kind === 'paid');
  const candidates = named('total', 'plain-total', 'due').flatMap((sum): Candidate[] => {
    const amount = Math.abs(totalOf(sum.minor));
    if (amount === 0) return [];
    const score =
      (sum.inHead ? 0 : sum.kind === 'total' ? 3 : sum.kind === 'due' ? 1 : 2) +
      (confirmed.has(amount) ? 4 : 0) +
      (prepaid !== null && due !== null && amount - Math.abs(prepaid) === due ? 3 : 0) +
      (nets.includes(amount) && taxes.sums.length === 0 ? 1 : 0) -
      (nets.some((net) => net > amount) && !confirmed.has(amount) ? 5 : 0) -
      (sum.kind === 'due' && mayBeLess ? 2 : 0);
    return [{ amount, row: sum.row, score }];
  });
  // Where no label is known, all rates of a table of taxes come to the total.
  const [table] = tables;
  const total = bestOf(candidates) ?? (table ? { amount: withTax(table), row: 0, score: 4 } : null);
  if (!total) return nothing;
  const whole = tables.find((each) => withTax(each) === total.amount) ?? [];
  const tax = taxOf(total.amount, nets, taxes, whole);
  return {
    total: { value: money(total.amount, currency), confirmed: total.score >= 2 },
    tax: tax && { value: money(tax.amount, currency), confirmed: tax.confirmed },
    taxes: whole,
    prepaid: prepaid === null || Math.abs(prepaid) > total.amount * 2 ? null : money(Math.abs(prepaid), currency),
    amountDue: due === null ? null : money(due, currency),
    paid: !(due !== null && due > 0) && (paidBySum(sums, total.amount, minor) || saysPaid(rows)),
  };
}

const withTax = (table: readonly ProvenTax[]): number => sumOf(table.map(({ base, tax }) => base + tax));

/** Of several amounts in a row the one that is the sum of two others, else the last. */
function totalOf(amounts: readonly number[]): number {
  const whole = amounts.find((each) =>
    amounts.some((a, at) => amounts.some((b, other) => at < other && a !== 0 && b !== 0 && a + b === each)),
  );
  return whole ?? amounts.at(-1) ?? 0;
}

/** The best one, where no other amount is as good; of equals the largest, where it also comes last. */
function bestOf(candidates: readonly Candidate[]): Candidate | null {
  const good = Math.max(...candidates.map(({ score }) => score));
  if (good < 1) return null;
  const best = candidates.filter(({ score }) => score === good);
  const largest = best.reduce((a, b) => (b.amount >= a.amount ? b : a));
  const isLast = best.every(({ row, amount }) => row <= largest.row || amount === largest.amount);
  return best.every(({ amount }) => amount === largest.amount) || isLast ? largest : null;
}

interface NamedMinor extends NamedSum {
  readonly minor: readonly number[];
}

interface NamedTaxes {
  /** Each way in which they can be the tax of the whole: one of them, or all together. */
  readonly sums: readonly number[];
  /** Where all of them say the same. */
  readonly single: number | null;
}

function namedTaxes(named: readonly NamedMinor[], proven: readonly ProvenTax[]): NamedTaxes {
  const own = named
    .filter(({ inHead }) => !inHead)
    .map(({ minor }) => {
      const amounts = minor.map(Math.abs);
      // Beside it may stand what it was reckoned on.
      const share = proven.find(({ tax, base }) => amounts.includes(tax) && amounts.includes(base));
      return share?.tax ?? amounts.at(-1) ?? 0;
    });
  const values = [...new Set(own)];
  const sums = [...new Set([...values, sumOf(own), sumOf(values)])].filter((sum) => sum > 0);
  return { sums, single: values.length === 1 ? (values[0] ?? null) : null };
}

function taxOf(
  total: number,
  nets: readonly number[],
  { sums, single }: NamedTaxes,
  whole: readonly ProvenTax[],
): { amount: number; confirmed: boolean } | null {
  if (whole.length > 0) return { amount: sumOf(whole.map(({ tax }) => tax)), confirmed: true };
  const [fitting, other] = sums.filter((tax) => nets.includes(total - tax));
  if (fitting !== undefined) return other === undefined ? { amount: fitting, confirmed: true } : null;
  return single === null || single >= total / 2 ? null : { amount: single, confirmed: false };
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, each) => sum + each, 0);

const last = (named: readonly NamedMinor[]): number | null => named.at(-1)?.minor.at(-1) ?? null;

/** Nothing is due, or as much was paid as it comes to. */
function paidBySum(
  sums: readonly NamedSum[],
  total: number | null,
  minor: (found: FoundAmount) => number | null,
): boolean {
  const isNought = ({ digits }: FoundAmount) => /^0[.,]00$/u.test(digits);
  return sums.some(({ kind, amounts }) => {
    const found = amounts.at(-1);
    if (!found) return false;
    return kind === 'due'
      ? isNought(found)
      : kind === 'paid' && total !== null && Math.abs(minor(found) ?? Number.NaN) === total;
  });
}

/** A day of payment may lie ahead: only what says that it was paid counts. */
const paidOn =
  /^(?:date\s+paid|paid\s+on|(?:was\s+)?paid\s+by|bezahlt\s+am|pay[ée]e?\s+le|betaald\s+op|pagato\s+il|pagado\s+el)(?!\p{L})/iu;

const saysPaid = (rows: readonly Row[]): boolean =>
  rows.some(({ cells }) =>
    cells.some(({ text }) => text.length < 80 && (paidWords.test(text.trim()) || paidOn.test(text))),
  );
