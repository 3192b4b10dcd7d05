import type { InvoiceFile, ReadEInvoice } from '#shared/e-invoice/index.ts';

export interface XmlInvoice {
  readonly read: ReadEInvoice;
  readonly files: readonly InvoiceFile[];
}

/** Reads the electronic invoice at an address of Billfold's own scheme; null where the file cannot be had. */
export async function readXmlInvoice(address: string, signal: AbortSignal): Promise<XmlInvoice | null> {
  const bytes = await fetch(address, { signal })
    .then(async (answer) => (answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null))
    .catch(() => null);
  if (!bytes || bytes.length === 0) return null;
  const { encodingOf, filesInside, readEInvoice } = await import('#shared/e-invoice/index.ts');
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 300));
  const xml = new TextDecoder(encodingOf(head)).decode(bytes);
  return { read: readEInvoice(xml), files: filesInside(xml) };
}

/** Whether it is a PDF by its content, whatever its name says: only those are shown. */
export function isPdfInside({ base64 }: InvoiceFile): boolean {
  // The first kilobyte, in whole groups of four letters.
  const head = bytesOf(base64.slice(0, 1364));
  return head !== null && new TextDecoder('latin1').decode(head).includes('%PDF-');
}

/** The bytes of a file inside; null where they are damaged. */
export const bytesInside = ({ base64 }: InvoiceFile): Uint8Array | null => bytesOf(base64);

function bytesOf(base64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
