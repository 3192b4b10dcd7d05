import { type Notice, noticeFactsSchema, type NoticeKind, noticeKinds } from '#shared/event-kinds.ts';
import type { Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';

/** What was noticed beside alerts: each thing once, whatever becomes of it. */
export interface Notices {
  /**
   * Writes what was not written before, with one notification a kind for all of it together. True where there is something
   * to tell.
   */
  note(accountId: string, found: readonly Notice[], at: Instant): boolean;
  /** What a notification tells of; null where it is no notice's. */
  ofNotification(notificationId: number): { readonly kind: NoticeKind; readonly told: Notice[] } | null;
}

interface Row {
  readonly kind: string;
  readonly subject: string;
  readonly facts: string;
}

export function createNotices(db: Database): Notices {
  const isKnown = db
    .prepare<[string, string, string], 1>('SELECT 1 FROM notices WHERE account_id = ? AND kind = ? AND subject = ?')
    .pluck();
  const addNotification = db.prepare('INSERT INTO notifications (account_id, kind, created_at) VALUES (?, ?, ?)');
  const insert = db.prepare(
    `INSERT INTO notices (account_id, kind, subject, facts, noticed_at, notification_id) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const ofNotification = db.prepare<[number], Row>(
    'SELECT kind, subject, facts FROM notices WHERE notification_id = ? ORDER BY id',
  );

  return {
    note: db.transaction((accountId: string, found: readonly Notice[], at: Instant): boolean => {
      const fresh = found.filter(({ kind, subject }) => isKnown.get(accountId, kind, subject) === undefined);
      for (const [kind, notices] of Map.groupBy(fresh, (notice) => notice.kind)) {
        const notificationId = addNotification.run(accountId, kind, at).lastInsertRowid;
        for (const { subject, facts } of notices)
          insert.run(accountId, kind, subject, JSON.stringify(facts), at, notificationId);
      }
      return fresh.length > 0;
    }).immediate,
    ofNotification(notificationId) {
      const told = ofNotification.all(notificationId).flatMap(noticeOf);
      const [first] = told;
      return first ? { kind: first.kind, told } : null;
    },
  };
}

/** None of a kind that a newer Billfold wrote. */
function noticeOf({ kind: stored, subject, facts }: Row): Notice[] {
  const kind = noticeKinds.find((each) => each === stored);
  return kind ? [{ kind, subject, facts: noticeFactsSchema.parse(JSON.parse(facts)) }] : [];
}
