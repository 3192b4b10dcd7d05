import type * as PdfJsModule from 'pdfjs-dist';

export type PdfJs = typeof PdfJsModule;

/** The thread that reads documents, one after the other. */
export interface Reader {
  readonly pdfjs: PdfJs;
  readonly worker: InstanceType<PdfJs['PDFWorker']>;
  /** Resolves once the thread was ended: because a document is too much for it, or because it answered no more. */
  readonly ended: Promise<'ended'>;
  end(): void;
  /** Ends the thread where a document left behind keeps it busy. */
  endIfStuck(): void;
}

export interface PdfThreads {
  warmUp(): Promise<void>;
  /** The reader, started over if the last one was ended. */
  reader(): Promise<Reader>;
  /** A thread for the drawings of one document. */
  painter(): Promise<Worker>;
  /** For the next document, once nobody draws with it any more; it is ended where it does not answer. */
  giveBack(painter: Worker): void;
  dispose(): void;
}

const millisToAnswer = 1000;
const millisToSpare = 300;

/** pdf.js and its threads, begun when first needed. */
export function createPdfThreads(): PdfThreads {
  let reading: Promise<Reader> | null = null;
  let spare: Promise<Worker> | null = null;
  let disposed = false;

  async function begin(forget: () => void): Promise<Reader> {
    const pdfjs = await import('pdfjs-dist');
    // pdf.js would start the worker from a blob: address on our own scheme, which the content policy forbids.
    const thread = new Worker(new URL('./pdf.worker.ts', import.meta.url), { type: 'module' });
    const worker = pdfjs.PDFWorker.create({ port: thread });
    const ended = Promise.withResolvers<'ended'>();
    const end = () => {
      forget();
      thread.terminate();
      worker.destroy();
      ended.resolve('ended');
    };
    thread.addEventListener('message', ({ data }) => {
      if (data === 'too-large') end();
    });
    // A thread that died for want of memory.
    thread.addEventListener('error', end);
    return {
      pdfjs,
      worker,
      ended: ended.promise,
      end,
      endIfStuck() {
        ask(thread, () => undefined, end);
      },
    };
  }
  function reader(): Promise<Reader> {
    if (reading) return reading;
    const begun = begin(() => {
      if (reading === begun) reading = null;
    });
    reading = begun;
    return begun;
  }

  /** Resolves when it is at work: pdf.js draws in the window itself what a thread does not begin in time. */
  const beginPainter = (): Promise<Worker> =>
    new Promise((resolve) => {
      const thread = new Worker(new URL('./pdf.renderer.ts', import.meta.url), { type: 'module' });
      const begun = () => {
        if (disposed) thread.terminate();
        resolve(thread);
      };
      thread.addEventListener('message', begun, { once: true });
      thread.addEventListener('error', begun, { once: true });
    });

  const beginSpare = () => {
    if (!disposed) spare ??= beginPainter();
  };

  return {
    reader,
    async warmUp() {
      beginSpare();
      await reader();
    },
    async painter() {
      const taken = spare ?? beginPainter();
      spare = null;
      // For the next document, once this one can be seen.
      void scheduler.postTask(beginSpare, { priority: 'background', delay: millisToSpare });
      return taken;
    },
    giveBack(painter) {
      const end = () => {
        painter.terminate();
      };
      ask(
        painter,
        () => {
          if (spare || disposed) end();
          // It has drawn before, and so draws faster than a new one.
          else spare = Promise.resolve(painter);
        },
        end,
      );
    },
    dispose() {
      disposed = true;
      void reading?.then(({ end }) => {
        end();
      });
      void spare?.then((thread) => {
        thread.terminate();
      });
    },
  };
}

/** Whether a thread is free: what keeps it busy keeps it from answering. */
function ask(thread: Worker, isFree: () => void, isStuck: () => void): void {
  const stop = () => {
    clearTimeout(late);
    thread.removeEventListener('message', answer);
  };
  const answer = ({ data }: MessageEvent) => {
    if (data !== 'here') return;
    stop();
    isFree();
  };
  const late = setTimeout(() => {
    stop();
    isStuck();
  }, millisToAnswer);
  thread.addEventListener('message', answer);
  thread.postMessage('are you there');
}
