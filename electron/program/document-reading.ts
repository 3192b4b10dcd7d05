import type { Account } from '#shared/accounts.ts';
import type { Archive } from '../archive/index.ts';
import { createLoop } from '../background/index.ts';
import type { Emit } from '../events/index.ts';
import type { Imports } from '../imports/index.ts';
import { bugOf } from '../logging/index.ts';
import type { Clock, Logger } from '../platform/ports.ts';
import type { ReadDocument } from './read-document.ts';

interface DocumentReadingParts {
  readonly texts: Pick<Archive['texts'], 'next' | 'renewSome' | 'removeSomeOutdated'>;
  readonly history: Pick<Archive['history'], 'readKept'>;
  readonly readDocument: ReadDocument;
  readonly imports: Pick<Imports, 'readAgain'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly accounts: () => readonly Pick<Account, 'id'>[];
  /** Whatever account it is: more can be found than before. */
  readonly emit: Emit<'invoices.changed'>;
}

// The window comes first, then the first sync.
const firstMillis = 8_000;
const soonMillis = 500;
// Searches that are on screen are asked again now and then, not after each document.
const reportEvery = 200;
const atOnce = 50;
const maxFailed = 20;

/**
 * Reads what vendors answered before, and the text of stored PDFs for the search, one after the other in the reader's child process, until none is left.
 * What was read is kept document by document: whatever ends it, it goes on from there. Runs in the window's process
 * only: a command ends sooner when it leaves the texts to the next start of the window, or to a verification.
 */
export function createDocumentReading(parts: DocumentReadingParts) {
  const { texts, history, readDocument, imports, accounts, clock, logger, emit } = parts;

  function reportTexts(): void {
    for (const { id } of accounts()) emit('invoices.changed', { accountId: id });
  }

  async function readAll(signal: AbortSignal): Promise<void> {
    for (let more = true; more && !signal.aborted;) {
      more = history.readKept(atOnce) || texts.renewSome(atOnce) || texts.removeSomeOutdated(atOnce);
      if (more) await new Promise((resume) => setImmediate(resume));
    }
    let read = 0;
    let failed = 0;
    for (let document = texts.next(0); document && !signal.aborted; document = texts.next(document.row)) {
      try {
        await readDocument(document, signal);
        if (++read % reportEvery === 0) reportTexts();
      } catch (cause) {
        // What is wrong with a few documents is theirs; with more it is the disk.
        if (++failed > maxFailed) throw cause;
        bugOf(logger, 'A document could not be read', cause, { row: document.row });
      }
    }
    if (read > 0) reportTexts();
    await imports.readAgain(signal);
  }

  const background = createLoop({
    ...{ clock, logger, name: 'Reading the documents', firstMillis, everyMillis: null },
    turn: readAll,
  });

  return {
    /** There may be something new to read. */
    soon: (): void => {
      background.wake(soonMillis);
    },
    start: background.start,
    /** Resolves when nothing is being read; to be awaited before the database is closed. */
    idle: background.idle,
  };
}
