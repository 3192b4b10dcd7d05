import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { AppError } from '#shared/errors.ts';
import type { Database } from '../database/open.ts';
import { isFileCode, makeFolder, writeNew, writeWhole } from '../files/index.ts';
import { type DocumentStore, markerName, partOf, type StoredDocument } from './document-store.ts';

const markerSchema = z.object({ archive: z.uuid() });

/** The mark of the folder that this database's documents are in. Failures of the disk are thrown as Node's errors. */
export type ArchiveMarker = ReturnType<typeof createArchiveMarker>;

// Of so many documents one is there, or the folder is another one.
const sampled = 20;

export function createArchiveMarker(db: Database, store: Pick<DocumentStore, 'folder' | 'has'>) {
  const known = db.prepare<[], string>('SELECT id FROM archive_folder').pluck();
  const learn = db.prepare('INSERT OR IGNORE INTO archive_folder (only, id) VALUES (1, ?)');
  const stored = db.prepare<[], StoredDocument>(
    `SELECT document_sha256 AS sha256, document_bytes AS bytes, document_kind AS kind FROM invoices
     WHERE document_sha256 IS NOT NULL ORDER BY row DESC LIMIT ${sampled}`,
  );

  const away = (): AppError => ({ code: 'archive-away', folder: store.folder() });
  const write = (folder: string, archive: string): Promise<void> =>
    writeWhole(join(folder, markerName), contentOf(archive), partOf(join(folder, markerName)));

  /** Marks a folder that has no mark, and answers the one that it has then. */
  async function choose(folder: string): Promise<string> {
    const chosen = randomUUID();
    const isFirst = await writeNew(join(folder, markerName), contentOf(chosen), partOf(join(folder, markerName)));
    const found = isFirst ? chosen : await markOf(folder);
    if (found !== null) return found;
    // There is one that cannot be read.
    await write(folder, chosen);
    return chosen;
  }

  /**
   * Without a mark the folder is the archive's where its documents are in it, or where there are none yet: older
   * versions marked nothing, and a copy or a restored backup may have left the mark out.
   */
  async function isOurs(): Promise<boolean> {
    const documents = stored.all();
    for (const document of documents) if (await store.has(document)) return true;
    return documents.length === 0;
  }

  return {
    /** Null where the folder is the archive's own; does nothing about it where it is not. */
    async problem(): Promise<AppError | null> {
      const id = known.get();
      if (id === undefined) return null;
      const found = await markOf(store.folder());
      return found === id || (found === null && (await isOurs())) ? null : away();
    },

    /** The same before something is written: a new archive's folder is made and marked, one that lost its mark is marked. */
    async ensure(): Promise<AppError | null> {
      const id = known.get();
      const found = await markOf(store.folder());
      if (id !== undefined && found !== null) return found === id ? null : away();
      if (found !== null) {
        learn.run(found);
        return null;
      }
      if (!(await isOurs())) return away();
      await makeFolder(store.folder());
      if (id !== undefined) {
        await write(store.folder(), id);
        return null;
      }
      // First the file: a database that knows a mark which is nowhere would wait for it for ever. Several syncs, and other
      // processes, begin at the same moment: whoever wrote it first has chosen.
      const chosen = await choose(store.folder());
      learn.run(chosen);
      const agreed = known.get() ?? chosen;
      // Where a file cannot be made exclusively, two may have written it.
      if (agreed !== chosen) await write(store.folder(), agreed);
      return null;
    },

    /** Whether that folder bears the archive's own mark. */
    async isIn(folder: string): Promise<boolean> {
      const id = known.get();
      return id !== undefined && (await markOf(folder)) === id;
    },

    /** Whether that folder bears the mark of another archive. */
    async isOthers(folder: string): Promise<boolean> {
      const found = await markOf(folder);
      return found !== null && found !== known.get();
    },

    /** Marks another folder as the archive's. */
    async put(folder: string): Promise<void> {
      const id = known.get();
      if (id !== undefined) await write(folder, id);
    },

    remove: (folder: string) => rm(join(folder, markerName), { force: true }),
  };
}

const contentOf = (archive: string): Buffer => Buffer.from(`${JSON.stringify({ archive })}\n`);

/** The mark of a folder; null where there is none that can be read. Throws Node's other file errors. */
export async function markOf(folder: string): Promise<string | null> {
  try {
    return markerSchema.parse(JSON.parse(await readFile(join(folder, markerName), 'utf8'))).archive;
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof z.ZodError) return null;
    if (isFileCode(cause, 'ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP')) return null;
    throw cause;
  }
}
