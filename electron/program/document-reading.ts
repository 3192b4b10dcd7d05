import type { Archive } from '../archive/index.ts';
import { bugOf } from '../logging/index.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';
import type { ReadDocument } from './read-document.ts';

interface DocumentReadingParts {
  readonly texts: Pick<Archive['texts'], 'next' | 'renewSome' | 'removeSomeOutdated'>;
  readonly readDocument: ReadDocument;
  readonly clock: Clock;
  readonly logger: Logger;
  /** More can be found than before. */
  readonly onRead: () => void;
}

// The window comes first, then the first sync.
const firstMillis = 8_000;
const soonMillis = 500;
// Searches that are on screen are asked again now and then, not after each document.
const reportEvery = 200;
const atOnce = 50;
const maxFailed = 20;

/**
 * Reads the text of stored PDFs for the search, one after the other in the reader's child process, until none is left.
 * What was read is kept document by document: whatever ends it, it goes on from there. Runs in the window's process only:
 * a command ends sooner when it leaves the texts to the next start of the window, or to a verification.
 */
export interface DocumentReading {
  /** There may be something new to read. */
  soon(): void;
  start(): Disposer;
  /** Resolves when nothing is being read; to be awaited before the database is closed. */
  idle(): Promise<void>;
}

export function createDocumentReading({
  texts,
  readDocument,
  clock,
  logger,
  onRead,
}: DocumentReadingParts): DocumentReading {
  let stopping = new AbortController();
  let running: Promise<void> | null = null;
  let again = false;
  let stopTimer: Disposer | null = null;

  async function readAll(signal: AbortSignal): Promise<void> {
    for (let more = true; more && !signal.aborted;) {
      more = texts.renewSome(atOnce) || texts.removeSomeOutdated(atOnce);
      if (more) await new Promise((resume) => setImmediate(resume));
    }
    let read = 0;
    let failed = 0;
    for (let document = texts.next(0); document && !signal.aborted; document = texts.next(document.row)) {
      try {
        await readDocument(document, signal);
        if (++read % reportEvery === 0) onRead();
      } catch (cause) {
        // What is wrong with a few documents is theirs; with more it is the disk.
        if (++failed > maxFailed) throw cause;
        bugOf(logger, 'A document could not be read', cause, { row: document.row });
      }
    }
    if (read > 0) onRead();
  }

  function run(): void {
    stopTimer = null;
    if (running) {
      again = true;
      return;
    }
    const { signal } = stopping;
    running = readAll(signal)
      .catch((cause: unknown) => {
        // A full disk, for one: tried again with the next sync.
        if (!signal.aborted) logger.error('Documents could not be read', { cause });
      })
      .then(() => {
        running = null;
        if (again && !signal.aborted) soon();
        again = false;
      });
  }

  function soon(millis = soonMillis): void {
    if (!stopping.signal.aborted) stopTimer ??= clock.after(millis, run);
  }

  return {
    soon: () => {
      soon();
    },

    start() {
      stopping = new AbortController();
      soon(firstMillis);
      return () => {
        stopping.abort();
        stopTimer?.();
        stopTimer = null;
      };
    },

    idle: () => running ?? Promise.resolve(),
  };
}
