import { basename } from 'node:path';
import type { Clock, Disposer, Logger, StartWorker, WorkerProcess } from '../platform/ports.ts';
import type { ReaderAnswer, ReaderQuestion } from './content.ts';

export interface ReaderProcessParts {
  readonly start: StartWorker;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What one question may take. */
  readonly limits?: { readonly millis: number; readonly memory: number };
}

export interface PdfReaderParts extends ReaderProcessParts {
  /** The password that is known of a document; null where there is none. */
  readonly passwordOf?: (file: string) => Promise<string | null>;
}

export type UnnumberedQuestion = ReaderQuestion extends infer Question
  ? Question extends unknown
    ? Omit<Question, 'id'>
    : never
  : never;

/** Null where the child died or had to be ended. */
export type Answer = ReaderAnswer | 'cancelled' | 'too-demanding' | null;

/** A child process that answers one question at a time. It starts with the first and ends when nothing was asked for a while. */
export interface ReaderProcess {
  ask(question: UnnumberedQuestion): Promise<Answer>;
  /** Ends the child for good; what is asked then or later is `cancelled`. */
  dispose(): void;
}

/** In bytes. The largest ordinary documents take half of it. */
export const maxMemory = 512 * 2 ** 20;
/** No ordinary document takes a tenth of this time. */
const usualLimits = { millis: 60_000, memory: maxMemory };
const idleMillis = 30_000;
const memoryEveryMillis = 100;

export function createReaderProcess({ start, clock, logger, limits = usualLimits }: ReaderProcessParts): ReaderProcess {
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

  return {
    async ask(question) {
      if (disposed) return 'cancelled';
      stopIdling();
      const id = ++lastId;
      const cancelTimeout = clock.after(limits.millis, () => {
        logger.warn('A PDF took too long to read', { file: basename(question.file) });
        end();
      });
      let stopMeasuring: Disposer = () => undefined;
      const measure = () => {
        stopMeasuring = clock.after(memoryEveryMillis, () => {
          if ((worker?.memory() ?? 0) <= limits.memory) {
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
    },

    dispose() {
      disposed = true;
      waiting?.settle('cancelled');
      end();
    },
  };
}
