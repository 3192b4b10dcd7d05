import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Connect } from '../network/index.ts';
import { errorOf, type ListedMail, openImapSession } from './imap-session.ts';
import type { KnownMailbox, MailboxRows } from './mailbox-rows.ts';

interface ReadParts {
  readonly rows: Pick<MailboxRows, 'get' | 'begin' | 'passed' | 'wasTaken'>;
  readonly connect: Connect;
  /** Takes what is in a saved mail in, durably; false where the program ends first. */
  readonly takeMail: (accountId: string, file: string, name: string) => Promise<boolean>;
  /** A mail that is not fetched is named among the files that were refused. */
  readonly refuseMail: (accountId: string, name: string, megabytes: number) => void;
  readonly incomingFolder: string;
}

/** A mail with scans; whatever is larger is sent by nobody who bills. */
const largestMegabytes = 64;

/**
 * Reads what came into a mailbox since it was read last. A mail is passed only once what is in it is kept: whatever ends
 * the reading, it goes on from there. Nothing in the mailbox changes.
 */
export function createReadMailbox({ rows, connect, takeMail, refuseMail, incomingFolder }: ReadParts) {
  async function take(
    mailbox: KnownMailbox,
    mail: ListedMail,
    save: (file: string) => Promise<boolean>,
  ): Promise<boolean> {
    const name = `${mail.subject?.trim() || String(mail.uid)}.eml`;
    if (mail.size > largestMegabytes * 2 ** 20) {
      refuseMail(mailbox.accountId, name, largestMegabytes);
      return true;
    }
    const file = join(incomingFolder, `mail-${randomUUID()}.eml`);
    try {
      return (await save(file)) ? await takeMail(mailbox.accountId, file, name) : true;
    } finally {
      await rm(file, { force: true });
    }
  }

  return async function readMailbox(
    mailbox: KnownMailbox,
    password: string,
    { signal, onMail }: { readonly signal: AbortSignal; readonly onMail: () => void },
  ): Promise<Result<null>> {
    const { id, host, port } = mailbox;
    await mkdir(incomingFolder, { recursive: true });
    const connected = await connect({ host, port }, { tls: true, signal });
    if (!connected.ok) return connected;
    const stop = () => connected.value.destroy();
    signal.addEventListener('abort', stop);
    try {
      const opened = await openImapSession(connected.value, { ...mailbox, password });
      if (!opened.ok) return signal.aborted ? fail({ code: 'cancelled' }) : opened;
      const session = opened.value;
      try {
        if (mailbox.uidValidity !== session.uidValidity) rows.begin(id, session.uidValidity);
        const from = rows.get(id)?.nextUid ?? 1;
        for await (const mail of session.mails(from, mailbox.since)) {
          const { uid, messageId } = mail;
          const isNew = mail.hasFiles && !(messageId !== null && rows.wasTaken(id, messageId));
          if (isNew && !(await take(mailbox, mail, (file) => session.save(uid, file))))
            return fail({ code: 'cancelled' });
          rows.passed(id, { uid, messageId, withFiles: isNew });
          onMail();
        }
        return ok(null);
      } finally {
        await session.end();
      }
    } catch (cause) {
      return fail(signal.aborted ? { code: 'cancelled' } : errorOf(cause, mailbox));
    } finally {
      signal.removeEventListener('abort', stop);
      connected.value.destroy();
    }
  };
}
