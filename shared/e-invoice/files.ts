import { withoutMarkup } from './xml-node.ts';

/** A file that an electronic invoice brings along. */
export interface InvoiceFile {
  /** As the seller wrote it, or one of ours; each has another. */
  readonly name: string;
  /** As the seller wrote it, e.g. `application/pdf`: nothing to rely on. */
  readonly mime: string | null;
  readonly base64: string;
  readonly bytes: number;
}

const element =
  /<(?:[\w-]{1,40}:)?(?:EmbeddedDocument|Attachment|Included|Value)BinaryObject(\s[^<>]{0,2000})?>([A-Za-z0-9+/=\s]+)(?=<\/)/g;

const endings: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'text/csv': '.csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
  'application/vnd.oasis.opendocument.spreadsheet': '.ods',
};

/** The files inside an electronic invoice, in its order. Never throws. */
export function filesInside(xml: string): InvoiceFile[] {
  const taken = new Set<string>();
  return [...xml.matchAll(element)].map(([, attributes = '', content = ''], index) => {
    const base64 = content.replace(/[\s=]+/g, '');
    const mime = attribute(attributes, 'mimeCode')?.toLowerCase() ?? null;
    const own = `${String(index + 1)}${endings[mime ?? ''] ?? ''}`;
    const wanted = attribute(attributes, 'filename') ?? own;
    const name = taken.has(wanted) ? `${String(index + 1)} ${wanted}` : wanted;
    taken.add(name);
    return { name, mime, base64, bytes: Math.floor((base64.length * 3) / 4) };
  });
}

function attribute(attributes: string, name: string): string | null {
  const [, double, single] =
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]{1,255})"|'([^']{1,255})')`, 'i').exec(attributes) ?? [];
  const value = withoutMarkup(double ?? single ?? '');
  return value === '' ? null : value;
}
