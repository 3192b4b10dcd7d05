import type { ReaderAnswer, ReaderQuestion } from './content.ts';
import { readAttachment, readPdf } from './read-pdf.ts';

/** Answers one question; never rejects. */
export async function answerQuestion(question: ReaderQuestion): Promise<ReaderAnswer> {
  const { id, file } = question;
  try {
    return question.task === 'read'
      ? { id, reading: await readPdf(file) }
      : { id, bytes: await readAttachment(file, question.name) };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    return { id, failed: code };
  }
}
