import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import { type XmlProblem, xmlProblems } from '#shared/error-reasons.ts';
import type { AppError } from '#shared/errors.ts';
import { isSystemCode, systemCodeOf } from '#shared/system-code.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Unpacking } from '../unpacking/index.ts';
import type { PdfContent, PdfProblem } from './content.ts';
import {
  type Answer,
  createReaderProcess,
  maxMemory,
  type ReaderProcess,
  type PdfReaderParts,
  type UnnumberedQuestion,
} from './reader-process.ts';

export { type PdfContent } from './content.ts';
export { readingScans } from './reading-scans.ts';
export { createTextRecognition, type TextRecognition } from './text-recognition.ts';

/** As many documents are read at once as there are cores, but two at least: one that hangs holds up no other. */
const fewestAtOnce = 2;
const mostAtOnce = 4;

/**
 * Reads PDFs and electronic invoices in child processes: what is wrong with a document cannot touch the main process. A child is ended when it
 * takes far too long or far too much memory: a few bytes can stand for very many.
 */
export interface PdfReader {
  /**
   * Reads text, size and embedded files; `name` stands for the document in errors: `document-not-pdf`,
   * `xml-not-invoice`, `document-encrypted`, `document-damaged` (also one that the reader did not survive), `document-too-demanding`,
   * `file-failed` or `cancelled`.
   */
  read(file: string, name: string, password?: string): Promise<Result<PdfContent>>;
  /** The bytes of an embedded file; null where the document has none of that name. */
  attachment(file: string, attachment: string): Promise<Result<Uint8Array | null>>;
  /**
   * Takes out of a saved mail or ZIP archive what may be an invoice, into files of the folder `into`; `name` stands for it in
   * errors: `container-unreadable`, `document-too-demanding`, `file-failed` or `cancelled`.
   */
  unpack(file: string, name: string, into: string): Promise<Result<Unpacking>>;
  /** Ends the children for good; whatever waits or is asked later is `cancelled`. */
  dispose(): void;
}

const noPassword = () => Promise.resolve(null);

export function createPdfReader({ passwordOf = noPassword, ...parts }: PdfReaderParts): PdfReader {
  const queue = new PQueue({ concurrency: Math.min(mostAtOnce, Math.max(fewestAtOnce, availableParallelism())) });
  const all: ReaderProcess[] = [];
  // The one used last is asked first, so that no more of them live than there is work for.
  const free: ReaderProcess[] = [];
  let disposed = false;

  function another(): ReaderProcess {
    const process = createReaderProcess(parts);
    all.push(process);
    return process;
  }

  const ask = (question: UnnumberedQuestion): Promise<Answer> =>
    queue.add(async () => {
      if (disposed) return 'cancelled';
      const process = free.pop() ?? another();
      try {
        return await process.ask(question);
      } finally {
        free.push(process);
      }
    });

  return {
    async read(file, name, password) {
      const answer = await ask({ task: 'read', file, password: password ?? (await passwordOf(file)) });
      if (answer === 'cancelled') return fail({ code: 'cancelled' });
      if (answer === 'too-demanding') return fail(tooDemanding(name));
      if (answer && 'failed' in answer)
        return fail({ code: 'file-failed', file: name, reason: systemCodeOf(answer.failed) });
      if (!answer || !('reading' in answer)) return fail({ code: 'document-damaged', invoice: name });
      const { reading } = answer;
      return reading.ok ? ok(reading.content) : fail(errorOf(reading.problem, name));
    },

    async attachment(file, attachment) {
      const answer = await ask({
        ...{ task: 'attachment', file, name: attachment },
        password: await passwordOf(file),
      });
      if (answer === 'cancelled') return fail({ code: 'cancelled' });
      if (answer === 'too-demanding') return fail(tooDemanding(attachment));
      if (answer && 'bytes' in answer) return ok(answer.bytes);
      if (answer && 'failed' in answer && isSystemCode(answer.failed))
        return fail({ code: 'file-failed', file: attachment, reason: answer.failed });
      return fail({ code: 'attachment-unreadable', attachment });
    },

    async unpack(file, name, into) {
      const answer = await ask({ task: 'unpack', file, into });
      if (answer === 'cancelled') return fail({ code: 'cancelled' });
      if (answer === 'too-demanding') return fail(tooDemanding(name));
      if (answer && 'failed' in answer)
        return fail({ code: 'file-failed', file: name, reason: systemCodeOf(answer.failed) });
      const unpacked = answer && 'unpacked' in answer ? answer.unpacked : 'damaged';
      return typeof unpacked === 'string'
        ? fail({ code: 'container-unreadable', file: name, reason: unpacked })
        : ok(unpacked);
    },

    dispose() {
      disposed = true;
      for (const each of all) each.dispose();
    },
  };
}

const tooDemanding = (invoice: string): AppError => ({
  code: 'document-too-demanding',
  invoice,
  megabytes: maxMemory / 2 ** 20,
});

function errorOf(problem: PdfProblem, invoice: string): AppError {
  if (problem === 'encrypted') return { code: 'document-encrypted', invoice };
  if (problem === 'damaged') return { code: 'document-damaged', invoice };
  return isXmlProblem(problem)
    ? { code: 'xml-not-invoice', file: invoice, found: problem }
    : { code: 'document-not-pdf', invoice, found: problem };
}

const isXmlProblem = (problem: string): problem is XmlProblem => (xmlProblems as readonly string[]).includes(problem);
