import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AppError } from '#shared/errors.ts';
import {
  copyChecked,
  fileErrorOf,
  flushFiles,
  flushFolders,
  inParallel,
  placeNew,
  removePart,
  stopsAll,
} from '../files/index.ts';
import type { TargetFolder } from './folder.ts';
import type { Plan, PlannedFile } from './plan.ts';

export interface CopyOptions {
  readonly jobId: string;
  readonly signal: AbortSignal;
  /** Called for each file with the path that it ended up at, or the error that kept it from being written. */
  readonly onDone: (file: PlannedFile, error: AppError | null) => void;
}

// More than the threads that Node reads and writes with gains nothing.
const parallel = 4;
// So many are flushed together: fewer cost more flushes, more let the progress jump.
const filesPerFlush = 200;

/** Copies documents to their planned places, each whole on disk before it has its name. Returns an error that stops all. */
export async function copyDocuments(
  folder: TargetFolder,
  plan: Plan,
  files: readonly PlannedFile[],
  { jobId, signal, onDone }: CopyOptions,
): Promise<AppError | null> {
  const folders = new Set<string>();
  const stops: AppError[] = [];
  const isStopped = () => stops.length > 0 || signal.aborted;

  async function tried(file: PlannedFile, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      const error = await errorOf(cause, file);
      if (stopsAll(error)) stops.push(error);
      else onDone(file, error);
    }
  }

  /** What was copied when something stopped all still gets its name: it is whole. */
  async function copyTogether(batch: readonly PlannedFile[]): Promise<void> {
    const parts = new Map<PlannedFile, string>();
    try {
      await inParallel(batch, parallel, (file) =>
        tried(file, async () => {
          const part = isStopped() ? null : await copy(file);
          if (part !== null) parts.set(file, part);
        }),
      );
      await flushFiles(folder.root, [...parts.values()]);
      await inParallel([...parts], parallel, ([file, part]) =>
        tried(file, async () => {
          onDone(await place(file, part), null);
          parts.delete(file);
        }),
      );
    } catch (cause) {
      stops.push(fileErrorOf(cause, folder.root, folder.root));
    } finally {
      for (const part of parts.values()) await removePart(part);
    }
  }

  /** The copy, still without its name; null where the archive's document is damaged. */
  async function copy(file: PlannedFile): Promise<string | null> {
    const { document, invoice } = file;
    await folder.prepare(file.path.slice(0, Math.max(0, file.path.lastIndexOf('/'))));
    const part = folder.partFor(jobId);
    if (await copyChecked(document.file, part, document.sha256)) return part;
    onDone(file, { code: 'document-damaged', invoice: invoice.id });
    return null;
  }

  async function place(file: PlannedFile, part: string): Promise<PlannedFile> {
    let placed = file;
    while (!(await placeNew(part, folder.absolute(placed.path)))) {
      // Somebody else took the name meanwhile: theirs stays.
      await folder.notice(placed.path);
      placed = await plan.place({ ...file, path: file.wanted });
    }
    folders.add(dirname(folder.absolute(placed.path)));
    return placed;
  }

  /** A missing source is a missing document, not a missing folder. */
  async function errorOf(cause: unknown, file: PlannedFile): Promise<AppError> {
    const hasSource = await stat(file.document.file).then(
      () => true,
      () => false,
    );
    if (!hasSource) return { code: 'document-missing', invoice: file.invoice.id };
    return fileErrorOf(cause, folder.root, file.path);
  }

  for (let start = 0; start < files.length && !isStopped(); start += filesPerFlush) {
    await copyTogether(files.slice(start, start + filesPerFlush));
  }
  const [stop] = stops;
  if (!stop) await flushFolders(folders);
  return stop ?? (signal.aborted ? { code: 'cancelled' } : null);
}
