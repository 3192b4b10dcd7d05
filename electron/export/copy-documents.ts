import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AppError } from '#shared/errors.ts';
import { copyPart, fileErrorOf, flushFolders, inParallel, placeNew, removePart, stopsAll } from '../files/index.ts';
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

/** Copies documents to their planned places, each whole on disk before it has its name. Returns an error that stops all. */
export async function copyDocuments(
  folder: TargetFolder,
  plan: Plan,
  files: readonly PlannedFile[],
  { jobId, signal, onDone }: CopyOptions,
): Promise<AppError | null> {
  const folders = new Set<string>();
  const stops: AppError[] = [];

  async function copyOne(file: PlannedFile): Promise<void> {
    if (stops.length > 0 || signal.aborted) return;
    try {
      const subfolder = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/')));
      await folder.prepare(subfolder);
      const missing = await copyTo(file, folder.partFor(jobId));
      if (missing) {
        onDone(file, missing);
        return;
      }
      folders.add(dirname(folder.absolute(file.path)));
    } catch (cause) {
      const error = await errorOf(cause, file);
      if (stopsAll(error)) stops.push(error);
      else onDone(file, error);
    }
  }

  async function copyTo(file: PlannedFile, part: string): Promise<AppError | null> {
    const { document, selected } = file;
    const size = await copyPart(document.file, part);
    if (size !== document.bytes) {
      await removePart(part);
      return { code: 'document-missing', invoice: selected.invoice.id };
    }
    let place = file;
    while (!(await placeNew(part, folder.absolute(place.path)))) {
      // Somebody else took the name meanwhile: theirs stays.
      await folder.notice(place.path);
      place = await plan.place(selected, document, file.path);
    }
    onDone(place, null);
    return null;
  }

  /** A missing source is a missing document, not a missing folder. */
  async function errorOf(cause: unknown, file: PlannedFile): Promise<AppError> {
    const hasSource = await stat(file.document.file).then(
      () => true,
      () => false,
    );
    if (!hasSource) return { code: 'document-missing', invoice: file.selected.invoice.id };
    return fileErrorOf(cause, folder.root, file.path);
  }

  await inParallel(files, parallel, copyOne);
  const [stop] = stops;
  if (!stop) await flushFolders(folders);
  return stop ?? (signal.aborted ? { code: 'cancelled' } : null);
}
