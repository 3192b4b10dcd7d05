import { inflateSync } from 'node:zlib';

/*
 * `ActualText`: what a writer says that glyphs stand for. Chromium says so of signs that its table of letters maps to nothing, as
 * the hyphen of Stripe's invoice numbers; pdf.js does not read it (mozilla/pdf.js#12237).
 */

/** More is no page that people read. */
const largestContent = 16 * 2 ** 20;
const spanBegins = /\/Span\s*(?:<<((?:[^<>()]|<[\dA-Fa-f\s]*>|\((?:\\[^]|[^\\()])*\))*)>>|\/[^\s/<>()[\]]+)\s*BDC/g;

/** What each `Span` in a file's content stands for, in the order of the file; null for one that does not say it. */
export function spanTexts(file: Buffer): (string | null)[] {
  return contentsOf(file).flatMap((content) =>
    [...content.matchAll(spanBegins)].map(([, properties = '']) => {
      const hex = /\/ActualText\s*<([\dA-Fa-f\s]*)>/.exec(properties)?.[1];
      return hex === undefined ? null : decoded(Buffer.from(hex.replace(/\s/g, ''), 'hex'));
    }),
  );
}

/** UTF-16 where it begins with its mark, else letters of one byte each. */
const decoded = (bytes: Buffer): string =>
  bytes[0] === 0xfe && bytes[1] === 0xff ? new TextDecoder('utf-16be').decode(bytes) : bytes.toString('latin1');

/** The content streams that can be read without knowing the document's structure. */
function contentsOf(file: Buffer): string[] {
  const contents: string[] = [];
  for (let at = file.indexOf('stream'); at !== -1;) {
    const begin = file[at + 6] === 0x0d ? at + 8 : at + 7;
    const end = file.indexOf('endstream', begin);
    if (end === -1) break;
    const content = unpacked(file.subarray(begin, end), file.subarray(Math.max(0, at - 300), at).toString('latin1'));
    if (content?.includes('BDC')) contents.push(content);
    at = file.indexOf('stream', end + 9);
  }
  return contents;
}

function unpacked(bytes: Buffer, before: string): string | null {
  const dictionary = before.slice(before.lastIndexOf(' obj') + 1);
  if (/\/Subtype\s*\/(?:Image|Type1C|CIDFontType0C|OpenType)|\/Length1/.test(dictionary)) return null;
  if (!dictionary.includes('/Filter')) return bytes.toString('latin1');
  if (!/\/Filter\s*\[?\s*\/FlateDecode\s*\]?/.test(dictionary)) return null;
  try {
    return inflateSync(bytes, { maxOutputLength: largestContent }).toString('latin1');
  } catch {
    return null;
  }
}
