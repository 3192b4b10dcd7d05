import type { ImapSession, ListedMail } from './imap-session.ts';
import type { LinkRows } from './link-rows.ts';
import type { KnownMailbox, MailboxRows, SeenMail } from './mailbox-rows.ts';
import type { SavedMails } from './saved-mails.ts';

interface ReadParts {
  readonly rows: Pick<MailboxRows, 'get' | 'begin' | 'passed' | 'wasTaken'>;
  readonly saved: Pick<SavedMails, 'add'>;
  readonly links: Pick<LinkRows, 'of'>;
  /** A mail that is not fetched is named among the files that were refused. */
  readonly refuseMail: (accountId: string, name: string, megabytes: number) => void;
}

/** A mail with scans; whatever is larger is sent by nobody who bills. */
const largestMegabytes = 64;
/** Without files it is read for its links alone. */
const largestForLinks = 2 * 2 ** 20;
/** Mails are fetched together up to so many bytes, and kept in one go. */
const groupBytes = 8 * 2 ** 20;
/** After so many bytes they are read before others are fetched. */
const roundBytes = 128 * 2 ** 20;

const isOf = (from: string, sender: string): boolean =>
  sender.includes('@') ? from === sender : from.endsWith(`@${sender}`) || from.endsWith(`.${sender}`);
const tellsOfInvoice = /invoice|receipt|bill(ing)?\b|rechnung|beleg|faktur|facture|factuur|fattura|factura|re[cç]u\b/i;
const domainOf = (address: string): string => address.split('@').at(-1) ?? address;
const nameOf = ({ subject, uid }: Pick<ListedMail, 'subject' | 'uid'>): string =>
  `${subject?.trim() || String(uid)}.eml`;

/** How many mails were passed, and how many of them had files. */
export interface ReadingCounts {
  readonly mails: number;
  readonly withFiles: number;
}

interface Looked extends SeenMail {
  readonly mail: ListedMail;
  readonly isFetched: boolean;
}

/**
 * Fetches what came into a mailbox since it was read last. What was fetched is kept in the same transaction that passes the
 * mails: whatever ends it, nothing is lost, and it goes on from there. Nothing in the mailbox changes. Answers whether there
 * is more to fetch; throws what the server or the way to it did.
 */
export function createFetchMails({ rows, saved, links, refuseMail }: ReadParts) {
  /** Whether a mail without files may link to an invoice: by its words, or as others of its sender did. */
  function mayLink({ size, subject, from }: ListedMail, linking: ReadonlySet<string>): boolean {
    if (size > largestForLinks || from === null) return false;
    return tellsOfInvoice.test(subject ?? '') || linking.has(domainOf(from));
  }

  return async function fetchMails(
    mailbox: KnownMailbox,
    session: ImapSession,
    onMails: (counts: ReadingCounts) => void,
  ): Promise<boolean> {
    const { id, accountId, since, senders } = mailbox;
    if (mailbox.uidValidity !== session.uidValidity) rows.begin(id, session.uidValidity);
    const fromUid = rows.get(id)?.nextUid ?? 1;
    // Nothing came and nothing changed: there is nothing to ask for.
    if (fromUid >= session.uidNext && mailbox.modSeq !== null && mailbox.modSeq === session.modSeq) return false;
    const linking = new Set(links.of(id).map(({ sender }) => sender));
    const inHand = new Set<string>();
    let counts = { mails: 0, withFiles: 0 };
    let bytes = 0;

    function lookAt(mail: ListedMail): Looked {
      const { uid, messageId, sentAt, size, from } = mail;
      const same = JSON.stringify([messageId, sentAt, size]);
      const isMeant = senders.length === 0 || (from !== null && senders.some((sender) => isOf(from, sender)));
      const wasTaken = messageId !== null && (inHand.has(same) || rows.wasTaken(id, mail));
      const isNew = isMeant && !wasTaken;
      if (isNew && messageId !== null) inHand.add(same);
      const isTooLarge = size > largestMegabytes * 2 ** 20;
      const withFiles = isNew && mail.hasFiles;
      const isFetched = !isTooLarge && (withFiles || (isNew && mayLink(mail, linking)));
      if (withFiles && isTooLarge) refuseMail(accountId, nameOf(mail), largestMegabytes);
      return { uid, messageId, sentAt, size, withFiles, mail, isFetched };
    }

    /** Fetches those that are wanted, keeps them and passes all; where the connection breaks, those before the first one that did not come. */
    async function keep(group: readonly Looked[]): Promise<void> {
      const contents = new Map<number, Uint8Array>();
      const wanted = group.flatMap(({ uid, isFetched }) => (isFetched ? [uid] : []));
      try {
        for await (const { uid, content } of session.contents(wanted)) contents.set(uid, content);
      } catch (cause) {
        const missing = group.findIndex(({ uid, isFetched }) => isFetched && !contents.has(uid));
        pass(missing < 0 ? group : group.slice(0, missing), contents);
        throw cause;
      }
      pass(group, contents);
    }

    function pass(group: readonly Looked[], contents: ReadonlyMap<number, Uint8Array>): void {
      rows.passed(id, group, () => {
        for (const { mail } of group) {
          const content = contents.get(mail.uid);
          if (content) saved.add(id, session.uidValidity, { ...mail, name: nameOf(mail), content });
        }
      });
      counts = {
        mails: counts.mails + group.length,
        withFiles: counts.withFiles + group.filter(({ withFiles }) => withFiles).length,
      };
      onMails(counts);
    }

    for await (const page of session.mails({ fromUid, since, senders })) {
      let group: Looked[] = [];
      let size = 0;
      for (const mail of page) {
        const looked = lookAt(mail);
        const more = looked.isFetched ? mail.size : 0;
        if (group.length > 0 && size + more > groupBytes) {
          await keep(group);
          [group, size] = [[], 0];
        }
        group.push(looked);
        [size, bytes] = [size + more, bytes + more];
      }
      await keep(group);
      if (bytes > roundBytes) return true;
    }
    return false;
  };
}
