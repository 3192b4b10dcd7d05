import type { AppError } from '#shared/errors.ts';

const startMark = '%PDF-';
const endMark = '%%EOF';
// Some writers add a signature or blanks after the last mark.
const endWithin = 4096;

/** What is wrong with bytes that should be a whole PDF; null when nothing is. `declared` is the server's Content-Length. */
export function whyNotPdf(bytes: Uint8Array, declared: number | null, invoice: string): AppError | null {
  if (bytes.length === 0) return { code: 'document-not-pdf', invoice, found: 'empty' };
  const start = textOf(bytes.subarray(0, 1024));
  if (!start.startsWith(startMark)) {
    return {
      code: 'document-not-pdf',
      invoice,
      found: /^\s*<(!doctype\s+html|html|head|body)/i.test(start) ? 'html' : 'other',
    };
  }
  const isShort = declared !== null && bytes.length < declared;
  if (isShort || !textOf(bytes.subarray(-endWithin)).includes(endMark)) return { code: 'document-truncated', invoice };
  return null;
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
