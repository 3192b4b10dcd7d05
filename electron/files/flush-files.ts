import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { flushFile } from './durable.ts';
import { inParallel } from './parallel.ts';

const run = promisify(execFile);
const parallel = 4;
// For so few the whole disk is not worth flushing.
const fewFiles = 16;

/**
 * Waits until the bytes of these files, all below `folder`, survive a power cut. Many at once are flushed with all that
 * their disk has in memory (syncfs, by `sync` of GNU coreutils): a third faster than one by one. Throws Node's errors.
 */
export async function flushFiles(folder: string, files: readonly string[]): Promise<void> {
  if (process.platform === 'linux' && files.length > fewFiles) {
    const isFlushed = await run('sync', ['--file-system', folder]).then(
      () => true,
      // Not there, or a disk that failed: one by one says which file it is.
      () => false,
    );
    if (isFlushed) return;
  }
  await inParallel(files, parallel, flushFile);
}
