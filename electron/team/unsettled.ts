import { teamAsides, type TeamArea, type TeamUnsettled, teamUnsettledSchema } from '#shared/team.ts';
import { instantSchema } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import { isList, KeptAside, type KeyPart, partsOf } from './change.ts';
import { valuesIn } from './outgoing.ts';

interface Row {
  id: string;
  transaction_id: string;
  table_name: string;
  key: string;
  at: string;
  member: string | null;
  own: 0 | 1;
  aside: string | null;
  overruled: string | null;
}

/** The first that fits, by the table's name. */
const areas: readonly (readonly [RegExp, TeamArea])[] = [
  [/seller/, 'sellers'],
  [/invoice|^learned_places|^accepted_findings/, 'invoices'],
  [/^(alert|budget|notices|periods)/, 'alerts'],
  [/^handover/, 'handover'],
  [/^(account|practice|usage|approved|gone|billed|snapshots|daily|contracts)/, 'accounts'],
];
export const areaOf = (table: string): TeamArea => areas.find(([named]) => named.test(table))?.[1] ?? 'other';

/** Columns of texts that people write. */
const written: ReadonlySet<string> = new Set(
  'note notes name tag own_cost_centre own_po_number cost_centre po_number support_email'.split(' '),
);

/** Rows that are read; a transaction has many, of which one is shown. */
const atMost = 200;

/** The texts at the front of a key: of an invoice's the account's id and its own. None of what is no key. */
function idsIn(key: string): readonly KeyPart[] {
  try {
    let parts = partsOf(key);
    for (let [first] = parts; isList(first); [first] = parts) parts = first;
    return parts;
  } catch (cause) {
    if (cause instanceof KeptAside) return [];
    throw cause;
  }
}

/** Each by an index of its own, as SQLite reads through all changes where one condition asks for both. */
export const countsSql = `SELECT
  (SELECT count(*) FROM team_changes WHERE aside IS NOT NULL) AS aside,
  (SELECT count(*) FROM team_changes WHERE overruled IS NOT NULL) AS overruled`;

/** What was refused, is kept aside or was overruled at this desk. */
export function createUnsettled(db: Database) {
  const where = 'aside IS NOT NULL OR overruled IS NOT NULL';
  const counts = db.prepare<[], { aside: number; overruled: number }>(countsSql);
  const rows = db.prepare<[], Row>(
    `SELECT id, transaction_id, table_name, key, at, member, own, aside, overruled FROM team_changes
     WHERE ${where} ORDER BY place DESC LIMIT ${String(atMost)}`,
  );
  const numberOf = db
    .prepare<unknown[], string | null>('SELECT number FROM invoices WHERE account_id = ? AND id = ?')
    .pluck();
  const nameOf = db.prepare<unknown[], string>('SELECT name FROM accounts WHERE id = ?').pluck();

  function subjectOf(area: TeamArea, key: string): string | null {
    const [accountId = null, id] = idsIn(key);
    const number = area === 'invoices' && typeof id === 'string' ? numberOf.get(accountId, id) : null;
    return number ?? nameOf.get(accountId) ?? null;
  }

  const whySchema = teamUnsettledSchema.shape.why;
  function viewOf({ id, table_name, key, at, member, own, aside, overruled }: Row): TeamUnsettled {
    const area = areaOf(table_name);
    const lost = Object.entries(valuesIn(overruled ?? '{}')).filter(([column]) => written.has(column));
    return {
      ...{ id, member, area, own: own === 1, subject: subjectOf(area, key) },
      at: instantSchema.nullable().catch(null).parse(at),
      // One of another Billfold's is at least known not to fit.
      why: aside === null ? 'overruled' : whySchema.catch(teamAsides[1]).parse(aside),
      lost: lost.flatMap(([, value]) => (typeof value === 'string' ? [value] : [])),
    };
  }

  return {
    counts: () => counts.get() ?? { aside: 0, overruled: 0 },
    /** Newest first; of the rows that were changed together in one thing, one. */
    list(): TeamUnsettled[] {
      const seen = new Set<string>();
      return rows.all().flatMap((row) => {
        const view = viewOf(row);
        const thing = JSON.stringify([row.transaction_id, view.area, view.subject, view.why]);
        if (seen.has(thing) && view.lost.length === 0) return [];
        seen.add(thing);
        return [view];
      });
    },
  };
}
