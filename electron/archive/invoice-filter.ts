import { type Account, allMeant } from '#shared/accounts.ts';
import type { InvoiceQuery } from '#shared/ipc/contract.ts';
import type { InvoiceStatus } from '#shared/invoices.ts';
import { decimalsOf } from '#shared/money.ts';
import { addDays, addMonths } from '#shared/period.ts';
import type { SearchTerm } from '#shared/search-terms.ts';
import { type Day, type Instant, isMonth, type Month } from '#shared/time.ts';
import { fold, foldLetters, isIndexed, searchWords } from '#shared/search-text.ts';
import { wantedTaxes } from './tax-filter.ts';

export interface Condition {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

type Asked = Pick<InvoiceQuery, 'accountId' | 'text' | 'terms' | 'statuses'>;
type Term<Kind extends SearchTerm['kind']> = Extract<SearchTerm, { kind: Kind }>;

/** A word, and the column of the texts that must hold it; null for any column. */
interface Wanted {
  readonly column: 'number' | 'cost_centre' | 'po_number' | null;
  readonly word: string;
}

/**
 * What to look for, in three shapes. In SQL `i` is a row of `invoices`, `f` its row of `invoice_facts`, `x` its texts and
 * `d` the text of its document; `s` is a row of the full-text index.
 */
export interface Filter {
  readonly query: Asked;
  readonly accountId: string | null;
  /** Where matches are found, in no order. */
  readonly matches: Condition & { readonly from: string };
  /** Amounts are asked for: the matches in one currency, where its amounts stand in order; null where other things narrow more. */
  readonly inCurrency: ((currency: string) => Condition & { readonly from: string }) | null;
  /** Tests one invoice after the other along a sorted index of `invoices`. */
  readonly scanCondition: Condition & { readonly joins: string };
  /** Bounds of the moment that invoices are sorted by, which are wider than what is asked for, and of the currency. */
  readonly dates: Condition;
  readonly currency: Condition;
  /** For the kept sums, in SQL `f` too; null where they cannot tell. */
  readonly sumCondition: Condition | null;
  /** What the answer depends on besides the archive; null where that changes all the time. */
  readonly identity: string | null;
}

interface FilterContext {
  readonly now: Instant;
  readonly accounts: readonly Account[];
  /** The archive holds invoices of accounts that are not listed: removed ones stay, out of sight. */
  readonly hasUnlisted: boolean;
  /** What sellers are called, by each of their names. */
  readonly sellers: readonly { readonly id: string; readonly name: string }[];
  /** All that occur in the archive. */
  readonly currencies: readonly string[];
  readonly taxes: readonly string[];
}

export function filterOf(query: Asked, filterContext: FilterContext): Filter {
  const terms = query.terms ?? [];
  const of = <Kind extends SearchTerm['kind']>(kind: Kind): Term<Kind>[] =>
    terms.filter((term): term is Term<Kind> => term.kind === kind);
  const wanted = [
    ...searchWords(query.text).map((word): Wanted => ({ column: null, word })),
    ...of('word').map(({ text }): Wanted => ({ column: null, word: foldLetters(text) })),
    ...of('field').map(({ field, text }): Wanted => ({ column: columnOf[field], word: foldLetters(text) })),
  ].filter(({ word }) => word !== '');
  const indexed = wanted.filter(({ word }) => isIndexed(word));
  const short = wanted.filter(({ word }) => !isIndexed(word));

  const days = daysOf(of('from'), of('to'));
  const among = accountsAmong(query, of('account'), filterContext);
  const statusSets = [query.statuses, of('status').map(({ status }) => status)].filter((set) => set.length > 0);
  const statuses = (table: 'i' | 'f') => statusSets.map((set) => statusIn(table, set, filterContext.now));
  const currencies = of('currency').map(({ currency }) => currency);
  const amounts = [...of('total'), ...of('remaining')];
  const taxes = [...of('tax'), ...of('rate')].map((term) => taxed(wantedTaxes(term, filterContext.taxes)));
  const facts = [
    ...days,
    ...(currencies.length > 0 ? [oneOf('f.currency', currencies)] : []),
    ...amounts.map((term) => or(...filterContext.currencies.map((currency) => compared(term, currency)))),
    ...taxes,
    ...of('tag').map(tagged),
    ...soldBy(of('seller'), filterContext.sellers),
    ...of('has').map(({ what }) => ({ sql: presence[what], parameters: [] })),
    ...of('handed-over').map(({ answer }) => ({ sql: handedOver[answer], parameters: [] })),
  ];
  const account = (table: 'i' | 'f') => (among === null ? [] : [oneOf(`${table}.account_id`, among)]);

  const match = { sql: 'invoice_search MATCH ?', parameters: [indexed.map(matchOf).join(' AND ')] };
  const onFacts = [...account('f'), ...statuses('f'), ...facts];
  const joinTexts = 'CROSS JOIN invoice_texts x ON x.row = f.row';
  const byTaxes = taxes.length > 0 && amounts.length === 0 ? ' INDEXED BY invoice_facts_by_taxes' : '';
  const plain = facts.length === 0 && wanted.length === 0;
  const isTimeless = !statusSets.some((set) => set.includes('overdue'));
  return {
    query,
    accountId: query.accountId,
    matches: {
      ...and(...(indexed.length > 0 ? [match] : []), ...onFacts, ...short.map(inOwnWords)),
      from: [
        ...(indexed.length > 0
          ? ['invoice_search s CROSS JOIN invoice_facts f ON f.row = s.rowid']
          : [days.length > 0 ? 'invoice_facts f INDEXED BY invoice_facts_by_day' : `invoice_facts f${byTaxes}`]),
        ...(short.length > 0 ? [joinTexts] : []),
      ].join(' '),
    },
    inCurrency:
      amounts.length === 0 || wanted.length > 0 || days.length > 0
        ? null
        : (currency) => ({
            from: `invoice_facts f INDEXED BY invoice_facts_by_${amounts.some(({ kind }) => kind === 'remaining') ? 'remaining' : 'total'}`,
            ...and(...amounts.map((term) => compared(term, currency)), ...onFacts),
          }),
    scanCondition: {
      ...and(...account('i'), ...statuses('i'), ...facts, ...short.map(inOwnWords), ...indexed.map(inAnyWords)),
      joins: [
        ...(plain ? [] : ['CROSS JOIN invoice_facts f ON f.row = i.row']),
        ...(wanted.length > 0 ? [joinTexts] : []),
        ...(indexed.some(({ column }) => column === null)
          ? ['LEFT JOIN document_texts d ON d.id = f.document_id']
          : []),
      ].join(' '),
    },
    dates: momentsOf(of('from'), of('to')),
    currency: and(...(currencies.length === 1 ? [oneOf('i.currency', currencies)] : [])),
    sumCondition: plain && isTimeless ? and(...account('f'), ...statuses('f')) : null,
    identity: isTimeless ? JSON.stringify([among, statusSets, facts, wanted]) : null,
  };
}

const columnOf = { number: 'number', po: 'po_number', costcentre: 'cost_centre' } as const;

const presence: Readonly<Record<Term<'has'>['what'], string>> = {
  pdf: "f.pdf = 1 AND f.row NOT IN (SELECT row FROM invoices INDEXED BY invoices_as_xml WHERE document_kind = 'xml')",
  xml: 'f.xml = 1',
  tag: 'EXISTS (SELECT 1 FROM invoice_tags t WHERE t.invoice = f.row)',
  note: 'f.row IN (SELECT row FROM invoices INDEXED BY invoices_by_note WHERE note IS NOT NULL)',
  po: 'f.row IN (SELECT row FROM invoices INDEXED BY invoices_by_po_number WHERE po_number IS NOT NULL)',
  costcentre: 'f.row IN (SELECT row FROM invoices INDEXED BY invoices_by_cost_centre WHERE cost_centre IS NOT NULL)',
};

const standing = 'EXISTS (SELECT 1 FROM handover_items h WHERE h.invoice = f.row AND h.current = 1)';
const handedOver: Readonly<Record<Term<'handed-over'>['answer'], string>> = { yes: standing, no: `NOT ${standing}` };

const joined = (conditions: readonly Condition[], word: string, otherwise: string): Condition => ({
  sql: conditions.length === 0 ? otherwise : `(${conditions.map((condition) => condition.sql).join(` ${word} `)})`,
  parameters: conditions.flatMap((condition) => condition.parameters),
});
const and = (...conditions: readonly Condition[]): Condition => joined(conditions, 'AND', 'TRUE');
const or = (...conditions: readonly Condition[]): Condition => joined(conditions, 'OR', 'FALSE');

const oneOf = (column: string, values: readonly string[]): Condition =>
  values.length === 1
    ? { sql: `${column} = ?`, parameters: values }
    : { sql: `${column} IN (SELECT value FROM json_each(?))`, parameters: [JSON.stringify(values)] };

/** Ids of the accounts asked for; null where every invoice of the archive belongs to one. Practice accounts stand apart. */
function accountsAmong(query: Asked, named: readonly Term<'account'>[], filterContext: FilterContext): string[] | null {
  const { accounts } = filterContext;
  const meant = named.length > 0 ? accounts : allMeant(accounts);
  const isAll = named.length === 0 && query.accountId === null;
  if (isAll && meant.length === accounts.length && !filterContext.hasUnlisted) return null;
  if (named.length === 0 && query.accountId !== null) return [query.accountId];
  const names = named.map(({ text }) => foldLetters(text));
  return meant
    .filter(({ id, name }) => {
      const isCalled = names.length === 0 || names.some((text) => foldLetters(name).includes(text));
      return isCalled && (query.accountId === null || query.accountId === id);
    })
    .map(({ id }) => id);
}

/** Overdue ones are open and past due. */
function statusIn(table: 'i' | 'f', statuses: readonly (InvoiceStatus | 'overdue')[], now: Instant): Condition {
  const named = statuses.filter((status) => status !== 'overdue');
  const overdue = { sql: `(${table}.status = 'open' AND ${table}.due_at < ?)`, parameters: [now] };
  return or(
    ...(named.length > 0 ? [oneOf(`${table}.status`, named)] : []),
    ...(statuses.includes('overdue') && !named.includes('open') ? [overdue] : []),
  );
}

/** By day of issue in the books, both ends included; drafts have none. */
function daysOf(from: readonly Term<'from'>[], to: readonly Term<'to'>[]): Condition[] {
  return [
    ...from.map(({ date }) => ({ sql: 'f.issued_on >= ?', parameters: [date] })),
    ...to.map(({ date }) => ({ sql: 'f.issued_on < ?', parameters: [dayAfter(date)] })),
    ...(from.length === 0 && to.length > 0 ? [{ sql: 'f.issued_on > ?', parameters: [''] }] : []),
  ];
}

/** Bounds within which the moments of these days are, wherever the books are kept: no clock is a day away from UTC. */
const momentsOf = (from: readonly Term<'from'>[], to: readonly Term<'to'>[]): Condition =>
  and(
    ...from.map(({ date }) => ({ sql: 'i.sort_at >= ?', parameters: [addDays(firstDayOf(date), -1)] })),
    ...to.map(({ date }) => ({ sql: 'i.sort_at < ?', parameters: [addDays(dayAfter(date), 1)] })),
  );

const firstDayOf = (date: Day | Month): Day => (isMonth(date) ? `${date}-01` : date);
const dayAfter = (date: Day | Month): Day => (isMonth(date) ? `${addMonths(date, 1)}-01` : addDays(date, 1));

/** In minor units of the currency; an amount finer than those lies between two of them. */
const compared = ({ kind, comparison, amount }: Term<'total' | 'remaining'>, currency: string): Condition => ({
  sql: `(f.currency = ? AND f.${kind === 'total' ? 'signed_total' : 'remaining'} ${comparison} ?)`,
  parameters: [currency, Number(`${amount}e${decimalsOf(currency)}`)],
});

const taxed = (taxes: readonly string[] | null): Condition =>
  taxes === null ? { sql: 'f.taxes IS NULL', parameters: [] } : oneOf('f.taxes', taxes);

const tagged = ({ text }: Term<'tag'>): Condition => ({
  sql: 'EXISTS (SELECT 1 FROM invoice_tags t WHERE t.tag_key = ? AND t.invoice = f.row)',
  parameters: [fold(text)],
});

/** Several are any of them, as accounts are. */
function soldBy(named: readonly Term<'seller'>[], sellers: FilterContext['sellers']): Condition[] {
  if (named.length === 0) return [];
  const texts = named.map(({ text }) => fold(text));
  const ids = sellers.filter(({ name }) => texts.some((text) => fold(name).includes(text))).map(({ id }) => id);
  const sold = `f.row IN (SELECT w.invoice FROM invoice_sellers w INDEXED BY invoice_sellers_by_seller
    WHERE w.seller_id IN (SELECT value FROM json_each(?)))`;
  return [{ sql: sold, parameters: [JSON.stringify([...new Set(ids)])] }];
}

/** A word in the full-text index's own query language. */
const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`;

const matchOf = ({ column, word }: Wanted): string => (column === null ? quoted(word) : `${column} : ${quoted(word)}`);

const ownColumns = ['number', 'cost_centre', 'po_number', 'other'] as const;

/** Too short for the index: the words of the PDF are not looked through for one or two letters. */
const inOwnWords = ({ column, word }: Wanted): Condition =>
  or(
    ...(column === null ? ownColumns : [column]).map((each) => ({
      sql: `instr(x.${each}, ?) > 0`,
      parameters: [word],
    })),
  );

const inAnyWords = (wanted: Wanted): Condition =>
  wanted.column === null
    ? or(inOwnWords(wanted), { sql: 'instr(d.text, ?) > 0', parameters: [wanted.word] })
    : inOwnWords(wanted);
