import { expect, it } from 'vitest';
import type { Database } from '../../../electron/database/open.ts';
import { sharedTables } from '../../../electron/team/shared-tables.ts';
import { areaOf, countsSql, createUnsettled } from '../../../electron/team/unsettled.ts';
import { openMigrated } from '../../support/migrated-database.ts';
import { addAccount, addInvoice } from '../../support/team/rows.ts';

interface Kept {
  id: string;
  transaction?: string;
  table?: string;
  key?: string;
  own?: 0 | 1;
  member?: string | null;
  aside?: string | null;
  overruled?: string | null;
  at?: string;
}

const keep = (db: Database, { id, transaction = id, ...kept }: Kept): unknown =>
  db
    .prepare(
      `INSERT INTO team_changes (id, transaction_id, table_name, key, kind, vals, former, at, schema, own, member, seq, aside, overruled)
       VALUES (@id, @transaction, @table, @key, 'update', '{}', '{}', @at, 38, @own, @member, 1, @aside, @overruled)`,
    )
    .run({
      ...{ table: 'invoices', key: '["acc","in_1"]', own: 0, member: 'Ben', aside: null, overruled: null },
      ...{ at: '2026-11-20T10:00:00.000Z', id, transaction, ...kept },
    });

it('says of each thing what it was, whose, and what became of it; of the rows of one, once', () => {
  const db = openMigrated(':memory:');
  addAccount(db);
  addInvoice(db, 'in_1');
  db.exec("UPDATE invoices SET number = 'INV-7'");
  const unsettled = createUnsettled(db);
  expect([unsettled.counts(), unsettled.list()]).toEqual([{ aside: 0, overruled: 0 }, []]);

  keep(db, { id: '1' });
  keep(db, { id: '2', overruled: '{"note":"of A","content":"{}"}' });
  keep(db, { id: '3', transaction: 't', aside: 'parent-missing' });
  keep(db, { id: '4', transaction: 't', table: 'invoice_lines', key: '[["acc","in_1"],0]', aside: 'parent-missing' });
  keep(db, { id: '5', table: 'account_references', key: '["acc"]', own: 1, member: null, aside: 'role-forbids' });
  keep(db, { id: '6', table: 'not_yet_known', key: 'no key', member: null, aside: 'from-later', at: 'yesterday' });

  expect(unsettled.counts()).toEqual({ aside: 4, overruled: 1 });
  const at = '2026-11-20T10:00:00.000Z';
  const name = db.prepare('SELECT name FROM accounts').pluck().get();
  expect(unsettled.list()).toEqual([
    { id: '6', at: null, own: false, member: null, area: 'other', subject: null, why: 'does-not-fit', lost: [] },
    { id: '5', at, own: true, member: null, area: 'accounts', subject: name, why: 'role-forbids', lost: [] },
    { id: '4', at, own: false, member: 'Ben', area: 'invoices', subject: 'INV-7', why: 'parent-missing', lost: [] },
    { id: '2', at, own: false, member: 'Ben', area: 'invoices', subject: 'INV-7', why: 'overruled', lost: ['of A'] },
  ]);
  db.close();
});

it('has a word for every table that a team shares, but for a few', () => {
  const others = sharedTables.map(({ name }) => name).filter((name) => areaOf(name) === 'other');
  expect(others).toEqual(['base_currency', 'exchange_rates', 'to_do_decisions', 'saved_filters', 'actions']);
});

it('counts without reading through the changes of 90 days', () => {
  const db = openMigrated(':memory:');
  expect(createUnsettled(db).counts()).toEqual({ aside: 0, overruled: 0 });
  const plan = db
    .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${countsSql}`)
    .all()
    .map(({ detail }) => detail);
  expect(plan.filter((step) => step === 'SCAN team_changes')).toEqual([]);
  expect(plan.join('\n')).toContain('team_changes_overruled');
  db.close();
});
