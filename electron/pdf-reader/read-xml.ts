import { encodingOf, filesInside, readEInvoice, withoutFiles, withoutMarkup } from '#shared/e-invoice/index.ts';
import type { XmlProblem } from '#shared/error-reasons.ts';
import { headBytes } from '#shared/file-content.ts';
import { longestText, type PdfReading } from './content.ts';

/** A file's first bytes, each as a character. */
export const headOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, headBytes)).toString('latin1');

/** The text of an XML in the encoding that it names. */
export const decodedXml = (bytes: Uint8Array): string =>
  new TextDecoder(encodingOf(Buffer.from(bytes.subarray(0, 300)).toString('latin1'))).decode(bytes);

/** Reads an electronic invoice that is a document of its own. */
export function readXml(bytes: Uint8Array): PdfReading {
  const xml = decodedXml(bytes);
  const { invoice, findings } = readEInvoice(xml);
  if (!invoice) return { ok: false, problem: problems[findings[0]?.code ?? ''] ?? 'malformed' };
  const text = withoutFiles(xml);
  return {
    ok: true,
    content: {
      kind: 'xml',
      pages: 0,
      text: withoutMarkup(text).slice(0, longestText).toWellFormed(),
      rows: [],
      attachments: filesInside(xml).map(({ name, bytes: size }) => ({ name, bytes: size })),
      xml: [{ name: 'invoice.xml', text }],
    },
  };
}

const problems: Readonly<Record<string, XmlProblem>> = { doctype: 'doctype', 'too-large': 'too-large' };

/** The bytes of a file inside an electronic invoice; null where there is none of that name. */
export function attachmentOfXml(bytes: Uint8Array, wanted: string): Uint8Array | null {
  const found = filesInside(decodedXml(bytes)).find(({ name }) => name === wanted);
  return found ? new Uint8Array(Buffer.from(found.base64, 'base64')) : null;
}
