import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { flushFile, flushFolders } from './durable.ts';
import { inParallel } from './parallel.ts';

const run = promisify(execFile);
const parallel = 4;
// For so few the whole disk is not worth flushing.
const few = 16;

/**
 * Waits until the bytes of these files, all below `folder`, survive a power cut. Many at once are flushed with all that
 * their disk has in memory (syncfs, by `sync` of GNU coreutils): a third faster than one by one. Throws Node's errors.
 */
export async function flushFiles(folder: string, files: readonly string[]): Promise<void> {
  if (files.length <= few || !(await isDiskFlushed(folder))) await inParallel(files, parallel, flushFile);
}

/** The same for new names in these folders, all in `folder`. */
export async function flushNames(folder: string, folders: ReadonlySet<string>): Promise<void> {
  if (folders.size <= few || !(await isDiskFlushed(folder))) await flushFolders(folders);
}

/** False where there is no such program, or the disk failed: one by one says which file it is. */
const isDiskFlushed = (folder: string): Promise<boolean> =>
  process.platform === 'linux'
    ? run('sync', ['--file-system', folder]).then(
        () => true,
        () => false,
      )
    : Promise.resolve(false);
