import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { UnpackProblem } from '#shared/error-reasons.ts';
import { contentOfHead, headBytes } from '#shared/file-content.ts';
import type { MailFacts } from '#shared/import/items.ts';
import { isContainerName, kindOf, type Opened, Unreadable, type Unpacked, type Unpacking } from './inside.ts';
import { openMail } from './mail.ts';
import { openOutlookMail } from './outlook.ts';
import { openWinmail } from './winmail.ts';
import { openZip } from './zip.ts';

export { isContainerName, type Unpacking, Unreadable } from './inside.ts';

const defaultLimits = {
  /** Of one file inside, and of a saved mail; in bytes. */
  largest: 64 * 2 ** 20,
  /** Of all that is taken out of one file. */
  mostBytes: 2 ** 30,
  mostFiles: 5_000,
  /** A ZIP of mails with forwarded mails with a ZIP is as deep as people go. */
  deepest: 4,
};

/**
 * Takes out of a saved mail or a ZIP archive what may be an invoice: PDFs, and XML that is an electronic invoice by its root element.
 * Each is written into the folder `into`, which is made, under a name of ours. Pictures, signatures and the like are left.
 * Throws `Unreadable` where the file itself cannot be read, and Node's file errors.
 */
export async function unpack(file: string, into: string, limits = defaultLimits): Promise<Unpacking> {
  const { largest, mostBytes, mostFiles, deepest } = limits;
  await mkdir(into, { recursive: true });
  const found: Unpacked[] = [];
  const unread: { name: string; reason: UnpackProblem }[] = [];
  let bytes = 0;

  async function take(name: string, content: Uint8Array, mail: MailFacts | null): Promise<void> {
    bytes += content.length;
    if (found.length >= mostFiles || bytes > mostBytes) throw new Unreadable('too-many');
    const place = join(into, String(found.length + 1));
    await writeFile(place, content, { flag: 'wx' });
    found.push({ file: place, name, mail });
  }

  async function walk(opened: Opened, mail: MailFacts | null, depth: number): Promise<void> {
    const innermost = opened.mail ?? mail;
    for await (const entry of opened.entries) {
      const { name } = entry;
      if ('reason' in entry) {
        if (mayBeInvoice(name) || isContainerName(name)) unread.push(entry);
      } else if (holdsOthers(name, entry.content)) {
        if (depth >= deepest) unread.push({ name, reason: 'too-deep' });
        else await walkInside(name, entry.content, innermost, depth + 1);
      } else if (looksLikeInvoice(name, entry.content)) await take(name, entry.content, innermost);
    }
  }

  async function walkInside(name: string, content: Uint8Array, mail: MailFacts | null, depth: number): Promise<void> {
    try {
      await walk(await open(name, content, largest), mail, depth);
    } catch (cause) {
      if (!(cause instanceof Unreadable) || cause.reason === 'too-many') throw cause;
      unread.push({ name, reason: cause.reason });
    }
  }

  const outermost = await openFile(file, largest);
  await walk(outermost, null, 1);
  return { found, unread, mail: outermost.mail, links: outermost.links ?? [] };
}

async function openFile(file: string, largest: number): Promise<Opened> {
  const name = basename(file);
  if (kindOf(name) === '.zip') return openZip(name, file, largest);
  if ((await stat(file)).size > largest) throw new Unreadable('too-large');
  return open(name, await readFile(file), largest);
}

async function open(name: string, content: Uint8Array, largest: number): Promise<Opened> {
  try {
    const kind = kindOf(name);
    if (kind === '.zip') return await openZip(name, content, largest);
    if (kind === '.tnef') return openWinmail(content);
    return await (kind === '.msg' ? openOutlookMail(content) : openMail(content));
  } catch (cause) {
    // Whatever a library stumbles over.
    throw cause instanceof Unreadable ? cause : new Unreadable('damaged', cause);
  }
}

/** What lies uncompressed in one begins soon after its head, and is not the file itself. */
const holdsOthers = (name: string, content: Uint8Array): boolean =>
  isContainerName(name) && !Buffer.from(content.subarray(0, 5)).equals(pdfHead);

const pdfHead = Buffer.from('%PDF-');

const mayBeInvoice = (name: string): boolean => /\.(pdf|xml)$/i.test(name);

/** By its name, or whatever its name by its first bytes. */
function looksLikeInvoice(name: string, content: Uint8Array): boolean {
  if (/\.pdf$/i.test(name)) return true;
  const found = contentOfHead(Buffer.from(content.subarray(0, headBytes)).toString('latin1'));
  // An order, or what another country's system sends, is told of.
  return ['pdf', 'cii', 'ubl', 'order', 'fattura-pa'].includes(found);
}
