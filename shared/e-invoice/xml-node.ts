import { XMLParser } from 'fast-xml-parser';

/** An element: attributes as `@name`, text as `#text`, children by their name without prefix. */
export interface XmlNode {
  readonly [name: string]: unknown;
}

const parser = () =>
  new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    alwaysCreateTextNode: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    // Neither entities nor a document type: nothing in the text can grow or reach out.
    processEntities: false,
    maxNestedTags: 40,
  });

/** The document as one node whose only child is the root element; null for what is no well-formed XML. */
export function parseXml(text: string): XmlNode | null {
  if (!isWellFormed(text)) return null;
  try {
    const parsed: unknown = parser().parse(text);
    return isNode(parsed) ? parsed : null;
  } catch {
    // Names that would be dangerous in objects, elements nested too deep.
    return null;
  }
}

/** The parser takes half a document for a whole one: each element must end, in order, and one holds all others. */
function isWellFormed(text: string): boolean {
  const piece =
    /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<(\/?)([^\s<>/!?"'=]+)(?=[\s<>/!?"'=])((?:"[^"]*"|'[^']*'|[^<>"'])*)>/y;
  const open: string[] = [];
  let roots = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', piece.lastIndex)) {
    piece.lastIndex = at;
    const found = piece.exec(text);
    if (!found) return false;
    const [, closing, name, rest] = found;
    if (name === undefined) continue;
    if (closing === '/') {
      if (open.pop() !== name) return false;
      continue;
    }
    if (open.length === 0) roots += 1;
    if (!rest?.endsWith('/')) open.push(name);
  }
  return roots === 1 && open.length === 0;
}

const isNode = (value: unknown): value is XmlNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** All elements at a path such as `Party/PartyName`; empty when there is none. */
export function all(node: XmlNode | undefined, path: string): XmlNode[] {
  let found: XmlNode[] = node ? [node] : [];
  for (const name of path.split('/')) {
    found = found.flatMap((each) => {
      const children = Object.hasOwn(each, name) ? each[name] : undefined;
      return (Array.isArray(children) ? children : [children]).filter(isNode);
    });
  }
  return found;
}

export const first = (node: XmlNode | undefined, ...paths: string[]): XmlNode | undefined => {
  for (const path of paths) {
    const [found] = all(node, path);
    if (found) return found;
  }
  return undefined;
};

/** The text of the first of these paths that has any. */
export function textAt(node: XmlNode | undefined, ...paths: string[]): string | null {
  for (const path of paths) {
    for (const found of all(node, path)) {
      const text = textOf(found);
      if (text !== null) return text;
    }
  }
  return null;
}

/** The texts of all elements at a path. */
export const textsAt = (node: XmlNode | undefined, path: string): string[] =>
  all(node, path).flatMap((found) => textOf(found) ?? []);

export function textOf(node: XmlNode | undefined): string | null {
  const text = node?.['#text'];
  const clean = typeof text === 'string' ? decoded(text).replace(/\s+/g, ' ').trim() : '';
  return clean === '' ? null : clean;
}

export function attributeOf(node: XmlNode | undefined, name: string): string | null {
  const value = node?.[`@${name}`];
  return typeof value === 'string' && value.trim() !== '' ? decoded(value).trim() : null;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities that every XML has, and characters by number. */
const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return named[name.toLowerCase()] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : '';
  });

const markup = /<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<\?[^]*?\?>|<[^<>]*>/g;

/** The words of a document, or of a piece of one, a line each, without its elements. */
export const withoutMarkup = (xml: string): string =>
  decoded(xml.replace(markup, (_, text?: string) => text ?? '\n'))
    .split('\n')
    .flatMap((line) => line.trim() || [])
    .join('\n');

/** The same without the files inside, whose base64 is most of a large document and nothing of an invoice. */
export const withoutFiles = (xml: string): string =>
  xml.replace(
    /(<(?:[\w-]{1,40}:)?(?:EmbeddedDocument|Attachment|Included|Value)BinaryObject(?:\s[^<>]{0,2000})?>)[A-Za-z0-9+/=\s]+(?=<\/)/g,
    '$1',
  );

/** Those that decoders of the Encoding Standard know. */
const known =
  /^(iso-8859-([1-9]|1[03-6])|windows-125[0-8]|windows-874|us-ascii|ibm866|koi8-[ru]|macintosh|gbk|gb18030|big5|euc-(jp|kr)|shift_jis|iso-2022-jp)$/;

/** The encoding that a document's first bytes (read as Latin-1) name; UTF-8 unless told. */
export function encodingOf(head: string): string {
  if (head.startsWith('\u00ff\u00fe')) return 'utf-16le';
  if (head.startsWith('\u00fe\u00ff')) return 'utf-16be';
  // Without a mark the first sign tells.
  if (head.startsWith('<\u0000')) return 'utf-16le';
  if (head.startsWith('\u0000<')) return 'utf-16be';
  const named = /^[^<]{0,8}<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']/i.exec(head)?.[1]?.toLowerCase();
  return named !== undefined && known.test(named) ? named : 'utf-8';
}
