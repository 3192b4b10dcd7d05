import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Connect } from '../network/index.ts';
import type { Clock } from '../platform/ports.ts';
import { errorOf, type ImapAuth, type ImapSession, openImapSession } from './imap-session.ts';
import type { MailboxLog } from './mailbox-log.ts';
import type { KnownMailbox, MailboxRows } from './mailbox-rows.ts';
import type { createFetchMails, ReadingCounts } from './fetch-mails.ts';

interface VisitParts {
  readonly rows: Pick<MailboxRows, 'get' | 'taken' | 'moved' | 'readToEnd'>;
  readonly log: Pick<MailboxLog, 'note'>;
  readonly connect: Connect;
  readonly authOf: (mailbox: KnownMailbox, signal: AbortSignal) => Promise<Result<ImapAuth>>;
  readonly fetchMails: ReturnType<typeof createFetchMails>;
  /** Reads the files in fetched mails; false where the program ends first. */
  readonly takeSaved: (mailbox: KnownMailbox) => Promise<boolean>;
  readonly fetchLinks: (mailbox: KnownMailbox, signal: AbortSignal) => Promise<Result<null>>;
  /** Whether a file with this content is in the archive. */
  readonly isArchived: (sha256: string) => boolean;
  readonly clock: Pick<Clock, 'now'>;
}

/** Goes to a mailbox: opens a folder over a connection of its own, does something in it, and leaves. */
export function createVisit({
  rows,
  log,
  connect,
  authOf,
  fetchMails,
  takeSaved,
  fetchLinks,
  isArchived,
  clock,
}: VisitParts) {
  /** With what the work answers. What it throws is a failure of the server or the way there. */
  async function within<T>(
    mailbox: KnownMailbox,
    { signal, readOnly }: { readonly signal: AbortSignal; readonly readOnly: boolean },
    work: (session: ImapSession) => Promise<T>,
  ): Promise<Result<T>> {
    const { host, port } = mailbox;
    const auth = await authOf(mailbox, signal);
    if (!auth.ok) return auth;
    const connected = await connect({ host, port }, { tls: true, signal });
    if (!connected.ok) return connected;
    const stop = () => connected.value.destroy();
    signal.addEventListener('abort', stop);
    try {
      const opened = await openImapSession(connected.value, mailbox, auth.value, { readOnly });
      if (!opened.ok) return signal.aborted ? fail({ code: 'cancelled' }) : opened;
      try {
        return ok(await work(opened.value));
      } finally {
        await opened.value.end();
      }
    } catch (cause) {
      return fail(signal.aborted ? { code: 'cancelled' } : errorOf(cause, mailbox, auth.value));
    } finally {
      signal.removeEventListener('abort', stop);
      connected.value.destroy();
    }
  }

  /** Moves the mails of which all is in the archive. Only here a folder is opened for more than reading. */
  async function move(mailbox: KnownMailbox, folder: string, signal: AbortSignal): Promise<Result<null>> {
    const { id, uidValidity } = mailbox;
    const done = rows.taken(id).flatMap(({ uid, hashes }) => (hashes.every(isArchived) ? [uid] : []));
    if (done.length === 0) return ok(null);
    const moved = await within({ ...mailbox }, { signal, readOnly: false }, async (session) => {
      // The uids are those of another folder by now: it is read again first.
      if (session.uidValidity !== uidValidity) return 0;
      await session.move(done, folder);
      rows.moved(id, done);
      return done.length;
    });
    if (!moved.ok) return moved.error.code === 'mailbox-folder-missing' ? fail({ ...moved.error, folder }) : moved;
    if (moved.value > 0) note(id, 'moved', { mails: moved.value, withFiles: moved.value });
    return ok(null);
  }

  const note = (id: string, what: 'read' | 'moved', counts: ReadingCounts): void => {
    log.note(id, { ...counts, what, at: instantFromMillis(clock.now()), error: null });
  };

  /** One round: so many mails are fetched, then their files are read, also those of rounds that were broken off. */
  async function round(mailbox: KnownMailbox, signal: AbortSignal, onMails: () => void) {
    let counts: ReadingCounts = { mails: 0, withFiles: 0 };
    const fetched = await within(mailbox, { signal, readOnly: true }, async (session) => {
      const hasMore = await fetchMails(mailbox, session, (now) => {
        counts = now;
        onMails();
      });
      return { hasMore, upTo: { nextUid: session.uidNext, modSeq: session.modSeq } };
    });
    if (counts.mails > 0) note(mailbox.id, 'read', counts);
    return (await takeSaved(mailbox)) ? fetched : fail({ code: 'cancelled' } as const);
  }

  return {
    within,

    /** Reads a mailbox to its end, fetches what its mails link to, and moves what is done. */
    async read(id: string, signal: AbortSignal, onMails: () => void): Promise<Result<null>> {
      for (;;) {
        const mailbox = rows.get(id);
        if (!mailbox) return fail({ code: 'mailbox-not-found' });
        const read = await round(mailbox, signal, onMails);
        if (!read.ok) return read;
        if (read.value.hasMore) continue;
        const fetched = await fetchLinks(mailbox, signal);
        if (!fetched.ok) return fetched;
        const after = rows.get(id);
        const moved = after?.moveTo ? await move(after, after.moveTo, signal) : ok(null);
        if (moved.ok) rows.readToEnd(id, read.value.upTo, instantFromMillis(clock.now()));
        return moved;
      }
    },
  };
}
