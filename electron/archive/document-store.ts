import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isRunning } from '../database/lease.ts';
import {
  flushFiles,
  flushNames,
  inParallel,
  ifMissing,
  isFileCode,
  placeOver,
  removePart,
  sha256OfPieces,
  writeUnflushed,
} from '../files/index.ts';
import { indexName } from './document-index.ts';

/** Says whose folder it is: a drive that is away leaves an empty folder behind, which nothing may be written to. */
export const markerName = '.billfold-archive.json';

export interface StoredDocument {
  readonly sha256: string;
  readonly bytes: number;
}

/** Written beside its place, and not durable yet. */
export interface StagedDocument extends StoredDocument {
  readonly part: string;
}

// More than the threads that Node reads and writes with gains nothing.
const parallel = 4;

/** A stored PDF: an absolute path, for the main process only. */
export interface DocumentFile extends StoredDocument {
  readonly file: string;
}

/** Documents by the SHA-256 of their bytes: `ab/abcdef….pdf`. Failures are thrown as Node's errors. */
export type DocumentStore = ReturnType<typeof createDocumentStore>;

/** Where a file is written before it has its name; known as a leftover when this process has ended. */
export const partOf = (file: string): string => `${file}.${process.pid}.${randomUUID()}.part`;
const partName = /\.(\d+)\.[0-9a-f-]{36}\.part$/;

/** Where a document is, below the archive's folder. */
export const pathInStore = (sha256: string): string => join(sha256.slice(0, 2), `${sha256}.pdf`);

export function createDocumentStore(folder: () => string) {
  const isMarked = (): Promise<boolean> =>
    stat(join(folder(), markerName)).then(
      () => true,
      () => false,
    );
  const pathOf = (sha256: string): string => join(folder(), pathInStore(sha256));

  async function discard(documents: readonly StagedDocument[]): Promise<void> {
    for (const { part } of documents) await removePart(part);
  }

  return {
    folder,
    /** Where the bytes of this hash are, or would be. */
    pathOf,
    /** A document as a row names it; null where the row names none. */
    fileOf: (sha256: string | null, bytes: number | null): DocumentFile | null =>
      sha256 === null || bytes === null ? null : { file: pathOf(sha256), sha256, bytes },

    /** Stages a document, given in pieces: writes it without its name. `commit` or `discard` must follow. */
    async stage(pieces: readonly Uint8Array[]): Promise<StagedDocument> {
      const sha256 = sha256OfPieces(pieces);
      const file = pathOf(sha256);
      const part = partOf(file);
      try {
        await writeUnflushed(part, pieces);
      } catch (cause) {
        // The store's own folder is made by nobody here: where it is missing, its drive is away.
        if (!isFileCode(cause, 'ENOENT') || !(await isMarked())) throw cause;
        await mkdir(dirname(file)).catch((taken: unknown) => {
          if (!isFileCode(taken, 'EEXIST')) throw taken;
        });
        await writeUnflushed(part, pieces);
      }
      return { sha256, bytes: pieces.reduce((sum, { length }) => sum + length, 0), part };
    },

    /**
     * Gives staged documents their names once they are whole on disk, many together: when this returns rows may name
     * them. A file that was there before is replaced by the same bytes, which mends a damaged one. Leaves no part
     * behind when it fails.
     */
    async commit(documents: readonly StagedDocument[]): Promise<void> {
      try {
        const parts = documents.map(({ part }) => part);
        await flushFiles(folder(), parts);
        await inParallel(documents, parallel, ({ part, sha256 }) => placeOver(part, pathOf(sha256)));
      } catch (cause) {
        await discard(documents);
        throw cause;
      }
      await flushNames(folder(), new Set(documents.map(({ sha256 }) => dirname(pathOf(sha256)))));
    },

    /** Removes staged documents. */
    discard,

    /** Whether the file is there in its full size. */
    async has({ sha256, bytes }: StoredDocument): Promise<boolean> {
      return (await sizeOf(pathOf(sha256))) === bytes;
    },

    /**
     * Whatever lies in the store, as `ab/abcdef….pdf`, but for its own marker, what the system puts into every folder,
     * and parts that a running process is writing. What is no folder is named and not looked into: a link, a pipe, a
     * device.
     */
    async *files(within: string = ''): AsyncGenerator<string> {
      const entries = await readdir(join(folder(), within), { withFileTypes: true }).catch(ifMissing([]));
      for (const entry of entries) {
        const path = within === '' ? entry.name : `${within}/${entry.name}`;
        if (entry.isDirectory()) yield* this.files(path);
        else if (!isBeingWritten(entry.name) && !ofTheSystem.has(entry.name) && !ofTheStore.has(path)) yield path;
      }
    },

    /** Removes parts that a process left behind when it ended; those of running processes stay. */
    async removeLeftovers(): Promise<void> {
      for (const name of await namesIn(folder())) {
        if (name.startsWith(markerName) && partName.test(name) && !isBeingWritten(name))
          await removePart(join(folder(), name));
        if (!isOwnFolder(name)) continue;
        for (const file of await namesIn(join(folder(), name)))
          if (partName.test(file) && !isBeingWritten(file)) await removePart(join(folder(), name, file));
      }
    },

    /** Deletes documents that nothing refers to any more. */
    async remove(sha256s: readonly string[]): Promise<void> {
      for (const sha256 of sha256s) {
        await removePart(pathOf(sha256));
        await rmdir(dirname(pathOf(sha256))).catch(() => undefined);
      }
    },
  };
}

const sizeOf = async (file: string): Promise<number | null> =>
  stat(file).then((found) => (found.isFile() ? found.size : null), ifMissing(null));

/** Beside the documents: whose folder it is, and what is in it. */
const ofTheStore = new Set([markerName, indexName]);

/** Windows and macOS put them into folders that somebody has looked at. */
const ofTheSystem = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(ifMissing([]));

const isOwnFolder = (name: string): boolean => /^[0-9a-f]{2}$/.test(name);

function isBeingWritten(name: string): boolean {
  const pid = partName.exec(name)?.[1];
  return pid !== undefined && isRunning(Number(pid));
}
