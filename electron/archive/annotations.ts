import { setImmediate } from 'node:timers/promises';
import { type Annotation, type References, tagSeparator, textOrNull } from '#shared/annotations.ts';
import { fold } from '#shared/search-text.ts';
import type { Database } from '../database/open.ts';
import { byKeyParts, partsOfKey } from './invoice-rows.ts';
import { createInvoiceTexts } from './invoice-texts.ts';

// The window stays responsive: between so many others have their turn.
const atOnce = 50;

/** What people add to invoices: tags, notes, cost centres and purchase order numbers. */
export type Annotations = ReturnType<typeof createAnnotations>;

export function createAnnotations(db: Database) {
  const texts = createInvoiceTexts(db);
  const rowOf = db.prepare<[ReturnType<typeof partsOfKey>], { row: number; tags: string | null }>(
    byKeyParts('row, tags'),
  );
  const write = db.prepare(
    `UPDATE invoices SET note = @note, own_cost_centre = @costCentre, own_po_number = @poNumber,
       cost_centre = coalesce(@costCentre, (SELECT cost_centre FROM account_references r WHERE r.account_id = invoices.account_id)),
       po_number = coalesce(@poNumber, (SELECT po_number FROM account_references r WHERE r.account_id = invoices.account_id))
     WHERE row = @row`,
  );
  const removeTags = db.prepare('DELETE FROM invoice_tags WHERE invoice = ?');
  const addTag = db.prepare('INSERT OR IGNORE INTO invoice_tags (tag_key, invoice, tag) VALUES (?, ?, ?)');
  const writeTags = db.prepare('UPDATE invoices SET tags = ? WHERE row = ?');
  const tagsInUse = db
    .prepare<[], string>('SELECT max(tag) FROM invoice_tags GROUP BY tag_key ORDER BY tag_key')
    .pluck();
  const references = db.prepare<[string], References>(
    'SELECT cost_centre AS costCentre, po_number AS poNumber FROM account_references WHERE account_id = ?',
  );
  const writeReferences = db.prepare(
    `INSERT INTO account_references (account_id, cost_centre, po_number) VALUES (@accountId, @costCentre, @poNumber)
     ON CONFLICT DO UPDATE SET cost_centre = excluded.cost_centre, po_number = excluded.po_number`,
  );
  const applyReferences = db
    .prepare(
      `UPDATE invoices SET cost_centre = coalesce(own_cost_centre, @costCentre), po_number = coalesce(own_po_number, @poNumber)
     WHERE account_id = @accountId AND (cost_centre, po_number)
       IS NOT (coalesce(own_cost_centre, @costCentre), coalesce(own_po_number, @poNumber)) RETURNING row`,
    )
    .pluck();
  const markStale = db.prepare('UPDATE invoice_texts SET version = 0 WHERE row = ?');

  const find = (key: string) => rowOf.get(partsOfKey(key));

  /** Returns whether they changed. */
  function setTags({ row, tags: before }: { row: number; tags: string | null }, tags: readonly string[]): boolean {
    const byKey = new Map(tags.map((tag) => [fold(tag), tag.replace(/\s+/g, ' ').trim()]));
    const sorted = [...byKey].filter(([key]) => key !== '').sort(([a], [b]) => (a < b ? -1 : 1));
    const after = sorted.map(([, tag]) => tag).join(tagSeparator) || null;
    if (after === before) return false;
    removeTags.run(row);
    for (const [key, tag] of sorted) addTag.run(key, row, tag);
    writeTags.run(after, row);
    return true;
  }

  const annotateOne = db.transaction((key: string, { tags, note, costCentre, poNumber }: Annotation): boolean => {
    const found = find(key);
    if (!found) return false;
    write.run({
      row: found.row,
      note: textOrNull(note),
      costCentre: textOrNull(costCentre),
      poNumber: textOrNull(poNumber),
    });
    setTags(found, tags);
    texts.renew(found.row);
    return true;
  }).immediate;

  const tagSome = db.transaction(
    (keys: readonly string[], add: readonly string[], remove: readonly string[]): number => {
      const gone = new Set(remove.map(fold));
      let changed = 0;
      for (const key of keys) {
        const found = find(key);
        if (!found) continue;
        const kept = (found.tags?.split(tagSeparator) ?? []).filter((tag) => !gone.has(fold(tag)));
        const before = new Set(kept.map(fold));
        if (!setTags(found, [...kept, ...add.filter((tag) => !before.has(fold(tag)))])) continue;
        texts.renew(found.row);
        changed++;
      }
      return changed;
    },
  ).immediate;

  return {
    /** Replaces what was added to an invoice; false when there is no such invoice. */
    annotate: (key: string, annotation: Annotation) => annotateOne(key, annotation),

    /** Adds and removes tags, whatever their case; returns how many invoices changed. */
    async tag(keys: readonly string[], add: readonly string[], remove: readonly string[]): Promise<number> {
      let changed = 0;
      for (let from = 0; from < keys.length; from += atOnce) {
        changed += tagSome(keys.slice(from, from + atOnce), add, remove);
        await setImmediate();
      }
      return changed;
    },

    tagsInUse: () => tagsInUse.all(),

    references: (accountId: string) => references.get(accountId) ?? { costCentre: null, poNumber: null },

    /** For all invoices of the account that have none of their own, later ones too; plain words find them when renewed. */
    setReferences: db.transaction((accountId: string, { costCentre, poNumber }: References): void => {
      const kept = { accountId, costCentre: textOrNull(costCentre), poNumber: textOrNull(poNumber) };
      writeReferences.run(kept);
      for (const row of applyReferences.all(kept)) markStale.run(row);
    }).immediate,
  };
}
