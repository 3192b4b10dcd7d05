import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import PQueue from 'p-queue';
import type { ImportItem } from '#shared/import/items.ts';
import type { Instant } from '#shared/time.ts';
import type { Emit } from '../events/index.ts';
import { fileErrorOf } from '../files/index.ts';
import type { Logger } from '../platform/ports.ts';
import type { ImportFile, ImportOutcome, ImportRows } from './import-rows.ts';
import { measure, unknownSize } from './take-file.ts';

interface IntakeParts {
  readonly rows: Pick<ImportRows, 'isKnown' | 'add'>;
  readonly takeFile: (path: string, file: ImportFile) => Promise<ImportOutcome | null>;
  readonly isListed: (accountId: string) => boolean;
  readonly incomingFolder: string;
  readonly now: () => Instant;
  readonly logger: Logger;
  readonly emit: Emit<'imports.changed'>;
}

/** The line of files that were handed in and are read one after the other. */
export function createIntake({ rows, takeFile, isListed, incomingFolder, now, logger, emit }: IntakeParts) {
  const queue = new PQueue({ concurrency: 1 });
  /** Handed in and not yet read. */
  const reading = new Map<string, ImportFile>();
  let ended = false;

  async function take(accountId: string, path: string, origin: ImportItem['origin']): Promise<void> {
    const place = origin === 'folder' ? path : null;
    const measured = await measure(path);
    // Moved away, perhaps after it was taken in: nothing to bother anybody with.
    if (!measured && place !== null) return;
    const file = {
      id: randomUUID(),
      accountId,
      origin,
      path: place,
      fileName: basename(path),
      ...(measured ?? unknownSize),
    };
    const isInLine = [...reading.values()].some((each) => place !== null && each.path === place);
    if (ended || isInLine || rows.isKnown(file)) return;
    reading.set(file.id, file);
    emit('imports.changed', null);
    void queue.add(() => read(path, file));
  }

  async function read(path: string, file: ImportFile): Promise<void> {
    try {
      const outcome = await takeFile(path, file);
      // Nobody waits for those of an account that was removed meanwhile.
      if (outcome && isListed(file.accountId)) rows.add(file, outcome, now());
    } catch (cause) {
      const refusal = fileErrorOf(cause, incomingFolder, path);
      logger.warn('A file could not be taken in', { code: refusal.code });
      rows.add(file, { state: 'refused', sha256: null, refusal }, now());
    } finally {
      reading.delete(file.id);
      emit('imports.changed', null);
    }
    // It may have changed while it was read; `take` leaves one alone that has not.
    if (file.path !== null && !ended) await take(file.accountId, path, file.origin);
  }

  return {
    /** Resolves when the file is in line to be read. */
    take,
    /** Those in line, in the order in which they came. */
    reading: () => [...reading.values()],
    /** Does something between two files. */
    between: (work: () => Promise<void>): void => void queue.add(work),
    /** Takes nothing more. */
    end(): void {
      ended = true;
    },
    async idle(): Promise<void> {
      ended = true;
      queue.clear();
      await queue.onIdle();
    },
  };
}
