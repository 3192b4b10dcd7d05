import { z } from 'zod';
import { type AppError, appErrorSchema } from '#shared/errors.ts';
import type { SignInKind } from '#shared/mail-sign-in.ts';
import { type Mailbox, type MailboxChoices, mailboxChoicesSchema, type NewMailbox } from '#shared/mailboxes.ts';
import type { Day, Instant } from '#shared/time.ts';
import type { Database } from '../database/open.ts';
import type { ListedMail } from './imap-session.ts';

/** A mailbox, and how far it was read. */
export interface KnownMailbox extends Omit<Mailbox, 'reading' | 'links'> {
  /** Null while it was never opened. */
  readonly uidValidity: string | null;
  readonly nextUid: number;
  readonly modSeq: string | null;
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
  readonly modSeq: string | null;
  readonly signIn: SignInKind;
  /** JSON. */
  readonly senders: string;
  readonly moveTo: string | null;
  readonly mails: number;
  readonly withFiles: number;
  readonly readAt: Instant | null;
  readonly error: string | null;
  readonly failingSince: Instant | null;
  readonly toldAt: Instant | null;
}

const sendersSchema = mailboxChoicesSchema.shape.senders;
const hashesSchema = z.array(z.string());

/** By what a mail is known again. Some programs give many mails one Message-ID: sent at another time, or of another size, it is another. */
export type MailId = Pick<ListedMail, 'messageId' | 'sentAt' | 'size'>;

/** What was seen of one mail. */
export interface SeenMail extends MailId {
  readonly uid: number;
  readonly withFiles: boolean;
}

/** How far a folder was read, as its server says. */
export type ReadUpTo = Pick<KnownMailbox, 'nextUid' | 'modSeq'>;

const rowOf = (id: string, { messageId, sentAt, size }: MailId) => ({ id, messageId, sentAt: sentAt ?? '', size });

export type MailboxRows = ReturnType<typeof createMailboxRows>;

export function createMailboxRows(db: Database) {
  const columns = `id, account_id AS accountId, host, port, user, folder, since, uid_validity AS uidValidity,
    next_uid AS nextUid, mails, with_files AS withFiles, read_at AS readAt, error, failing_since AS failingSince,
    told_at AS toldAt, mod_seq AS modSeq, sign_in AS signIn, senders, move_to AS moveTo`;
  const all = db.prepare<[], Row>(`SELECT ${columns} FROM mailboxes ORDER BY id`);
  const one = db.prepare<[string], Row>(`SELECT ${columns} FROM mailboxes WHERE id = ?`);
  const insert = db.prepare(
    `INSERT INTO mailboxes (id, account_id, host, port, user, folder, since, sign_in, senders, move_to)
     VALUES (@id, @accountId, @host, @port, @user, @folder, @since, @signIn, @senders, @moveTo) ON CONFLICT DO NOTHING`,
  );
  const change = db.prepare(
    'UPDATE mailboxes SET senders = @senders, move_to = @moveTo, next_uid = CASE WHEN senders = @senders THEN next_uid ELSE 1 END WHERE id = @id',
  );
  const remove = db.prepare('DELETE FROM mailboxes WHERE id = ?');
  const begin = db.prepare('UPDATE mailboxes SET uid_validity = ?, next_uid = 1, mod_seq = NULL WHERE id = ?');
  const forgetTaken = db.prepare('DELETE FROM mailbox_taken WHERE mailbox_id = ?');
  const advance = db.prepare(
    'UPDATE mailboxes SET next_uid = ?, mails = mails + ?, with_files = with_files + ? WHERE id = ? AND next_uid <= ?',
  );
  const noteMail = db.prepare('INSERT OR IGNORE INTO mailbox_mails VALUES (@id, @messageId, @sentAt, @size)');
  const isNoted = db
    .prepare<[ReturnType<typeof rowOf>], 1>(
      'SELECT 1 FROM mailbox_mails WHERE mailbox_id = @id AND message_id = @messageId AND sent_at = @sentAt AND size = @size',
    )
    .pluck();
  const taken = db.prepare<[string], { uid: number; hashes: string }>(
    'SELECT uid, hashes FROM mailbox_taken JOIN mailboxes USING (uid_validity) WHERE mailbox_id = ? AND id = mailbox_id ORDER BY uid',
  );
  const moved = db.prepare('DELETE FROM mailbox_taken WHERE mailbox_id = ? AND uid = ?');
  const readToEnd = db.prepare(
    `UPDATE mailboxes SET read_at = ?, next_uid = max(next_uid, ?), mod_seq = ?, error = NULL, failing_since = NULL, told_at = NULL
     WHERE id = ?`,
  );
  const failed = db.prepare('UPDATE mailboxes SET error = ?, failing_since = coalesce(failing_since, ?) WHERE id = ?');
  const told = db.prepare('UPDATE mailboxes SET told_at = ? WHERE id = ?');

  const known = ({ error, failingSince, toldAt, senders, ...row }: Row): KnownMailbox => ({
    ...row,
    senders: sendersSchema.parse(JSON.parse(senders)),
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
    add: (id: string, { senders, ...mailbox }: NewMailbox): boolean =>
      insert.run({ ...mailbox, id, senders: JSON.stringify(senders) }).changes > 0,
    /** With other senders it is read from its start: what was taken is known. */
    change: (id: string, { senders, moveTo }: MailboxChoices): void =>
      void change.run({ id, moveTo, senders: JSON.stringify(senders) }),
    remove: (id: string): void => void remove.run(id),
    /** The folder has other uids than before: it is read from its start. */
    begin: db.transaction((id: string, uidValidity: string) => {
      forgetTaken.run(id);
      begin.run(uidValidity, id);
    }).immediate,
    /** Mails were dealt with, in the order of their uids, and so were all before them; `keep` does the rest of that. */
    passed: db.transaction((id: string, mails: readonly SeenMail[], keep: () => void) => {
      const last = mails.at(-1);
      if (!last) return;
      keep();
      const withFiles = mails.filter((mail) => mail.withFiles);
      for (const mail of withFiles) if (mail.messageId !== null) noteMail.run(rowOf(id, mail));
      advance.run(last.uid + 1, mails.length, withFiles.length, id, last.uid);
    }).immediate,
    wasTaken: (id: string, mail: MailId): boolean => isNoted.get(rowOf(id, mail)) === 1,
    /** Mails of the folder as it is now that had files in them and were not moved. */
    taken: (id: string) =>
      taken.all(id).map(({ uid, hashes }) => ({ uid, hashes: hashesSchema.parse(JSON.parse(hashes)) })),
    moved: db.transaction((id: string, uids: readonly number[]) => {
      for (const uid of uids) moved.run(id, uid);
    }).immediate,
    readToEnd: (id: string, { nextUid, modSeq }: ReadUpTo, now: Instant): void =>
      void readToEnd.run(now, nextUid, modSeq, id),
    failed: (id: string, error: AppError, now: Instant): void => void failed.run(JSON.stringify(error), now, id),
    told: (id: string, now: Instant): void => void told.run(now, id),
  };
}
