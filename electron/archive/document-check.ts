import type { AppError } from '#shared/errors.ts';

const startMark = '%PDF-';
const endMark = '%%EOF';
// Some writers add a signature or blanks after the last mark.
const endWithin = 4096;

/**
 * What is wrong with bytes that should be a whole PDF; null when nothing is. They are looked at in the pieces in which they
 * came; `declared` is the server's Content-Length.
 */
export function whyNotPdf(pieces: readonly Uint8Array[], declared: number | null, invoice: string): AppError | null {
  const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (bytes === 0) return { code: 'document-not-pdf', invoice, found: 'empty' };
  const start = Buffer.concat(pieces, Math.min(bytes, 1024)).toString('latin1');
  if (!start.startsWith(startMark)) {
    return {
      code: 'document-not-pdf',
      invoice,
      found: /^\s*<(!doctype\s+html|html|head|body)/i.test(start) ? 'html' : 'other',
    };
  }
  const isShort = declared !== null && bytes < declared;
  if (isShort || !endOf(pieces).includes(endMark)) return { code: 'document-truncated', invoice };
  return null;
}

function endOf(pieces: readonly Uint8Array[]): Buffer {
  const end: Uint8Array[] = [];
  for (let at = pieces.length - 1, missing = endWithin; at >= 0 && missing > 0; at--) {
    const piece = pieces[at]?.subarray(-missing) ?? new Uint8Array();
    end.unshift(piece);
    missing -= piece.length;
  }
  return Buffer.concat(end);
}
