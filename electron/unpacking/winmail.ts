import { type Entry, lastPart, type Opened, Unreadable } from './inside.ts';

/*
 * Outlook's own wrapping of a mail's attachments, `winmail.dat` (MS-OXTNEF): attributes one after the other, of which some
 * begin an attachment and others name it or hold its bytes.
 */

const signature = 0x22_3e_9f_78;
const headBytes = 6;

const attribute = {
  attachmentBegins: 0x0006_9002,
  title: 0x0001_8010,
  data: 0x0006_800f,
  properties: 0x0006_9005,
} as const;

const property = { object: 0x3701, longName: 0x3707, fileName: 0x3704 } as const;
const propertyType = { text8: 0x001e, text: 0x001f, object: 0x000d, binary: 0x0102 } as const;
const severalValues = 0x1000;
const firstNamed = 0x8000;

/** Types of fixed size, by the bytes that a value takes with what fills it up. */
const sizes: Readonly<Record<number, number>> = {
  ...{ 0x01: 4, 0x02: 4, 0x03: 4, 0x04: 4, 0x0a: 4, 0x0b: 4 },
  ...{ 0x05: 8, 0x06: 8, 0x07: 8, 0x14: 8, 0x40: 8, 0x48: 16 },
};

/** A mail inside is announced by this interface id, and is wrapped in the same way. */
const messageId = Buffer.from('0703020000000000c000000000000046', 'hex');

/** What one attachment was found to have. */
interface Attachment {
  title: string | null;
  name: string | null;
  content: Uint8Array | null;
}

/** Reads from the front; what is beyond the end is a damaged file. */
class Cursor {
  readonly #bytes: Buffer;
  #at = 0;
  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  get left(): number {
    return this.#bytes.length - this.#at;
  }
  take(length: number): Buffer {
    if (length > this.left) throw new Unreadable('damaged');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
  word = (): number => this.take(2).readUInt16LE();
  long = (): number => this.take(4).readUInt32LE();
  /** As long as it says, filled up to four bytes. */
  counted(): Buffer {
    const length = this.long();
    const bytes = this.take(length);
    this.take(Math.min(this.left, (4 - (length % 4)) % 4));
    return bytes;
  }
}

export function openWinmail(content: Uint8Array): Opened {
  const cursor = new Cursor(content);
  if (cursor.left < headBytes || cursor.long() !== signature) throw new Unreadable('damaged');
  cursor.word();
  return { mail: null, entries: entriesOf(cursor) };
}

function* entriesOf(cursor: Cursor): Generator<Entry> {
  let attachment: Attachment | null = null;
  let nth = 0;
  try {
    while (cursor.left > 0) {
      cursor.take(1);
      const id = cursor.long();
      const data = cursor.take(cursor.long());
      // A checksum, which some writers leave at nought.
      cursor.word();
      if (id === attribute.attachmentBegins) {
        if (attachment) yield entryOf(attachment, nth);
        attachment = { title: null, name: null, content: null };
        nth += 1;
      } else if (attachment) readInto(attachment, id, data);
    }
  } catch (cause) {
    if (!(cause instanceof Unreadable)) throw cause;
    // Those before it are whole; whether there are others, nobody can tell.
    yield { name: 'winmail.dat', reason: 'damaged' };
    return;
  }
  if (attachment) yield entryOf(attachment, nth);
}

function entryOf({ title, name, content }: Attachment, nth: number): Entry {
  const told = lastPart(name ?? title ?? '') || String(nth);
  if (content === null) return { name: told, reason: 'damaged' };
  return isMessage(content)
    ? { name: `${told}.tnef`, content: content.subarray(messageId.length) }
    : { name: told, content };
}

const isMessage = (content: Uint8Array): boolean =>
  content.length > messageId.length + headBytes &&
  messageId.equals(content.subarray(0, messageId.length)) &&
  new Cursor(content.subarray(messageId.length)).long() === signature;

function readInto(attachment: Attachment, id: number, data: Buffer): void {
  if (id === attribute.title) attachment.title = text8(data);
  // What is an object there has nothing here.
  if (id === attribute.data && data.length > 0) attachment.content ??= data;
  if (id === attribute.properties) readProperties(attachment, new Cursor(data));
}

function readProperties(attachment: Attachment, cursor: Cursor): void {
  for (let rest = cursor.long(); rest > 0; rest -= 1) {
    const type = cursor.word();
    const id = cursor.word();
    if (id >= firstNamed) passName(cursor);
    const [value] = valuesOf(cursor, type);
    if (!value) continue;
    if (id === property.longName || (id === property.fileName && attachment.name === null))
      attachment.name = (type === propertyType.text ? text16(value) : text8(value)) || attachment.name;
    if (id === property.object) attachment.content = value;
  }
}

/** A property of another program's: its set, and a number or a name. */
function passName(cursor: Cursor): void {
  cursor.take(16);
  if (cursor.long() === 0) cursor.long();
  else cursor.counted();
}

function valuesOf(cursor: Cursor, type: number): Buffer[] {
  const single = type & ~severalValues;
  const size = sizes[single];
  const isCounted = Object.values<number>(propertyType).includes(single);
  if (size === undefined && !isCounted) throw new Unreadable('damaged');
  // Of what has no fixed size even a single value is counted.
  const count = isCounted || type !== single ? cursor.long() : 1;
  // Each takes four bytes at least: a count beyond that is made up.
  if (count * 4 > cursor.left) throw new Unreadable('damaged');
  return Array.from({ length: count }, () => (size === undefined ? cursor.counted() : cursor.take(size)));
}

const withoutEnd = (text: string): string => text.replace(/\0[^]*$/u, '').trim();
const text16 = (bytes: Buffer): string => withoutEnd(bytes.toString('utf16le'));
const text8 = (bytes: Buffer): string => withoutEnd(new TextDecoder('windows-1252').decode(bytes));
