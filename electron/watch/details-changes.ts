import { z } from 'zod';
import {
  type DetailsChange,
  type DetailsDifference,
  detailsDifferenceSchema,
  detailsDifferences,
  type KnownDetails,
  knownDetailsSchema,
  leadToSame,
  withDifferences,
} from '#shared/details-changes.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import type { Database } from '../database/open.ts';

/** An own change is expected for a day where nobody could say whether it was made. */
const expectedFor = 24 * 60 * 60 * 1000;

/** In milliseconds; a moment further ahead means that the clock was set back. */
const longestReading = 10 * 60 * 1000;

/** A change through Billfold that is on its way. Left alone it stays expected: its fate is not known. */
export interface OwnChange {
  /** With what the vendor made of it; `at` in milliseconds since 1970. */
  applied(differences: readonly DetailsDifference[], at: number): void;
  notApplied(): void;
}

/**
 * Billing details against what the user knows of them. What is first seen is known; so is what was approved, and what
 * was changed through Billfold. Anything else is a change made elsewhere: one row, and one notification, each.
 */
export type DetailsChanges = ReturnType<typeof createDetailsChanges>;

interface ApprovedRow {
  readonly details: string;
  readonly ownChangeAt: number;
}

interface ChangeRow {
  readonly id: number;
  readonly accountId: string;
  readonly noticedAt: Instant;
  readonly details: string;
  readonly notificationId: number;
}

const storedDetails = (text: string): KnownDetails => knownDetailsSchema.parse(JSON.parse(text));
const json = (details: KnownDetails): string => JSON.stringify(knownDetailsSchema.parse(details));
const storedDifferences = (text: string) => z.array(detailsDifferenceSchema).parse(JSON.parse(text));

/** Whether something differs from what was approved that did not when the change was noticed. */
const isNews = (approved: KnownDetails, noticed: KnownDetails, found: KnownDetails): boolean => {
  const told = detailsDifferences(approved, noticed);
  return detailsDifferences(approved, found).some((each) => !told.some((one) => leadToSame(one, each)));
};

export function createDetailsChanges(db: Database) {
  const findApproved = db.prepare<[string], ApprovedRow>(
    'SELECT details, own_change_at AS ownChangeAt FROM approved_details WHERE account_id = ?',
  );
  const putApproved = db.prepare(
    `INSERT INTO approved_details (account_id, details) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET details = excluded.details`,
  );
  const setOwnChangeAt = db.prepare('UPDATE approved_details SET own_change_at = ? WHERE account_id = ?');
  const changeColumns =
    'id, account_id AS accountId, noticed_at AS noticedAt, details, notification_id AS notificationId';
  const findOpen = db.prepare<[string], ChangeRow>(
    `SELECT ${changeColumns} FROM details_changes WHERE account_id = ? AND ended_at IS NULL`,
  );
  const findByNotification = db.prepare<[number], ChangeRow>(
    `SELECT ${changeColumns} FROM details_changes WHERE notification_id = ? AND ended_at IS NULL`,
  );
  const addNotification = db.prepare(
    "INSERT INTO notifications (account_id, kind, created_at) VALUES (?, 'details-changed', ?)",
  );
  const addChange = db.prepare(
    'INSERT INTO details_changes (account_id, noticed_at, details, notification_id) VALUES (?, ?, ?, ?)',
  );
  const setFound = db.prepare('UPDATE details_changes SET details = ? WHERE id = ?');
  const endChange = db.prepare('UPDATE details_changes SET ended_at = ? WHERE id = ?');
  const withdraw = db.prepare(
    "UPDATE notifications SET state = 'withdrawn' WHERE id = ? AND state IN ('pending', 'failed')",
  );
  const addExpected = db.prepare(
    'INSERT INTO own_details_changes (account_id, begun_at, differences) VALUES (?, ?, ?)',
  );
  const findExpected = db.prepare<[string, number], { id: number; differences: string }>(
    'SELECT id, differences FROM own_details_changes WHERE account_id = ? AND begun_at > ?',
  );
  const dropExpected = db.prepare('DELETE FROM own_details_changes WHERE id = ?');

  const approvedOf = (accountId: string): KnownDetails | null => {
    const row = findApproved.get(accountId);
    return row ? storedDetails(row.details) : null;
  };
  const keep = (accountId: string, details: KnownDetails): void => {
    putApproved.run(accountId, json(details));
  };
  const end = (change: ChangeRow, at: Instant): void => {
    endChange.run(at, change.id);
    withdraw.run(change.notificationId);
  };

  /** The open change comes to this now; where it comes to nothing it is over. */
  function keepOpen(open: ChangeRow, approved: KnownDetails, found: KnownDetails, at: Instant): void {
    if (detailsDifferences(approved, found).length === 0) end(open, at);
    else setFound.run(json(found), open.id);
  }

  /** What is known with what own changes were seen to have come to. */
  function learnOwn(accountId: string, known: KnownDetails, found: KnownDetails, begunAt: number): KnownDetails {
    let learned = known;
    for (const { id, differences } of findExpected.all(accountId, begunAt - expectedFor)) {
      const own = storedDifferences(differences);
      const seen = detailsDifferences(learned, found).filter((each) => own.some((one) => leadToSame(one, each)));
      if (seen.length === 0) continue;
      learned = withDifferences(learned, seen);
      dropExpected.run(id);
    }
    return learned;
  }

  return {
    /**
     * Compares what a reading found that began at `begunAt` (milliseconds since 1970); call inside a write transaction.
     * True when a change was noticed that had not been noticed before.
     */
    observe(accountId: string, found: KnownDetails, begunAt: number, at: Instant): boolean {
      const row = findApproved.get(accountId);
      if (!row) {
        keep(accountId, found);
        return false;
      }
      // What was read before an own change says nothing about the time after it.
      if (begunAt <= row.ownChangeAt && row.ownChangeAt - begunAt < longestReading) return false;
      const known = storedDetails(row.details);
      // A key that may read tax ids only now tells of no change.
      const approved = learnOwn(accountId, { ...known, taxIds: known.taxIds ?? found.taxIds }, found, begunAt);
      keep(accountId, approved);
      const open = findOpen.get(accountId);
      if (open && !isNews(approved, storedDetails(open.details), found)) {
        keepOpen(open, approved, found, at);
        return false;
      }
      if (detailsDifferences(approved, found).length === 0) return false;
      if (open) end(open, at);
      const { lastInsertRowid } = addNotification.run(accountId, at);
      addChange.run(accountId, at, json(found), lastInsertRowid);
      return true;
    },

    /** The change that waits for approval; null where there is none. */
    change(accountId: string): DetailsChange | null {
      const open = findOpen.get(accountId);
      const approved = approvedOf(accountId);
      const differences = open && approved ? detailsDifferences(approved, storedDetails(open.details)) : [];
      return open && differences.length > 0 ? { id: String(open.id), noticedAt: open.noticedAt, differences } : null;
    },

    /** Marks the change as known. False where a newer change replaced it. */
    approve: db.transaction((accountId: string, changeId: string, at: Instant): boolean => {
      const open = findOpen.get(accountId);
      const approved = approvedOf(accountId);
      if (!open || !approved || String(open.id) !== changeId) return false;
      keep(accountId, withDifferences(approved, detailsDifferences(approved, storedDetails(open.details))));
      end(open, at);
      return true;
    }).immediate,

    /** To be called before a change is sent to the vendor. */
    registerOwnChange(accountId: string, differences: readonly DetailsDifference[], begunAt: number): OwnChange {
      const { lastInsertRowid } = addExpected.run(accountId, begunAt, JSON.stringify(differences));
      return {
        applied: db.transaction((made: readonly DetailsDifference[], at: number) => {
          dropExpected.run(lastInsertRowid);
          const approved = approvedOf(accountId);
          if (!approved) return;
          const changed = withDifferences(approved, made);
          keep(accountId, changed);
          setOwnChangeAt.run(at, accountId);
          const open = findOpen.get(accountId);
          if (!open) return;
          keepOpen(open, changed, withDifferences(storedDetails(open.details), made), instantFromMillis(at));
        }).immediate,
        notApplied() {
          dropExpected.run(lastInsertRowid);
        },
      };
    },

    /** The differences that a notification is about; null where none is left. */
    differencesOfNotification(notificationId: number): readonly DetailsDifference[] | null {
      const row = findByNotification.get(notificationId);
      const approved = row && approvedOf(row.accountId);
      const differences = approved ? detailsDifferences(approved, storedDetails(row.details)) : [];
      return differences.length > 0 ? differences : null;
    },
  };
}
