import { type Seller, type SellerFields, type SellerMark, sellerSchema } from '#shared/sellers/model.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import { newId } from '../database/new-id.ts';

type SellerRow = Omit<Seller, 'filesItself' | 'marks'> & { readonly filesItself: number };
type MarkRow = SellerMark & { readonly sellerId: string };

const columns = `id, name, account_id AS accountId, support_email AS supportEmail, creditor, notes, files_itself AS filesItself`;

/** A mark without its history. */
export type NewMark = Pick<SellerMark, 'kind' | 'key' | 'text' | 'state' | 'saidBy'>;

export type SellerRows = ReturnType<typeof createSellerRows>;

/** Sellers and what they are recognised by, in the database. */
export function createSellerRows(db: Database) {
  const all = db.prepare<[], SellerRow>(`SELECT ${columns} FROM sellers ORDER BY name COLLATE NOCASE, id`);
  const marks = db.prepare<[], MarkRow>(
    'SELECT seller_id AS sellerId, kind, key, text, state, said_by AS saidBy, since FROM seller_marks ORDER BY since, key',
  );
  const insert = db.prepare(
    `INSERT INTO sellers (id, name, account_id, support_email, creditor, notes, files_itself)
     VALUES (@id, @name, @accountId, @supportEmail, @creditor, @notes, @filesItself)`,
  );
  const update = db.prepare(
    `UPDATE sellers SET name = @name, account_id = @accountId, support_email = @supportEmail, creditor = @creditor,
       notes = @notes, files_itself = @filesItself WHERE id = @id`,
  );
  const remove = db.prepare('DELETE FROM sellers WHERE id = ?');
  // What a person said stands against what an invoice says.
  const learn = db.prepare(
    `INSERT INTO seller_marks (seller_id, kind, key, text, state, said_by, since)
     VALUES (@sellerId, @kind, @key, @text, @state, @saidBy, @now)
     ON CONFLICT DO UPDATE SET state = excluded.state, said_by = excluded.said_by, text = excluded.text
       WHERE excluded.said_by IS NOT NULL`,
  );
  const forget = db.prepare('DELETE FROM seller_marks WHERE seller_id = ? AND kind = ? AND key = ?');
  // Of a mark that both have the one that stays keeps its own.
  const moveMarks = db.prepare('UPDATE OR IGNORE seller_marks SET seller_id = @into WHERE seller_id = @from');

  const written = ({ filesItself, ...fields }: SellerFields) => ({ ...fields, filesItself: filesItself ? 1 : 0 });

  return {
    list(): Seller[] {
      const bySeller = Map.groupBy(marks.all(), ({ sellerId }) => sellerId);
      return all
        .all()
        .map((row) =>
          sellerSchema.parse({ ...row, filesItself: row.filesItself === 1, marks: bySeller.get(row.id) ?? [] }),
        );
    },
    add(fields: SellerFields, now: Instant): string {
      const id = newId(now);
      insert.run({ ...written(fields), id });
      return id;
    },
    save(id: string, fields: SellerFields): void {
      update.run({ ...written(fields), id });
    },
    remove: (id: string): void => void remove.run(id),
    /** Learned from an invoice it changes nothing that is there; said by a person it counts. */
    mark(sellerId: string, mark: NewMark, now: Instant): void {
      learn.run({ ...mark, sellerId, now });
    },
    forgetMark: (sellerId: string, { kind, key }: Pick<SellerMark, 'kind' | 'key'>): void =>
      void forget.run(sellerId, kind, key),
    moveMarks: (from: string, into: string): void => void moveMarks.run({ from, into }),
  };
}
