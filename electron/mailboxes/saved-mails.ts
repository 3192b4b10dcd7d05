import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../database/open.ts';
import type { TakenMail } from '../imports/index.ts';
import type { LinkRows } from './link-rows.ts';

/** A mail that was fetched, and whose files are not read yet. */
interface SavedMail {
  readonly uid: number;
  readonly name: string;
  /** Its sender's address; null where it has none. */
  readonly from: string | null;
  readonly content: Uint8Array;
}

/** Mails between the server and the files in them: kept whole in the database, so that passing a mail keeps it. */
export type SavedMails = ReturnType<typeof createSavedMails>;

export function createSavedMails(db: Database) {
  const insert = db.prepare(
    'INSERT OR IGNORE INTO mailbox_saved (mailbox_id, uid_validity, uid, name, sender, content) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const first = db.prepare<[string], SavedMail & { readonly nth: number; readonly uidValidity: string }>(
    `SELECT id AS nth, uid_validity AS uidValidity, uid, name, sender AS "from", content FROM mailbox_saved
     WHERE mailbox_id = ? ORDER BY id LIMIT 1`,
  );
  const remove = db.prepare('DELETE FROM mailbox_saved WHERE id = ?');
  const noteTaken = db.prepare(
    'INSERT OR REPLACE INTO mailbox_taken (mailbox_id, uid_validity, uid, hashes) VALUES (?, ?, ?, ?)',
  );
  return {
    add: (id: string, uidValidity: string, { uid, name, from, content }: SavedMail): void =>
      void insert.run(id, uidValidity, uid, name, from, content),
    first: (id: string) => first.get(id) ?? null,
    /** Its files are in: it is moved once all of them are in the archive, where it is known which they are. */
    done: db.transaction(
      (
        id: string,
        { nth, uid, uidValidity }: { nth: number; uid: number; uidValidity: string },
        { whole, hashes }: TakenMail,
      ) => {
        if (whole && hashes.length > 0) noteTaken.run(id, uidValidity, uid, JSON.stringify(hashes));
        remove.run(nth);
      },
    ).immediate,
  };
}

interface TakeParts {
  readonly saved: Pick<SavedMails, 'first' | 'done'>;
  readonly links: Pick<LinkRows, 'note'>;
  /** Takes what is in a saved mail in, durably; null where the program ends first. */
  readonly takeMail: (accountId: string, file: string, name: string) => Promise<TakenMail | null>;
  readonly incomingFolder: string;
}

/** Reads the files in the mails that were fetched, oldest first. False where the program ends before all are read. */
export const createTakeSaved =
  ({ saved, links, takeMail, incomingFolder }: TakeParts) =>
  async ({ id, accountId }: { readonly id: string; readonly accountId: string }): Promise<boolean> => {
    await mkdir(incomingFolder, { recursive: true });
    for (let mail = saved.first(id); mail; mail = saved.first(id)) {
      const file = join(incomingFolder, `mail-${randomUUID()}.eml`);
      let taken: TakenMail | null;
      try {
        await writeFile(file, mail.content, { flag: 'wx' });
        taken = await takeMail(accountId, file, mail.name);
      } finally {
        await rm(file, { force: true });
      }
      if (!taken) return false;
      const sender = mail.from?.split('@').at(-1);
      if (sender && taken.mail && taken.hashes.length === 0) links.note(id, sender, taken.mail, taken.links);
      saved.done(id, mail, taken);
    }
    return true;
  };
