import type { InvoiceQuery } from '#shared/ipc/contract.ts';
import type { InvoiceStatus } from '#shared/invoices.ts';
import type { Instant } from '#shared/time.ts';
import { quoted, searchWords, shortestIndexed } from './search-text.ts';

export interface Condition {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

type Asked = Pick<InvoiceQuery, 'accountId' | 'text' | 'statuses'>;

/**
 * What to look for. In SQL `i` is a row of `invoices`, `f` its row of `invoice_facts` (or a row of `invoice_sums`).
 * The condition itself is for few matches: the full-text index finds them.
 */
export interface Filter extends Condition {
  readonly query: Asked;
  readonly now: Instant;
  readonly accountId: string | null;
  readonly words: readonly string[];
  /** The tables of the condition. */
  readonly facts: string;
  /** For many matches: tests one invoice after the other along a sorted index. */
  readonly alongIndex: Condition;
  /** The index that finds few matches without words; null where every invoice matches. */
  readonly narrowIndex: string | null;
  /** The part that the kept sums answer; null where only overdue ones are asked for. */
  readonly summed: Condition | null;
  /** The part that depends on due dates, of open invoices. */
  readonly overdue: Condition | null;
}

/**
 * Without an account all listed ones are meant: invoices of a removed account stay in the archive, out of sight.
 * Null where all invoices are of listed accounts.
 */
export function filterOf(query: Asked, now: Instant, listed: readonly string[] | null): Filter {
  const words = searchWords(query.text);
  const indexed = words.filter((word) => word.length >= shortestIndexed);
  const short = words.filter((word) => word.length < shortestIndexed);
  const named = query.statuses.filter((status) => status !== 'overdue');
  const asksOverdue = query.statuses.includes('overdue') && !named.includes('open');
  const account = (table: 'i' | 'f'): Condition[] => {
    if (query.accountId !== null) return [{ sql: `${table}.account_id = ?`, parameters: [query.accountId] }];
    if (listed === null) return [];
    return [{ sql: `${table}.account_id IN (SELECT value FROM json_each(?))`, parameters: [JSON.stringify(listed)] }];
  };
  const due = { sql: 'f.due_at < ?', parameters: [now] };
  const statuses = (table: 'i' | 'f'): Condition[] => {
    if (query.statuses.length === 0) return [];
    const overdue = { sql: `(${table}.status = 'open' AND ${table}.due_at < ?)`, parameters: [now] };
    return [or(...statusIn(table, named), ...(asksOverdue ? [overdue] : []))];
  };
  const match = { sql: 'invoice_search MATCH ?', parameters: [indexed.map(quoted).join(' AND ')] };
  return {
    ...and(...(indexed.length > 0 ? [match] : []), ...contains(short), ...account('f'), ...statuses('f')),
    query,
    now,
    accountId: query.accountId,
    words,
    facts: indexed.length > 0 ? 'invoice_search s CROSS JOIN invoice_facts f ON f.row = s.rowid' : 'invoice_facts f',
    alongIndex: and(...account('i'), ...statuses('i'), ...contains(words)),
    narrowIndex: query.accountId ? 'invoices_by_account' : query.statuses.length > 0 ? 'invoices_by_status' : null,
    summed: asksOverdue && named.length === 0 ? null : and(...account('f'), ...statusIn('f', named)),
    overdue: asksOverdue ? and(...account('f'), due) : null,
  };
}

const joined = (conditions: readonly Condition[], word: string, otherwise: string): Condition => ({
  sql: conditions.length === 0 ? otherwise : `(${conditions.map((condition) => condition.sql).join(` ${word} `)})`,
  parameters: conditions.flatMap((condition) => condition.parameters),
});
const and = (...conditions: readonly Condition[]): Condition => joined(conditions, 'AND', 'TRUE');
const or = (...conditions: readonly Condition[]): Condition => joined(conditions, 'OR', 'FALSE');

const statusIn = (table: 'i' | 'f', statuses: readonly InvoiceStatus[]): Condition[] =>
  statuses.length === 0
    ? []
    : [{ sql: `${table}.status IN (${statuses.map(() => '?').join(', ')})`, parameters: statuses }];

const contains = (words: readonly string[]): Condition[] =>
  words.map((word) => ({ sql: 'instr(f.search_text, ?) > 0', parameters: [word] }));
