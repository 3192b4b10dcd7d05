import { appErrorSchema } from '#shared/errors.ts';
import type { Instant } from '#shared/time.ts';
import { type UnreadName, unreadKinds } from '#shared/unread.ts';
import { z } from 'zod';
import type { Database } from '../database/open.ts';
import { sha256Of } from '../files/index.ts';
import type { Listed, UnreadObject } from '../sources/billing-source.ts';

/** `watch`: what every check reads whole. The others are read bit by bit, by a sync. */
export type UnreadListing = 'watch' | 'invoices' | 'credit-notes';

/** Something that could not be read, as it is kept. */
export interface KeptUnread extends UnreadObject {
  /** The id of the object whose part it is; null for an object of its own. */
  readonly partOf: string | null;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
}

type Row = Omit<KeptUnread, 'object' | 'reason'> & { readonly object: string; readonly reason: string };

/** What vendors sent and could not be read: kept as it came, named until a later reading of the same object settles it. */
export type UnreadObjects = ReturnType<typeof createUnreadObjects>;

export function createUnreadObjects(db: Database) {
  const put = db.prepare(
    `INSERT INTO unread_objects
       (account_id, listing, identity, object, object_id, part_of, reason, raw, first_seen_at, last_seen_at)
     VALUES (@accountId, @listing, @identity, @object, @id, @partOf, @reason, @raw, @at, @at)
     ON CONFLICT DO UPDATE SET reason = @reason, raw = coalesce(@raw, raw), last_seen_at = @at`,
  );
  const any = db.prepare<[string, UnreadListing]>(
    'SELECT 1 FROM unread_objects WHERE account_id = ? AND listing = ? LIMIT 1',
  );
  const settle = db.prepare(
    'DELETE FROM unread_objects WHERE account_id = @accountId AND listing = @listing AND coalesce(part_of, object_id) = @id',
  );
  const clear = db.prepare('DELETE FROM unread_objects WHERE account_id = ? AND listing = ?');
  const keepOnly = db.prepare<[string, UnreadListing, string]>(
    `DELETE FROM unread_objects WHERE account_id = ? AND listing = ?
       AND identity NOT IN (SELECT value FROM json_each(?))`,
  );
  const forgetNameless = db.prepare<[string, UnreadListing, Instant]>(
    `DELETE FROM unread_objects WHERE account_id = ? AND listing = ? AND last_seen_at < ?
       AND object_id IS NULL AND part_of IS NULL`,
  );
  const select = db.prepare<[string], Row & { listing: UnreadListing }>(
    `SELECT listing, object, object_id AS id, part_of AS partOf, reason, raw, first_seen_at AS firstSeenAt,
       last_seen_at AS lastSeenAt FROM unread_objects WHERE account_id = ? ORDER BY row`,
  );

  const identityOf = ({ object, id, raw }: UnreadObject, partOf: string | null): string =>
    JSON.stringify([object, partOf, id ?? (raw === null ? '' : sha256Of(raw))]);

  function note(
    accountId: string,
    listing: UnreadListing,
    unread: UnreadObject,
    partOf: string | null,
    at: Instant,
  ): string {
    const identity = identityOf(unread, partOf);
    const { object, id, raw } = unread;
    put.run({ accountId, listing, identity, object, id, partOf, reason: JSON.stringify(unread.reason), raw, at });
    return identity;
  }

  const listOf = (accountId: string, wanted: (listing: UnreadListing) => boolean): KeptUnread[] =>
    select.all(accountId).flatMap(({ listing, ...row }) => (wanted(listing) ? keptOf(row) : []));

  return {
    /** What a reading of everything came to: what is not in it any more is settled. To be called within a transaction. */
    replace(accountId: string, listing: UnreadListing, unread: readonly UnreadObject[], at: Instant): void {
      if (unread.length === 0) {
        clear.run(accountId, listing);
        return;
      }
      const identities = unread.map((each) => note(accountId, listing, each, null, at));
      keepOnly.run(accountId, listing, JSON.stringify(identities));
    },

    /** What a page of a listing came to: objects that were read are settled, with those parts of theirs that now could be. */
    take: db.transaction(
      (accountId: string, listing: UnreadListing, { read, unread }: Listed<{ readonly id: string }>, at: Instant) => {
        if (any.get(accountId, listing) !== undefined)
          for (const { value } of read) settle.run({ accountId, listing, id: value.id });
        for (const { value, unread: parts } of read)
          for (const part of parts) note(accountId, listing, part, value.id, at);
        for (const each of unread) note(accountId, listing, each, null, at);
      },
    ).immediate,

    /** After a whole listing: what had no id, and did not come again, is not there any more. */
    forgetNameless(accountId: string, listing: UnreadListing, before: Instant): void {
      forgetNameless.run(accountId, listing, before);
    },

    /** Whether anything of a listing could not be read. */
    has: (accountId: string, listing: UnreadListing) => any.get(accountId, listing) !== undefined,

    /** What a listing of its own still holds, in the order in which it came. */
    ofListing: (accountId: string, listing: UnreadListing) => listOf(accountId, (each) => each === listing),

    /** By name, for people. */
    list: (accountId: string) => listOf(accountId, () => true).map(nameOf),
  };
}

export const nameOf = ({ object, id, reason }: UnreadName): UnreadName => ({ object, id, reason });

const kindSchema = z.enum(unreadKinds);

/** A reason that an older or newer version wrote in words of its own is reported as something that is lacking. */
function keptOf(row: Row): KeptUnread[] {
  const object = kindSchema.safeParse(row.object);
  if (!object.success) return [];
  const known = { ...row, object: object.data };
  const reason = appErrorSchema.safeParse(JSON.parse(row.reason));
  if (reason.success) return [{ ...known, reason: reason.data }];
  return [{ ...known, reason: { code: 'answer-incomplete', object: known.object, id: row.id, field: 'id' } }];
}
