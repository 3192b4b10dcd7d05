import { readdir, realpath, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, ok, type Result } from '#shared/result.ts';
import {
  copyPart,
  fileErrorOf,
  flushFolders,
  hashFile,
  ifMissing,
  isInside,
  makeFolder,
  placeOver,
  removePart,
} from '../files/index.ts';
import { indexName, partOf, pathInStore, type StoredDocument } from './document-store.ts';
import type { Parts } from './parts.ts';
import { movingLease } from './sync-turn.ts';

export interface MoveOptions {
  /** Called once all documents are in the new folder and checked: from its return on they are looked for there. */
  readonly switchTo: (folder: string) => void | Promise<void>;
  /** The archive's own folder is away for good: another one takes its place, empty. */
  readonly fresh?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Moves the store to another folder: copies, checks by hash, switches, and only then deletes the old files. */
export function createMoveDocuments({ db, store, marker, index, leases }: Parts) {
  const all = db.prepare<[], StoredDocument>(
    `SELECT document_sha256 AS sha256, document_bytes AS bytes, document_kind AS kind FROM invoices
       WHERE document_sha256 IS NOT NULL
     UNION SELECT document_sha256, document_bytes, document_kind FROM invoice_versions WHERE document_sha256 IS NOT NULL ORDER BY 1`,
  );

  return async function moveDocuments(folder: string, options: MoveOptions): Promise<Result<null>> {
    const release = leases.take(movingLease);
    const [running] = release ? ['sync', 'export', 'verify'].filter((job) => leases.isHeld(`${job}:*`)) : ['move'];
    if (!release || running !== undefined) {
      release?.();
      return fail({ code: 'job-running', job: running ?? 'move' });
    }
    try {
      return await move(folder, options);
    } catch (cause) {
      return fail(fileErrorOf(cause, folder, folder));
    } finally {
      release();
    }
  };

  async function move(
    folder: string,
    { switchTo, fresh = false, onProgress, signal }: MoveOptions,
  ): Promise<Result<null>> {
    // Two archives in one folder would take each other's files for unknown ones.
    for (const place of [folder, dirname(folder)])
      if (await marker.isOthers(place)) return fail({ code: 'folder-of-another-archive', folder: place });
    const away = await marker.problem();
    if (away) {
      // It was moved by hand, or its drive has another name now: then it is only found again.
      const isThere = await marker.isIn(folder);
      if (!isThere && !fresh) return fail(away);
      if (!isThere) {
        await makeFolder(folder);
        await marker.put(folder);
      }
      await switchTo(folder);
      return ok(null);
    }
    const isNew = !(await stat(folder).catch(() => null));
    await makeFolder(folder);
    const from = await realpath(store.folder()).catch(() => store.folder());
    const to = await realpath(folder);
    if (from === to) return ok(null);
    if (isInside(from, to) || isInside(to, from)) return fail({ code: 'folder-nested', folder });
    const documents = all.all();
    const copied: string[] = [];
    const moved: string[] = [];
    const takeBack = async () => {
      await removePart(join(to, indexName));
      for (const path of copied) await removePart(join(to, path));
      await marker.remove(to);
      await removeEmpty(to);
      if (isNew) await rmdir(to).catch(() => undefined);
    };
    try {
      for (const [index, document] of documents.entries()) {
        if (signal?.aborted) break;
        const path = pathInStore(document);
        const result = await copyChecked(join(from, path), join(to, path), document);
        if (result === 'copied') copied.push(path);
        if (result !== 'not-there') moved.push(path);
        onProgress?.(index + 1, documents.length);
      }
      await index.renew(to);
      await marker.put(to);
      await flushFolders([to, ...moved.map((path) => dirname(join(to, path)))]);
    } catch (cause) {
      await takeBack();
      throw cause;
    }
    if (signal?.aborted) {
      await takeBack();
      return fail({ code: 'cancelled' });
    }
    await switchTo(folder);
    for (const path of [...moved, indexName]) await removePart(join(from, path));
    await marker.remove(from);
    await removeEmpty(from);
    await rmdir(from).catch(() => undefined);
    return ok(null);
  }
}

/** A document that was missing or damaged already is left as it is. */
async function copyChecked(
  source: string,
  target: string,
  { sha256 }: StoredDocument,
): Promise<'copied' | 'was-there' | 'not-there'> {
  const isGood = async (file: string): Promise<boolean> =>
    hashFile(file).then((found) => found.sha256 === sha256, ifMissing(false, ['ENOENT']));
  if (await isGood(target)) return 'was-there';
  if (!(await isGood(source))) return 'not-there';
  await makeFolder(dirname(target));
  const part = partOf(target);
  await copyPart(source, part);
  if (!(await isGood(part))) {
    await removePart(part);
    throw Object.assign(new Error('The copy differs'), { code: 'EIO' });
  }
  await placeOver(part, target);
  return 'copied';
}

/** Removes the store's own folders of which nothing is left. */
async function removeEmpty(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (/^[0-9a-f]{2}$/.test(name)) await rmdir(join(folder, name)).catch(() => undefined);
  }
}
