import { basename } from 'node:path';
import PQueue from 'p-queue';
import type { AppError } from '#shared/errors.ts';
import { isSystemCode, systemCodeOf } from '#shared/system-code.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Clock, Disposer, WorkerProcess, Logger, StartWorker } from '../platform/ports.ts';
import type { PdfContent, PdfProblem, ReaderAnswer, ReaderQuestion } from './content.ts';

export { type PdfContent } from './content.ts';

interface PdfReaderParts {
  readonly start: StartWorker;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Reads PDFs in a child process, one after the other: what is wrong with a document cannot touch the main process. The
 * child starts with the first question and ends when nothing was asked for a while, or when it takes far
 * too long or far too much memory: a few bytes can stand for very many.
 */
export interface PdfReader {
  /**
   * Reads text, size and embedded files; `name` stands for the document in errors: `document-not-pdf`,
   * `document-encrypted`, `document-damaged` (also one that the reader did not survive), `document-too-demanding`,
   * `file-failed` or `cancelled`.
   */
  read(file: string, name: string): Promise<Result<PdfContent>>;
  /** The bytes of an embedded file; null where the document has none of that name. */
  attachment(file: string, attachment: string): Promise<Result<Uint8Array | null>>;
  /** Ends the child for good; whatever waits or is asked later is `cancelled`. */
  dispose(): void;
}

type UnnumberedQuestion = ReaderQuestion extends infer Question
  ? Question extends unknown
    ? Omit<Question, 'id'>
    : never
  : never;

/** Null where the child died or had to be ended. */
type Answer = ReaderAnswer | 'cancelled' | 'too-demanding' | null;

/** No ordinary document takes a tenth of this. */
const longestMillis = 60_000;
const idleMillis = 30_000;
/** The largest ordinary ones take half of it. */
const maxMemory = 512 * 2 ** 20;
const memoryEveryMillis = 100;

export function createPdfReader({ start, clock, logger }: PdfReaderParts): PdfReader {
  const queue = new PQueue({ concurrency: 1 });
  let worker: WorkerProcess | null = null;
  let stopIdling: Disposer = () => undefined;
  let waiting: { readonly id: number; readonly settle: (answer: Answer) => void } | null = null;
  let lastId = 0;
  let disposed = false;

  function started(): WorkerProcess {
    if (worker) return worker;
    const fresh = start();
    fresh.onMessage((message) => {
      // Only our own child talks on this port.
      const answer = message as ReaderAnswer;
      if (answer.id === waiting?.id) waiting.settle(answer);
    });
    fresh.onExit(() => {
      if (worker !== fresh) return;
      worker = null;
      waiting?.settle(null);
    });
    return (worker = fresh);
  }

  function end(): void {
    stopIdling();
    const ended = worker;
    worker = null;
    ended?.kill();
    waiting?.settle(null);
  }

  function startIdling(): void {
    if (!disposed) stopIdling = clock.after(idleMillis, end);
  }

  const ask = (question: UnnumberedQuestion): Promise<Answer> =>
    queue.add(async () => {
      if (disposed) return 'cancelled';
      stopIdling();
      const id = ++lastId;
      const cancelTimeout = clock.after(longestMillis, () => {
        logger.warn('A PDF took too long to read', { file: basename(question.file) });
        end();
      });
      let stopMeasuring: Disposer = () => undefined;
      const measure = () => {
        stopMeasuring = clock.after(memoryEveryMillis, () => {
          if ((worker?.memory() ?? 0) <= maxMemory) {
            measure();
            return;
          }
          logger.warn('A PDF took too much memory to read', { file: basename(question.file) });
          waiting?.settle('too-demanding');
          end();
        });
      };
      try {
        return await new Promise<Answer>((settle) => {
          waiting = { id, settle };
          started().post({ ...question, id });
          measure();
        });
      } finally {
        waiting = null;
        cancelTimeout();
        stopMeasuring();
        startIdling();
      }
    });

  return {
    async read(file, name) {
      const answer = await ask({ task: 'read', file });
      if (answer === 'cancelled') return fail({ code: 'cancelled' });
      if (answer === 'too-demanding') return fail(tooDemanding(name));
      if (answer && 'failed' in answer)
        return fail({ code: 'file-failed', file: name, reason: systemCodeOf(answer.failed) });
      if (!answer || !('reading' in answer)) return fail({ code: 'document-damaged', invoice: name });
      const { reading } = answer;
      return reading.ok ? ok(reading.content) : fail(errorOf(reading.problem, name));
    },

    async attachment(file, attachment) {
      const answer = await ask({ task: 'attachment', file, name: attachment });
      if (answer === 'cancelled') return fail({ code: 'cancelled' });
      if (answer === 'too-demanding') return fail(tooDemanding(attachment));
      if (answer && 'bytes' in answer) return ok(answer.bytes);
      if (answer && 'failed' in answer && isSystemCode(answer.failed))
        return fail({ code: 'file-failed', file: attachment, reason: answer.failed });
      return fail({ code: 'attachment-unreadable', attachment });
    },

    dispose() {
      disposed = true;
      waiting?.settle('cancelled');
      end();
    },
  };
}

const tooDemanding = (invoice: string): AppError => ({
  code: 'document-too-demanding',
  invoice,
  megabytes: maxMemory / 2 ** 20,
});

const errorOf = (problem: PdfProblem, invoice: string): AppError =>
  problem === 'encrypted'
    ? { code: 'document-encrypted', invoice }
    : problem === 'damaged'
      ? { code: 'document-damaged', invoice }
      : { code: 'document-not-pdf', invoice, found: problem };
