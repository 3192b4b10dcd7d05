import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { burn } from '@kenjiuno/msgreader/lib/Burner.js';
import { ZipFile } from 'yazl';

/** A part of a mail; `inline`: shown in the text, as signatures are. */
export interface MailPart {
  readonly name: string | null;
  readonly type: string;
  readonly content: Uint8Array;
  readonly inline?: boolean;
}

interface MailFields {
  readonly from?: string;
  readonly subject?: string;
  /** RFC 5322. */
  readonly date?: string;
  readonly messageId?: string;
  readonly text?: string;
  readonly parts?: readonly MailPart[];
}

export const pdfPart = (name: string | null, content: Uint8Array, type = 'application/pdf'): MailPart => ({
  name,
  type,
  content,
});

/** A mail as it is sent and saved (RFC 5322, 2045): a text, and its parts in base64. */
export function mailOf({
  from,
  subject,
  date,
  messageId,
  text = 'Please find attached.',
  parts = [],
}: MailFields): Buffer {
  // Mails inside mails need other ones; the same mail is the same bytes.
  const told = createHash('sha256').update(JSON.stringify([from, subject, date, messageId, text]));
  for (const { content } of parts) told.update(content);
  const boundary = `part-${told.digest('hex').slice(0, 16)}-of-a-mail`;
  const encodedWord = (words: string) =>
    /^[\x20-\x7e]*$/.test(words) ? words : `=?UTF-8?B?${Buffer.from(words).toString('base64')}?=`;
  const head = [
    ...(from === undefined ? [] : [`From: ${from}`]),
    'To: accounts@nordlicht.example',
    ...(subject === undefined ? [] : [`Subject: ${encodedWord(subject)}`]),
    ...(date === undefined ? [] : [`Date: ${date}`]),
    ...(messageId === undefined ? [] : [`Message-ID: ${messageId}`]),
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
  ];
  const body = [
    ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', text],
    ...parts.map(({ name, type, content, inline = false }) => {
      const isMail = type === 'message/rfc822';
      return [
        `Content-Type: ${type}`,
        `Content-Transfer-Encoding: ${isMail ? '8bit' : 'base64'}`,
        `Content-Disposition: ${inline ? 'inline' : 'attachment'}${name === null ? '' : `; filename="${encodedWord(name)}"`}`,
        '',
        isMail ? Buffer.from(content).toString('latin1') : lines(Buffer.from(content).toString('base64')),
      ];
    }),
  ];
  const sections = body.map((part) => `--${boundary}\r\n${part.join('\r\n')}\r\n`);
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${sections.join('')}--${boundary}--\r\n`, 'latin1');
}

const lines = (text: string): string => text.replace(/.{76}/g, '$&\r\n');

/** A ZIP archive of these files, by their paths. */
export function zipWith(files: Readonly<Record<string, Uint8Array>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  return buffer(zip.outputStream);
}

const storage = 1;
const stream = 2;
const rootStorage = 5;

/** A mail as Outlook saves it (MS-OXMSG, 2.1 to 2.4): properties as streams, an attachment as a storage of its own. */
export function outlookMailOf(
  { from, subject }: { readonly from: string; readonly subject: string },
  attachments: readonly { readonly name: string; readonly content: Uint8Array }[],
): Buffer {
  const entries: Parameters<typeof burn>[0] = [{ name: 'Root Entry', type: rootStorage, children: [], length: 0 }];
  const into = (
    parent: number,
    name: string,
    type: typeof storage | typeof stream,
    content: Uint8Array = new Uint8Array(),
  ) => {
    const at = entries.push({
      ...{ name, type, length: content.length, children: [] },
      // Its own memory: the library looks at all that is behind it.
      binaryProvider: () => Uint8Array.from(content),
    });
    entries[parent]?.children?.push(at - 1);
    return at - 1;
  };
  const text = (parent: number, tag: string, words: string) =>
    into(parent, `__substg1.0_${tag}001F`, stream, Buffer.from(words, 'utf16le'));
  // Counts of recipients and attachments, which readers look at first.
  const counts = Buffer.alloc(32);
  counts.writeUInt32LE(attachments.length, 12);
  counts.writeUInt32LE(attachments.length, 20);
  into(0, '__properties_version1.0', stream, counts);
  text(0, '0037', subject);
  text(0, '5D01', from);
  text(0, '001A', 'IPM.Note');
  for (const [index, { name, content }] of attachments.entries()) {
    const attachment = into(0, `__attach_version1.0_#${index.toString(16).padStart(8, '0')}`, storage);
    const method = Buffer.alloc(24);
    // PidTagAttachMethod: afByValue.
    method.writeUInt32LE(0x3705_0003, 8);
    method.writeUInt32LE(6, 12);
    method.writeUInt32LE(1, 16);
    into(attachment, '__properties_version1.0', stream, method);
    text(attachment, '3707', name);
    into(attachment, '__substg1.0_37010102', stream, content);
  }
  return Buffer.from(burn(entries));
}

/** A file that Outlook wrapped. */
interface Wrapped {
  readonly name: string;
  readonly content: Uint8Array;
  /** The content is a mail, wrapped itself. */
  readonly isMail?: boolean;
}

/** What Outlook wraps attachments in, `winmail.dat` (MS-OXTNEF 2.1): short names in the attributes, long ones in their properties. */
export function winmailOf(attachments: readonly Wrapped[]): Buffer {
  const long = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value >>> 0);
    return bytes;
  };
  const word = (value: number) => long(value).subarray(0, 2);
  const attribute = (level: 1 | 2, id: number, data: Uint8Array) => {
    const checksum = data.reduce((sum, byte) => (sum + byte) % 0x1_0000, 0);
    return Buffer.concat([Buffer.of(level), long(id), long(data.length), data, word(checksum)]);
  };
  const counted = (tag: number, data: Uint8Array) => {
    const filling = Buffer.alloc((4 - (data.length % 4)) % 4);
    return Buffer.concat([long(tag), long(1), long(data.length), data, filling]);
  };
  const messageInside = Buffer.from('0703020000000000c000000000000046', 'hex');
  const parts = attachments.flatMap(({ name, content, isMail = false }, index) => {
    const named = counted(0x3707_001f, Buffer.from(`${name}\0`, 'utf16le'));
    const method = Buffer.concat([long(0x3705_0003), long(isMail ? 5 : 1)]);
    const custom = Buffer.concat([
      ...[long(0x8000_001e), Buffer.alloc(16), long(1), long(8), Buffer.from('own\0own\0')],
      ...[long(1), long(3), Buffer.from('yes\0')],
    ]);
    const object = isMail ? [counted(0x3701_000d, Buffer.concat([messageInside, content]))] : [];
    const properties = [method, custom, named, ...object];
    return [
      attribute(2, 0x0006_9002, Buffer.alloc(14)),
      attribute(2, 0x0001_8010, Buffer.from(`FILE${String(index)}~1\0`)),
      ...(isMail ? [] : [attribute(2, 0x0006_800f, content)]),
      attribute(2, 0x0006_9005, Buffer.concat([long(properties.length), ...properties])),
    ];
  });
  return Buffer.concat([long(0x22_3e_9f_78), word(1), attribute(1, 0x0008_9006, long(0x1_0000)), ...parts]);
}
