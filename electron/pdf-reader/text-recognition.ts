import PQueue from 'p-queue';
import { fail, ok, type Result } from '#shared/result.ts';
import { systemCodeOf } from '#shared/system-code.ts';
import type { PdfContent } from './content.ts';
import { createReaderProcess, type PdfReaderParts } from './reader-process.ts';

/** A page takes some seconds, and at most four are read. */
const longestMillis = 180_000;
/** In bytes. The engine takes half of it. */
const maxMemory = 768 * 2 ** 20;

/** Reads scans in a child process of its own, one after the other: it takes all of a core. */
export interface TextRecognition {
  /**
   * What the pictures of a PDF say; `name` stands for the document in errors: `document-encrypted`, `document-damaged` (also
   * one that the engine did not survive, or took too long for), `document-too-demanding`, `file-failed` or `cancelled`.
   */
  recognise(file: string, name: string, password?: string): Promise<Result<PdfContent>>;
  /** Ends the child for good; whatever waits or is asked later is `cancelled`. */
  dispose(): void;
}

interface TextRecognitionParts extends Omit<PdfReaderParts, 'limits'> {
  /** Where the build has put the data of the languages. */
  readonly languageFolder: string;
}

export function createTextRecognition({ languageFolder, passwordOf, ...parts }: TextRecognitionParts): TextRecognition {
  const queue = new PQueue({ concurrency: 1 });
  const child = createReaderProcess({ ...parts, limits: { millis: longestMillis, memory: maxMemory } });

  return {
    async recognise(file, name, given) {
      const password = given ?? (await passwordOf?.(file)) ?? null;
      const answer = await queue.add(() => child.ask({ task: 'recognise', file, languageFolder, password }));
      if (answer === 'cancelled') return fail({ code: 'cancelled' });
      if (answer === 'too-demanding')
        return fail({ code: 'document-too-demanding', invoice: name, megabytes: maxMemory / 2 ** 20 });
      if (answer && 'failed' in answer)
        return fail({ code: 'file-failed', file: name, reason: systemCodeOf(answer.failed) });
      if (!answer || !('reading' in answer)) return fail({ code: 'document-damaged', invoice: name });
      const { reading } = answer;
      if (reading.ok) return ok(reading.content);
      return fail({ code: reading.problem === 'encrypted' ? 'document-encrypted' : 'document-damaged', invoice: name });
    },

    dispose() {
      child.dispose();
    },
  };
}
