import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type DocumentKind, documentKinds } from '#shared/document-kind.ts';
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

/** Says whose folder it is: a drive that is away leaves an empty folder behind, which nothing may be written to. */
export const markerName = '.billfold-archive.json';
/** The list of all documents beside them. */
export const indexName = 'index.jsonl';

export interface StoredDocument {
  readonly sha256: string;
  readonly bytes: number;
  readonly kind: DocumentKind;
}

/** What the file of a document is named after. */
export type DocumentName = Pick<StoredDocument, 'sha256' | 'kind'>;

/** What rows keep of a document. */
export interface DocumentColumns {
  readonly document_sha256: string | null;
  readonly document_bytes: number | null;
  readonly document_kind: DocumentKind;
}

/** The document that a row names; null where it names none. */
export const documentOf = ({
  document_sha256: sha256,
  document_bytes: bytes,
  document_kind: kind,
}: DocumentColumns): StoredDocument | null => (sha256 === null || bytes === null ? null : { sha256, bytes, kind });

/** Written beside its place, and not durable yet. */
export interface StagedDocument extends StoredDocument {
  readonly part: string;
}

// More than the threads that Node reads and writes with gains nothing.
const parallel = 4;

/** A stored document: an absolute path, for the main process only. */
export interface DocumentFile extends StoredDocument {
  readonly file: string;
}

/** Documents by the SHA-256 of their bytes and their kind: `ab/abcdef….pdf`, `ab/abcdef….xml`. Failures are thrown as Node's errors. */
export type DocumentStore = ReturnType<typeof createDocumentStore>;

/** Where a file is written before it has its name; known as a leftover when this process has ended. */
export const partOf = (file: string): string => `${file}.${process.pid}.${randomUUID()}.part`;
const partName = /\.(\d+)\.[0-9a-f-]{36}\.part$/;

/** Where a document is, below the archive's folder. */
export const pathInStore = ({ sha256, kind }: DocumentName): string => join(sha256.slice(0, 2), `${sha256}.${kind}`);

/** What the file at a path is named after; null where it is not named as a document is. */
export function nameOfPath(path: string): DocumentName | null {
  const [, sha256, ending] = /(?:^|\W)([0-9a-f]{64})\.([a-z]+)$/.exec(path) ?? [];
  const kind = documentKinds.find((each) => each === ending);
  return sha256 === undefined || kind === undefined ? null : { sha256, kind };
}

export function createDocumentStore(folder: () => string) {
  const isMarked = (): Promise<boolean> =>
    stat(join(folder(), markerName)).then(
      () => true,
      () => false,
    );
  const pathOf = (name: DocumentName): string => join(folder(), pathInStore(name));

  async function discard(documents: readonly StagedDocument[]): Promise<void> {
    for (const { part } of documents) await removePart(part);
  }

  return {
    folder,
    /** Where the bytes of this hash and kind are, or would be. */
    pathOf,
    /** A document as a row names it; null where the row names none. */
    fileOf(row: DocumentColumns): DocumentFile | null {
      const document = documentOf(row);
      return document && { ...document, file: pathOf(document) };
    },

    /** Stages a document, given in pieces: writes it without its name. `commit` or `discard` must follow. */
    async stage(pieces: readonly Uint8Array[], kind: DocumentKind): Promise<StagedDocument> {
      const sha256 = sha256OfPieces(pieces);
      const file = pathOf({ sha256, kind });
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
      return { sha256, kind, bytes: pieces.reduce((sum, { length }) => sum + length, 0), part };
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
        await inParallel(documents, parallel, ({ part, ...name }) => placeOver(part, pathOf(name)));
      } catch (cause) {
        await discard(documents);
        throw cause;
      }
      await flushNames(folder(), new Set(documents.map((each) => dirname(pathOf(each)))));
    },

    /** Removes staged documents. */
    discard,

    /** Whether the file is there in its full size. */
    async has(document: StoredDocument): Promise<boolean> {
      return (await sizeOf(pathOf(document))) === document.bytes;
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
    async remove(documents: readonly DocumentName[]): Promise<void> {
      for (const document of documents) {
        await removePart(pathOf(document));
        await rmdir(dirname(pathOf(document))).catch(() => undefined);
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
