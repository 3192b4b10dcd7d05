import { readFile, stat } from 'node:fs/promises';
import type { AppError } from '#shared/errors.ts';
import { type SystemCode, systemCodeOf } from '#shared/system-code.ts';
import { documentKindOf, headBytes } from '#shared/file-content.ts';
import type { ImportProposal } from '#shared/import/proposal-schema.ts';
import { dayOf } from '#shared/period.ts';
import type { Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { ImportedInvoices } from '../archive/index.ts';
import { fileErrorOf, isFileCode } from '../files/index.ts';
import type { PdfContent } from '../pdf-reader/index.ts';
import type { Clock } from '../platform/ports.ts';
import type { ImportFile, ImportOutcome, ImportRows } from './import-rows.ts';
import type { IncomingFiles } from './incoming-files.ts';
import type { LearnedLayouts } from './learned-layouts.ts';

const largestMegabytes = 64;

interface Parts {
  readonly rows: ImportRows;
  readonly incoming: IncomingFiles;
  readonly imported: Pick<ImportedInvoices, 'withContent'>;
  readonly read: (file: string, name: string) => Promise<Result<PdfContent>>;
  readonly propose: (content: PdfContent) => Promise<ImportProposal>;
}

type Measured = Pick<ImportFile, 'bytes' | 'modifiedAt'>;

export const unknownSize: Measured = { bytes: 0, modifiedAt: 0 };

/** Size and time of change of a file; null where there is none. */
export const measure = (path: string): Promise<Measured | null> =>
  stat(path).then(
    ({ size, mtimeMs }) => ({ bytes: size, modifiedAt: Math.round(mtimeMs) }),
    (cause: unknown) => (isFileCode(cause, 'ENOENT', 'ENOTDIR') ? null : unknownSize),
  );

/**
 * Looks at a file that was handed in: keeps a copy of its bytes and says what it seems to be, or why it is refused.
 * Null where the program ended first, or the file left its folder. The file itself is only read. Throws what is wrong with the data folder's disk.
 */
export function createTakeFile({ rows, incoming, imported, read, propose }: Parts) {
  return async function takeFile(
    path: string,
    { origin, fileName: name, within, bytes: size }: ImportFile,
  ): Promise<ImportOutcome | null> {
    // In a watched folder it may lie beside its copy for ever, and a mail may be saved twice: nothing to bother anybody with.
    const isQuiet = origin === 'folder' || within !== null;
    const refused = (refusal: AppError, sha256: string | null = null): ImportOutcome => ({
      state: 'refused',
      sha256,
      refusal,
    });
    if (size > largestMegabytes * 1024 * 1024) {
      return refused({ code: 'file-too-large', file: name, megabytes: largestMegabytes });
    }
    let content: Buffer;
    try {
      content = await readFile(path);
    } catch (cause) {
      if (origin === 'folder' && isFileCode(cause, 'ENOENT', 'ENOTDIR')) return null;
      const isGone = isFileCode(cause, 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EISDIR');
      return refused(
        isGone ? { code: 'file-failed', file: name, reason: codeOf(cause) } : fileErrorOf(cause, path, path),
      );
    }
    const { sha256 } = incoming.describe(content);
    const there = imported.withContent(sha256);
    if (there) {
      if (isQuiet) return { state: 'left-out', sha256 };
      const { number, id, accountName } = there;
      return refused({ code: 'import-duplicate', file: name, invoice: number ?? id, account: accountName }, sha256);
    }
    if (rows.isWaiting(sha256)) {
      return isQuiet ? { state: 'left-out', sha256 } : refused({ code: 'import-waiting', file: name }, sha256);
    }
    // What is neither is refused by the reader, which says what it is.
    const kind = documentKindOf(content.subarray(0, headBytes).toString('latin1')) ?? 'pdf';
    await incoming.keep(content, kind);
    const opened = await read(incoming.pathOf(sha256, kind), name);
    if (!opened.ok) {
      const { error } = opened;
      // One with a password is kept until somebody tells it.
      if (error.code !== 'document-encrypted') await incoming.remove([sha256]);
      if (error.code === 'cancelled') return null;
      // A folder holds all sorts of XML.
      if (isQuiet && error.code === 'xml-not-invoice' && error.found === 'xml') return { state: 'left-out', sha256 };
      return refused(
        error.code === 'document-not-pdf' ? { code: 'file-not-pdf', file: name, found: error.found } : error,
        sha256,
      );
    }
    return { state: 'waiting', sha256, proposal: await propose(opened.value) };
  };
}

/** Proposes what a document is, as of today. */
export const createPropose =
  (clock: Pick<Clock, 'now'>, layouts: Pick<LearnedLayouts, 'placesOf'>) =>
  async (content: PdfContent): Promise<ImportProposal> => {
    // With its XML parser only when there is something to read: it would slow down each start.
    const { proposalOf } = await import('#shared/import/proposal.ts');
    const today = dayOf(instantFromMillis(clock.now()));
    const proposal = proposalOf(content, today);
    const places = layouts.placesOf(proposal);
    return places.length > 0 ? proposalOf(content, today, places) : proposal;
  };

const codeOf = (cause: unknown): SystemCode =>
  systemCodeOf(cause instanceof Error && 'code' in cause ? cause.code : null);
