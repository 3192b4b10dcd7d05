import Sqlite from 'better-sqlite3';
import type { InvoiceQuery } from '#shared/ipc/contract.ts';
import { parseSearch, termsOf } from '#shared/search-query.ts';
import { createInvoiceQuery } from '../../electron/archive/invoice-query.ts';
import { anAccount } from '../support/archive/archive-setup.ts';
import { realClock } from '../support/archive/many-invoices.ts';
import { percentile } from './measurement.ts';

export interface QueryTimes {
  readonly kind: string;
  readonly p95: number;
  readonly total: number;
  /** What ran, with its values in place: for the sqlite3 program. */
  readonly sql: string;
}

const base: InvoiceQuery = {
  accountId: null,
  text: '',
  statuses: [],
  sort: { by: 'issuedAt', descending: true },
  offset: 0,
  limit: 100,
};

const sorts = ['issuedAt', 'number', 'total', 'status', 'dueAt'] as const;
const words = [
  'logistik',
  'brule',
  'łodz',
  'kestrel data',
  'osaka trading',
  'nordl',
  '012',
  'bench-0456',
  '99',
  'søn',
  'bench',
  'data ltd',
];
const amounts = [
  'total>3000',
  'total<20',
  'total>1000 total<1010',
  'total>=2500 status:open',
  'total>3990',
  'total>500 currency:eur',
];

const money = [
  'remaining>0',
  'remaining>1000 status:open',
  'tax:none',
  'tax:unknown',
  'rate:19',
  'rate:7 currency:eur',
];

const searched = (texts: readonly string[], index: number): InvoiceQuery => ({
  ...base,
  terms: termsOf(parseSearch(texts[index % texts.length] ?? '', 'en')),
  offset: (index % 2) * 100,
});

/** A hundred different queries of each kind, as a user would ask them. */
const queries: Readonly<Record<string, (index: number) => InvoiceQuery>> = {
  'page of 100, filtered and sorted': (index) => ({
    ...base,
    statuses: index % 3 === 0 ? [] : index % 3 === 1 ? ['open', 'uncollectible'] : ['paid'],
    sort: { by: sorts[index % sorts.length] ?? 'issuedAt', descending: index % 2 === 0 },
    offset: (index % 7) * 100,
  }),
  'full-text query': (index) => searched(words, index),
  'amount query': (index) => searched(amounts, index),
  'tax and amount due query': (index) => searched(money, index),
};
const count = 100;

/** Writes down the statements that a database runs; its own log cuts long values short. */
function recordStatements(db: Sqlite.Database, ran: string[]): void {
  const prepare = db.prepare.bind(db);
  const recorded = (sql: string) => {
    const statement = prepare(sql);
    const noting =
      <Answer>(run: (...values: unknown[]) => Answer) =>
      (...values: unknown[]): Answer => {
        ran.push(withValues(sql, values));
        return run(...values);
      };
    return Object.assign(statement, {
      all: noting(statement.all.bind(statement)),
      get: noting(statement.get.bind(statement)),
    });
  };
  Object.assign(db, { prepare: recorded });
}

function withValues(sql: string, values: readonly unknown[]): string {
  const left = values.map((value) => (typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)));
  return `${sql.replace(/\?/g, () => left.shift() ?? '?')};\n`;
}

/** Asks every kind of query and tells how long the slowest took. */
export function runQueries(file: string): Promise<{ times: QueryTimes[] }> {
  const ran: string[] = [];
  const db = new Sqlite(file);
  recordStatements(db, ran);
  const queryInvoices = createInvoiceQuery(db, () => [anAccount()], realClock);
  const times = Object.entries(queries).map(([kind, queryOf]): QueryTimes => {
    for (let index = 0; index < count; index++) {
      const query = queryOf(index);
      // A query that finds nothing measures nothing.
      if (queryInvoices(query).count === 0) throw new Error(`${kind}: nothing found for ${JSON.stringify(query)}`);
    }
    ran.length = 0;
    const taken = Array.from({ length: count }, (_, index) => {
      const start = performance.now();
      queryInvoices(queryOf(index));
      return performance.now() - start;
    });
    const total = taken.reduce((sum, millis) => sum + millis, 0);
    return { kind, p95: percentile(taken, 0.95), total, sql: ran.join('') };
  });
  db.close();
  return Promise.resolve({ times });
}
