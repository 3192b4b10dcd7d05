import { type Money, sumsOf } from '#shared/money.ts';
import type { Database } from '../database/open.ts';
import { wide } from '../database/wide-sum.ts';
import type { Condition, Filter } from './invoice-filter.ts';

/** All that matches, summed up. */
export interface Matches {
  readonly count: number;
  readonly totals: Money[];
  /** Currencies whose sum is beyond every amount. */
  readonly tooLarge: string[];
  /** The rows, where they are few: sorting so many is faster than looking for them along a sorted index. */
  readonly smallMatchRows: string | null;
  /** How many of each account; counted when first asked for. */
  byAccount?: ReadonlyMap<string, number>;
}

const fewRows = 2000;
const maxRemembered = 64;

/** Count, sums and (of few) rows of all that match a filter; `currencies` are those that the archive holds. */
export type FindMatches = (filter: Filter, currencies: readonly string[]) => Matches;

export function createFindMatches(db: Database): FindMatches {
  const ownChanges = db.prepare<[], number>('SELECT total_changes()').pluck();

  // A search is asked once for each page that scrolls by; what it sums up to is the same until something is written.
  let remembered = new Map<string, Matches>();
  let rememberedAt = '';
  function remember(filter: Filter, sum: () => Matches): Matches {
    if (filter.identity === null) return sum();
    const state = `${String(db.pragma('data_version', { simple: true }))} ${String(ownChanges.get())}`;
    if (state !== rememberedAt || remembered.size >= maxRemembered) remembered = new Map();
    rememberedAt = state;
    const known = remembered.get(filter.identity) ?? sum();
    remembered.set(filter.identity, known);
    return known;
  }

  function matchesOf(filter: Filter, currencies: readonly string[]): Matches {
    if (filter.sumCondition) {
      const sums = keptSums(filter.sumCondition);
      return { ...sums, smallMatchRows: sums.count > fewRows ? null : rowsFound(filter) };
    }
    const smallMatchRows = rowsFound(filter);
    if (smallMatchRows === null) {
      return {
        ...(filter.inCurrency ? sumsInTurn(filter.inCurrency, currencies) : sumsFound(filter.matches, currencies)),
        smallMatchRows,
      };
    }
    const found = {
      from: 'json_each(?) r CROSS JOIN invoice_facts f ON f.row = r.value',
      sql: 'TRUE',
      parameters: [smallMatchRows],
    };
    return { ...sumsFound(found, currencies), smallMatchRows };
  }

  /** The rows that match as a JSON list; null where they are many. */
  function rowsFound({ matches }: Filter): string | null {
    const rows = db
      .prepare<unknown[], number>(`SELECT f.row FROM ${matches.from} WHERE ${matches.sql} LIMIT ?`)
      .pluck()
      .all(...matches.parameters, fewRows + 1);
    return rows.length > fewRows ? null : JSON.stringify(rows);
  }

  /** In one pass without sorting: a sum a currency. A currency without any that count has none. */
  function sumsFound(found: Condition & { readonly from: string }, currencies: readonly string[]) {
    const sums = currencies.map(() => `sum(CASE WHEN f.currency = ? THEN ${wide('f.counted_total')} END)`);
    const sql = `SELECT ${['count(*)', ...sums].join(', ')} FROM ${found.from} WHERE ${found.sql}`;
    const [count, ...totals] = db
      .prepare<unknown[], [number, ...(number | null)[]]>(sql)
      .raw()
      .get(...currencies, ...found.parameters) ?? [0];
    return {
      count,
      ...sumsOf(
        currencies.flatMap((currency, at) => {
          const total = totals[at] ?? null;
          return total === null ? [] : [{ currency, total }];
        }),
      ),
    };
  }

  function sumsInTurn(inCurrency: NonNullable<Filter['inCurrency']>, currencies: readonly string[]) {
    const sums = currencies.map((currency) => sumsFound(inCurrency(currency), [currency]));
    return {
      count: sums.reduce((count, sum) => count + sum.count, 0),
      totals: sums.flatMap(({ totals }) => totals),
      tooLarge: sums.flatMap(({ tooLarge }) => tooLarge),
    };
  }

  function keptSums(condition: Condition) {
    const sums = db
      .prepare<unknown[], { currency: string; count: number; counted: number; billions: number; rest: number }>(
        `SELECT f.currency, sum(f.count) AS count, sum(iif(${isCounted}, f.count, 0)) AS counted,
         sum(iif(${isCounted}, f.billions, 0)) AS billions, sum(iif(${isCounted}, f.rest, 0)) AS rest
       FROM invoice_sums f WHERE ${condition.sql} AND f.count > 0 GROUP BY f.currency ORDER BY f.currency`,
      )
      .all(...condition.parameters);
    return {
      count: sums.reduce((count, sum) => count + sum.count, 0),
      ...sumsOf(
        sums.flatMap(({ currency, counted, billions, rest }) =>
          counted > 0 ? [{ currency, total: billions * 1e9 + rest }] : [],
        ),
      ),
    };
  }

  return (filter, currencies) => remember(filter, () => matchesOf(filter, currencies));
}

const isCounted = "f.status NOT IN ('draft', 'void')";
