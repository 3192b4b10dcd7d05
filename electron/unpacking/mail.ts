import type { MailFacts } from '#shared/import/items.ts';
import { type Instant, instantFromMillis } from '#shared/time.ts';
import type { Attachment } from 'postal-mime';
import { invoiceLinks } from './links.ts';
import { type Entry, lastPart, type Opened, Unreadable } from './inside.ts';

/** A saved mail (RFC 5322). Mails that were forwarded inside it are files inside it. */
export async function openMail(content: Uint8Array): Promise<Opened> {
  const { default: PostalMime } = await import('postal-mime');
  const options = { attachmentEncoding: 'arraybuffer', forceRfc822Attachments: true } as const;
  const mail = await PostalMime.parse(content, options).catch((cause: unknown) => {
    throw new Unreadable('damaged', cause);
  });
  // A text of any other kind is a mail without a single header.
  if (mail.headers.length === 0) throw new Unreadable('damaged');
  const facts: MailFacts = {
    from: mail.from?.address ?? mail.sender?.address ?? null,
    subject: mail.subject ?? null,
    sentAt: instantOf(mail.date),
    messageId: mail.messageId ?? null,
  };
  return {
    mail: facts,
    links: invoiceLinks(mail.html ?? mail.text ?? ''),
    entries: entriesOf(mail.attachments),
  };
}

/** The format in which Outlook sends attachments to itself. */
const winmail = /^winmail\.dat$/i;

function* entriesOf(attachments: readonly Attachment[]): Generator<Entry> {
  for (const [index, { filename, mimeType, content }] of attachments.entries()) {
    const name = nameOf(filename, mimeType, index);
    if (winmail.test(name)) yield { name, reason: 'winmail' };
    else if (typeof content !== 'string') yield { name, content: new Uint8Array(content) };
  }
}

const endings: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/xml': '.xml',
  'text/xml': '.xml',
  'message/rfc822': '.eml',
  'application/zip': '.zip',
};

/** A forwarded mail has no name of its own, and a PDF sometimes none that tells what it is. */
function nameOf(filename: string | null, mimeType: string, index: number): string {
  const ending = endings[mimeType] ?? '';
  if (filename === null) return `${String(index + 1)}${ending}`;
  const name = lastPart(filename);
  return mimeType === 'message/rfc822' && !/\.(eml|msg)$/i.test(name) ? `${name}${ending}` : name;
}

export function instantOf(date: string | undefined): Instant | null {
  const millis = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(millis) ? null : instantFromMillis(millis);
}
