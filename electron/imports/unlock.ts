import { basename } from 'node:path';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Emit } from '../events/index.ts';
import type { PdfContent, PdfReader } from '../pdf-reader/index.ts';
import type { DocumentPasswords } from './document-passwords.ts';
import type { ImportOutcome, ImportRows } from './import-rows.ts';
import type { IncomingFiles } from './incoming-files.ts';

interface Parts {
  readonly rows: Pick<ImportRows, 'locked' | 'unlock'>;
  readonly incoming: Pick<IncomingFiles, 'bytesOf' | 'pathOf'>;
  readonly read: PdfReader['read'];
  readonly propose: (content: PdfContent) => Promise<Extract<ImportOutcome, { state: 'waiting' }>['proposal']>;
  readonly passwords: Pick<DocumentPasswords, 'keep'>;
  readonly emit: Emit<'imports.changed'>;
}

/** Reads a document; one with a password by what has opened others: sellers take one for all that they send. */
export const readLocked =
  (read: PdfReader['read'], passwords: Pick<DocumentPasswords, 'others' | 'keep'>): PdfReader['read'] =>
  async (file, name) => {
    const opened = await read(file, name);
    if (opened.ok || opened.error.code !== 'document-encrypted') return opened;
    for (const password of await passwords.others()) {
      const again = await read(file, name, password);
      if (!again.ok) continue;
      await passwords.keep(basename(file, '.pdf'), password);
      return again;
    }
    return opened;
  };

/**
 * Opens a file that was refused for its password: it waits then, and its bytes stay as they are. `document-password-wrong`
 * where that is not the one, `import-not-found` where no such file waits for one.
 */
export const createUnlock =
  ({ rows, incoming, read, propose, passwords, emit }: Parts) =>
  async (id: string, password: string): Promise<Result<null>> => {
    const file = rows.locked(id);
    if (!file || !(await incoming.bytesOf(file.sha256, 'pdf'))) return fail({ code: 'import-not-found' });
    const opened = await read(incoming.pathOf(file.sha256, 'pdf'), file.fileName, password);
    if (!opened.ok) {
      const { error } = opened;
      return fail(
        error.code === 'document-encrypted' ? { code: 'document-password-wrong', invoice: file.fileName } : error,
      );
    }
    const proposal = await propose(opened.value);
    await passwords.keep(file.sha256, password);
    rows.unlock(id, proposal);
    emit('imports.changed', null);
    return ok(null);
  };
