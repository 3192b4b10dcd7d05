import { z } from 'zod';
import { type Booking, bookingSchema } from '#shared/handover/booking.ts';
import type { HandedOver, HandoverBatch, HandoverChange } from '#shared/handover/plan.ts';
import type { Instant } from '#shared/time.ts';
import { partsOfKey } from '../archive/index.ts';
import type { Database } from '../database/open.ts';

/** What stands in the books of a profile of one invoice. */
export interface StandingItem {
  readonly id: number;
  readonly key: string;
  readonly basis: string;
  readonly version: number;
}

/** What a batch does about one invoice. */
export interface NewItem {
  readonly key: string;
  readonly change: HandoverChange;
  readonly basis: string;
  readonly version: number;
  /** As they are handed over; empty where something is only reversed. */
  readonly bookings: readonly Booking[];
  readonly replaces: number | null;
}

/** A batch that is being written: its files may be there already, its state is not. */
export interface NewBatch {
  readonly id: string;
  readonly profileId: string;
  readonly holder: string;
  readonly folder: string;
  readonly files: readonly string[];
  readonly actor: string;
  readonly at: Instant;
}

interface BatchRow extends Omit<HandoverBatch, 'files' | 'undoable'> {
  readonly files: string;
  readonly undoable: number;
}

/** The batches of all profiles, and what they handed over. */
export type Batches = ReturnType<typeof createBatches>;

export function createBatches(db: Database) {
  const select = (where: string) =>
    db.prepare<unknown[], BatchRow>(
      `SELECT b.id, b.profile_id AS profileId, p.name AS profileName, b.number, b.state, b.written_at AS writtenAt,
         b.undone_at AS undoneAt, b.actor, b.folder, b.files,
         (SELECT count(*) FROM handover_items i WHERE i.batch_id = b.id) AS invoices,
         b.state = 'written' AND b.number =
           (SELECT max(n.number) FROM handover_batches n WHERE n.profile_id = b.profile_id AND n.state = 'written') AS undoable
       FROM handover_batches b JOIN handover_profiles p ON p.id = b.profile_id
       WHERE b.state <> 'writing' AND ${where} ORDER BY b.written_at DESC, b.number DESC`,
    );
  const all = select('TRUE');
  const one = select('b.id = ?');
  const unfinished = db.prepare<[], { id: string; holder: string; folder: string }>(
    "SELECT id, holder, folder FROM handover_batches WHERE state = 'writing'",
  );
  const nextNumber = db
    .prepare<[string], number>('SELECT coalesce(max(number), 0) + 1 FROM handover_batches WHERE profile_id = ?')
    .pluck();
  const insertBatch = db.prepare(
    `INSERT INTO handover_batches (id, profile_id, number, holder, state, folder, files, actor, written_at)
     VALUES (@id, @profileId, @number, @holder, 'writing', @folder, @files, @actor, @at)`,
  );
  const insertItem = db.prepare(
    `INSERT INTO handover_items (batch_id, profile_id, key, invoice, change, basis, version, bookings, replaces, current)
     VALUES (@batchId, @profileId, @key,
       (SELECT row FROM invoices WHERE account_id = @accountId AND type = @type AND id = @invoiceId),
       @change, @basis, @version, @bookings, @replaces, 0)`,
  );
  const replaced = db.prepare(
    'UPDATE handover_items SET current = 0 WHERE id IN (SELECT replaces FROM handover_items WHERE batch_id = ?)',
  );
  const standing = db.prepare("UPDATE handover_items SET current = 1 WHERE batch_id = ? AND change <> 'reversed'");
  const fallen = db.prepare('UPDATE handover_items SET current = 0 WHERE batch_id = ?');
  const restored = db.prepare(
    'UPDATE handover_items SET current = 1 WHERE id IN (SELECT replaces FROM handover_items WHERE batch_id = ?)',
  );
  const setState = db.prepare('UPDATE handover_batches SET state = ?, undone_at = ? WHERE id = ?');
  const drop = db.prepare('DELETE FROM handover_batches WHERE id = ?');
  const current = db.prepare<[string], StandingItem>(
    'SELECT id, key, basis, version FROM handover_items WHERE profile_id = ? AND current = 1',
  );
  const bookings = db.prepare<[number], string>('SELECT bookings FROM handover_items WHERE id = ?').pluck();
  const ofKey = db.prepare<[string], HandedOver>(
    `SELECT p.name AS profileName, b.number, b.written_at AS writtenAt
     FROM handover_items i JOIN handover_batches b ON b.id = i.batch_id JOIN handover_profiles p ON p.id = b.profile_id
     WHERE i.current = 1 AND i.key = ? ORDER BY b.written_at`,
  );

  const shown = ({ files, undoable, ...row }: BatchRow): HandoverBatch => ({
    ...row,
    files: z.array(z.string()).parse(JSON.parse(files)),
    undoable: undoable === 1,
  });

  return {
    list: (): HandoverBatch[] => all.all().map(shown),
    get(id: string): HandoverBatch | null {
      const row = one.get(id);
      return row ? shown(row) : null;
    },
    /** Notes what is about to be written; nothing of it counts before `finish`. */
    begin: db.transaction((batch: NewBatch, items: readonly NewItem[]): void => {
      const { id, profileId } = batch;
      insertBatch.run({ ...batch, number: nextNumber.get(profileId), files: JSON.stringify(batch.files) });
      for (const { bookings: rows, ...item } of items) {
        const { accountId, type, id: invoiceId } = partsOfKey(item.key);
        const owner = { batchId: id, profileId, accountId, type, invoiceId };
        insertItem.run({ ...item, ...owner, bookings: JSON.stringify(rows) });
      }
    }).immediate,
    /** All of it is handed over from now on. */
    finish: db.transaction((id: string, also: () => void): void => {
      replaced.run(id);
      standing.run(id);
      setState.run('written', null, id);
      also();
    }).immediate,
    /** As if it had never been begun. */
    drop: (id: string): void => void drop.run(id),
    /** What stood in the books before it stands there again. */
    undo: db.transaction((id: string, at: Instant, also: () => void): void => {
      fallen.run(id);
      restored.run(id);
      setState.run('undone', at, id);
      also();
    }).immediate,
    unfinished: () => unfinished.all(),
    standing: (profileId: string): StandingItem[] => current.all(profileId),
    bookingsOf: (item: number): Booking[] => z.array(bookingSchema).parse(JSON.parse(bookings.get(item) ?? '[]')),
    of: (key: string): HandedOver[] => ofKey.all(key),
  };
}
