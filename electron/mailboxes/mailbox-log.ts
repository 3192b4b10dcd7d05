import { type MailboxEvent, mailboxEventSchema } from '#shared/mailboxes.ts';
import type { Database } from '../database/open.ts';

/** So many of each mailbox are kept. */
const most = 200;

interface Row extends Omit<MailboxEvent, 'error'> {
  readonly error: string | null;
}

/** What happened to each mailbox. */
export type MailboxLog = ReturnType<typeof createMailboxLog>;

export function createMailboxLog(db: Database) {
  const insert = db.prepare(
    `INSERT INTO mailbox_log (mailbox_id, at, what, mails, with_files, error)
     VALUES (@id, @at, @what, @mails, @withFiles, @error)`,
  );
  const drop = db.prepare(
    `DELETE FROM mailbox_log WHERE mailbox_id = @id
       AND id <= (SELECT id FROM mailbox_log WHERE mailbox_id = @id ORDER BY id DESC LIMIT 1 OFFSET @most)`,
  );
  const select = db.prepare<[string], Row>(
    `SELECT at, what, mails, with_files AS withFiles, error FROM mailbox_log WHERE mailbox_id = ? ORDER BY id DESC`,
  );
  return {
    note: db.transaction((id: string, { error, ...event }: MailboxEvent) => {
      insert.run({ ...event, id, error: error === null ? null : JSON.stringify(error) });
      drop.run({ id, most });
    }).immediate,
    /** Newest first. */
    of: (id: string): MailboxEvent[] =>
      select
        .all(id)
        .map(({ error, ...row }) =>
          mailboxEventSchema.parse({ ...row, error: error === null ? null : (JSON.parse(error) as unknown) }),
        ),
  };
}
