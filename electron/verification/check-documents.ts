import { relative, sep } from 'node:path';
import type { FindingDetail } from '#shared/verification.ts';
import { lstat } from 'node:fs/promises';
import type { SelectedInvoice } from '../archive/index.ts';
import { hashFile, isFileCode } from '../files/index.ts';

/** What is wrong with an invoice's PDF; null where all is well. Reads the whole file. */
export async function checkDocument(
  { invoice, document }: SelectedInvoice,
  documentsFolder: string,
): Promise<FindingDetail | null> {
  if (document === null) {
    // `none` and `missing`: the vendor itself has no PDF of it.
    return invoice.document === 'failed' || invoice.document === 'pending' ? { code: 'never-fetched' } : null;
  }
  const file = relative(documentsFolder, document.file).split(sep).join('/');
  try {
    // A pipe or a device has no end; a link leads to what somebody else may change.
    if (!(await lstat(document.file)).isFile()) return { code: 'not-a-file', file };
    const found = await hashFile(document.file);
    if (found.bytes !== document.bytes)
      return { code: 'other-size', file, expected: document.bytes, found: found.bytes };
    return found.sha256 === document.sha256 ? null : { code: 'other-bytes', file };
  } catch (cause) {
    if (isFileCode(cause, 'ENOENT', 'ENOTDIR')) return { code: 'file-gone', file };
    throw cause;
  }
}
