import type { MailFacts } from '#shared/import/items.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import { oneLine } from '#shared/visible-text.ts';
import type { Attachment } from 'postal-mime';
import { invoiceLinks } from './links.ts';
import { type Entry, isContainerName, lastPart, type Opened, Unreadable } from './inside.ts';

/** A saved mail (RFC 5322). Mails that were forwarded inside it are files inside it. */
export async function openMail(content: Uint8Array): Promise<Opened> {
  const { default: PostalMime } = await import('postal-mime');
  const options = { attachmentEncoding: 'arraybuffer', forceRfc822Attachments: true } as const;
  const mail = await PostalMime.parse(content, options).catch((cause: unknown) => {
    throw new Unreadable('damaged', cause);
  });
  // A text of any other kind is a mail without a single header.
  if (mail.headers.length === 0) throw new Unreadable('damaged');
  const facts = mailFacts({
    from: mail.from?.address ?? mail.sender?.address,
    subject: mail.subject,
    date: mail.date,
    messageId: mail.messageId,
  });
  return {
    mail: facts,
    links: invoiceLinks(mail.html ?? mail.text ?? ''),
    entries: entriesOf(mail.attachments),
  };
}

function* entriesOf(attachments: readonly Attachment[]): Generator<Entry> {
  for (const [index, { filename, mimeType, content }] of attachments.entries()) {
    const name = nameOf(filename, mimeType, index);
    if (typeof content !== 'string') yield { name, content: new Uint8Array(content) };
  }
}

const endings: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/xml': '.xml',
  'text/xml': '.xml',
  'message/rfc822': '.eml',
  'application/zip': '.zip',
  'application/ms-tnef': '.tnef',
  'application/vnd.ms-tnef': '.tnef',
};

/** A forwarded mail has no name of its own, and a PDF sometimes none that tells what it is. */
function nameOf(filename: string | null, mimeType: string, index: number): string {
  const ending = endings[mimeType] ?? '';
  const name = lastPart(filename ?? '');
  if (name === '') return `${String(index + 1)}${ending}`;
  const isTold =
    mimeType === 'message/rfc822' ? /\.(eml|msg)$/i.test(name) : ending !== '.tnef' || isContainerName(name);
  return isTold ? name : `${name}${ending}`;
}

function instantOf(date: string | undefined): Instant | null {
  const millis = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(millis) ? null : instantFromMillis(millis);
}

const longest = { from: 320, subject: 500, messageId: 1000 };

type Head = { readonly [Name in 'from' | 'subject' | 'date' | 'messageId']: string | undefined };

/** What a mail's head says, as it can be shown and kept: a head may be of any length. */
export const mailFacts = ({ from, subject, date, messageId }: Head): MailFacts => ({
  from: (from && oneLine(from, longest.from)) || null,
  subject: subject === undefined ? null : oneLine(subject, longest.subject),
  sentAt: instantOf(date),
  messageId: messageId === undefined ? null : oneLine(messageId, longest.messageId),
});
