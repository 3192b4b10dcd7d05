import { type AppError, appErrorSchema } from '#shared/errors.ts';
import type { Mailbox, NewMailbox } from '#shared/mailboxes.ts';
import type { Day, Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';

/** A mailbox, and how far it was read. */
export interface KnownMailbox extends Omit<Mailbox, 'reading'> {
  /** Null while it was never opened. */
  readonly uidValidity: string | null;
  readonly nextUid: number;
  /** Somebody was told that it cannot be read. */
  readonly told: boolean;
}

interface Row {
  readonly id: string;
  readonly accountId: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly folder: string;
  readonly since: Day;
  readonly uidValidity: string | null;
  readonly nextUid: number;
  readonly mails: number;
  readonly withFiles: number;
  readonly readAt: Instant | null;
  readonly error: string | null;
  readonly failingSince: Instant | null;
  readonly toldAt: Instant | null;
}

/** What was seen of one mail. */
export interface SeenMail {
  readonly uid: number;
  readonly messageId: string | null;
  readonly withFiles: boolean;
}

export type MailboxRows = ReturnType<typeof createMailboxRows>;

export function createMailboxRows(db: Database) {
  const columns = `id, account_id AS accountId, host, port, user, folder, since, uid_validity AS uidValidity,
    next_uid AS nextUid, mails, with_files AS withFiles, read_at AS readAt, error, failing_since AS failingSince,
    told_at AS toldAt`;
  const all = db.prepare<[], Row>(`SELECT ${columns} FROM mailboxes ORDER BY id`);
  const one = db.prepare<[string], Row>(`SELECT ${columns} FROM mailboxes WHERE id = ?`);
  const insert = db.prepare(
    `INSERT INTO mailboxes (id, account_id, host, port, user, folder, since)
     VALUES (@id, @accountId, @host, @port, @user, @folder, @since) ON CONFLICT DO NOTHING`,
  );
  const remove = db.prepare('DELETE FROM mailboxes WHERE id = ?');
  const begin = db.prepare('UPDATE mailboxes SET uid_validity = ?, next_uid = 1 WHERE id = ?');
  const advance = db.prepare(
    'UPDATE mailboxes SET next_uid = ?, mails = mails + 1, with_files = with_files + ? WHERE id = ? AND next_uid <= ?',
  );
  const noteMail = db.prepare('INSERT OR IGNORE INTO mailbox_mails VALUES (?, ?)');
  const isNoted = db
    .prepare<[string, string], 1>('SELECT 1 FROM mailbox_mails WHERE mailbox_id = ? AND message_id = ?')
    .pluck();
  const readToEnd = db.prepare(
    'UPDATE mailboxes SET read_at = ?, error = NULL, failing_since = NULL, told_at = NULL WHERE id = ?',
  );
  const failed = db.prepare('UPDATE mailboxes SET error = ?, failing_since = coalesce(failing_since, ?) WHERE id = ?');
  const told = db.prepare('UPDATE mailboxes SET told_at = ? WHERE id = ?');

  const known = ({ error, failingSince, toldAt, ...row }: Row): KnownMailbox => ({
    ...row,
    failure:
      error === null || failingSince === null
        ? null
        : { error: appErrorSchema.parse(JSON.parse(error)), since: failingSince },
    told: toldAt !== null,
  });

  return {
    list: (): KnownMailbox[] => all.all().map(known),
    get(id: string): KnownMailbox | null {
      const row = one.get(id);
      return row ? known(row) : null;
    },
    /** False where the account has this folder already. */
    add: (id: string, mailbox: NewMailbox): boolean => insert.run({ ...mailbox, id }).changes > 0,
    remove: (id: string): void => void remove.run(id),
    /** The folder has other uids than before: it is read from its start. */
    begin: (id: string, uidValidity: string): void => void begin.run(uidValidity, id),
    /** A mail was dealt with, and so were all before it. */
    passed: db.transaction((id: string, { uid, messageId, withFiles }: SeenMail) => {
      if (withFiles && messageId !== null) noteMail.run(id, messageId);
      advance.run(uid + 1, withFiles ? 1 : 0, id, uid);
    }).immediate,
    wasTaken: (id: string, messageId: string): boolean => isNoted.get(id, messageId) === 1,
    readToEnd: (id: string, now: Instant): void => void readToEnd.run(now, id),
    failed: (id: string, error: AppError, now: Instant): void => void failed.run(JSON.stringify(error), now, id),
    told: (id: string, now: Instant): void => void told.run(now, id),
  };
}
