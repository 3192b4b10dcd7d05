import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TakenMail } from '../imports/index.ts';
import type { ImapSession, ListedMail } from './imap-session.ts';
import type { LinkRows } from './link-rows.ts';
import type { KnownMailbox, MailboxRows, SeenMail } from './mailbox-rows.ts';

interface ReadParts {
  readonly rows: Pick<MailboxRows, 'get' | 'begin' | 'passed' | 'wasTaken'>;
  readonly links: Pick<LinkRows, 'note' | 'of'>;
  /** Takes what is in a saved mail in, durably; null where the program ends first. */
  readonly takeMail: (accountId: string, file: string, name: string) => Promise<TakenMail | null>;
  /** A mail that is not fetched is named among the files that were refused. */
  readonly refuseMail: (accountId: string, name: string, megabytes: number) => void;
  readonly incomingFolder: string;
}

/** A mail with scans; whatever is larger is sent by nobody who bills. */
const largestMegabytes = 64;
/** Without files it is read for its links alone. */
const largestForLinks = 2 * 2 ** 20;
/** So many are fetched ahead of the one whose files are read. */
const ahead = 8;

const isOf = (from: string, sender: string): boolean =>
  sender.includes('@') ? from === sender : from.endsWith(`@${sender}`) || from.endsWith(`.${sender}`);
const tellsOfInvoice = /invoice|receipt|bill(ing)?\b|rechnung|beleg|faktur|facture|factuur|fattura|factura|re[cç]u\b/i;

/** How many mails were read, and how many of them had files. */
export interface ReadingCounts {
  mails: number;
  withFiles: number;
}

interface InWork {
  readonly mail: ListedMail;
  readonly isNew: boolean;
  readonly taken: Promise<TakenMail | null>;
}
const nothing: TakenMail = { hashes: [], whole: false, links: [], mail: null };

/**
 * Reads what came into a mailbox since it was read last. A mail is passed only once what is in it is kept, and after all
 * before it: whatever ends the reading, it goes on from there. Nothing in the mailbox changes. False where the program ends;
 * throws what the server or the way to it did.
 */
export function createReadMailbox({ rows, links, takeMail, refuseMail, incomingFolder }: ReadParts) {
  /** Whether a mail without files may link to an invoice: by its words, or as others of its sender did. */
  function mayLink({ id }: KnownMailbox, { size, subject, from }: ListedMail): boolean {
    if (size > largestForLinks || from === null) return false;
    return tellsOfInvoice.test(subject ?? '') || links.of(id).some(({ sender }) => sender === domainOf(from));
  }

  /** Fetches a mail, and begins to take in what is in it; null where it is gone. */
  async function fetched(
    mailbox: KnownMailbox,
    session: ImapSession,
    mail: ListedMail,
  ): Promise<Pick<InWork, 'taken'>> {
    const { accountId } = mailbox;
    const name = `${mail.subject?.trim() || String(mail.uid)}.eml`;
    if (mail.size > largestMegabytes * 2 ** 20) {
      refuseMail(accountId, name, largestMegabytes);
      return { taken: Promise.resolve(nothing) };
    }
    const file = join(incomingFolder, `mail-${randomUUID()}.eml`);
    const drop = () => rm(file, { force: true });
    const isThere = await session.save(mail.uid, file).catch(async (cause: unknown) => {
      await drop();
      throw cause;
    });
    const taken = isThere ? takeMail(accountId, file, name).finally(drop) : Promise.resolve(nothing);
    // It is waited for later, and what it throws is thrown there.
    taken.catch(() => undefined);
    return { taken };
  }

  return async function readMailbox(
    mailbox: KnownMailbox,
    session: ImapSession,
    onMail: (counts: ReadingCounts) => void,
  ): Promise<boolean> {
    const { id, since, senders } = mailbox;
    await mkdir(incomingFolder, { recursive: true });
    if (mailbox.uidValidity !== session.uidValidity) rows.begin(id, session.uidValidity);
    const fromUid = rows.get(id)?.nextUid ?? 1;
    // Nothing came and nothing changed: there is nothing to ask for.
    if (fromUid >= session.uidNext && mailbox.modSeq !== null && mailbox.modSeq === session.modSeq) return true;

    const counts = { mails: 0, withFiles: 0 };
    const inWork: InWork[] = [];
    /** Waits for the oldest in work, and passes it. */
    async function passOldest(): Promise<boolean> {
      const [oldest] = inWork;
      const taken = await oldest?.taken;
      if (!oldest || !taken) return false;
      inWork.shift();
      const { mail, isNew } = oldest;
      if (mail.from !== null && taken.mail && taken.hashes.length === 0)
        links.note(id, domainOf(mail.from), taken.mail, taken.links);
      const seen: SeenMail = {
        ...{ uid: mail.uid, messageId: mail.messageId, withFiles: isNew && mail.hasFiles },
        hashes: taken.whole ? taken.hashes : null,
      };
      rows.passed(id, seen);
      counts.mails++;
      if (seen.withFiles) counts.withFiles++;
      onMail(counts);
      return true;
    }

    const inHand = new Set<string>();
    try {
      for await (const mail of session.mails({ fromUid, since, senders })) {
        const { from, messageId } = mail;
        const isMeant = senders.length === 0 || (from !== null && senders.some((sender) => isOf(from, sender)));
        const wasTaken = messageId !== null && (inHand.has(messageId) || rows.wasTaken(id, messageId));
        const isNew = isMeant && !wasTaken;
        if (isNew && messageId !== null) inHand.add(messageId);
        const isFetched = isNew && (mail.hasFiles || mayLink(mailbox, mail));
        const { taken } = isFetched ? await fetched(mailbox, session, mail) : { taken: Promise.resolve(nothing) };
        inWork.push({ mail, isNew, taken });
        if (inWork.length > ahead && !(await passOldest())) return false;
      }
    } finally {
      // Also where the connection broke: what was fetched whole need not be fetched again.
      while (inWork.length > 0) if (!(await passOldest())) break;
    }
    return inWork.length === 0;
  };
}

const domainOf = (address: string): string => address.split('@').at(-1) ?? address;
