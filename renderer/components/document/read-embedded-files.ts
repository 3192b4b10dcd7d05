import type { ReadEInvoice } from '#shared/e-invoice/index.ts';
import type { DocumentHandle } from './document-handle.ts';

export interface ReadFile {
  readonly name: string;
  readonly bytes: number;
  /** Of an electronic invoice; null for any other file. */
  readonly read: ReadEInvoice | null;
}

/** More than the reader of electronic invoices takes, in any encoding: it says so itself. */
const maxBytes = 26_000_000;

/** The files inside a document, electronic invoices among them read. The reader is loaded when there is a file. */
export async function readFiles(handle: DocumentHandle): Promise<ReadFile[]> {
  const files = await handle.embeddedFiles();
  if (files.length === 0) return [];
  const { encodingOf, isEInvoiceName, isInvoiceXml, readEInvoice } = await import('#shared/e-invoice/index.ts');
  const { documentKindOf, headBytes } = await import('#shared/file-content.ts');
  const isXml = (name: string, bytes: Uint8Array) =>
    /\.xml$/i.test(name) || documentKindOf(new TextDecoder('latin1').decode(bytes.subarray(0, headBytes))) === 'xml';
  const textOf = (bytes: Uint8Array) => {
    const head = new TextDecoder('latin1').decode(bytes.subarray(0, 300));
    return new TextDecoder(encodingOf(head)).decode(bytes.subarray(0, maxBytes));
  };
  return files.map(({ name, bytes }) => {
    const text = isXml(name, bytes) ? textOf(bytes) : null;
    const isEInvoice = text !== null && (isEInvoiceName(name) || isInvoiceXml(text));
    return { name, bytes: bytes.length, read: isEInvoice ? readEInvoice(text) : null };
  });
}
