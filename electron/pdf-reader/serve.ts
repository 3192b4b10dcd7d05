import type { ReaderAnswer, ReaderQuestion } from './content.ts';
import { unpack, Unreadable } from '../unpacking/index.ts';
import { readAttachment, readDocument, recognise } from './read-document.ts';

/** Answers one question; never rejects. */
export async function answerQuestion(question: ReaderQuestion): Promise<ReaderAnswer> {
  const { id, file } = question;
  try {
    if (question.task === 'unpack') return { id, unpacked: await unpack(file, question.into) };
    const { password } = question;
    if (question.task === 'read') return { id, reading: await readDocument(file, password) };
    if (question.task === 'attachment') return { id, bytes: await readAttachment(file, question.name, password) };
    return { id, reading: await recognise(file, question.languageFolder, password) };
  } catch (cause) {
    if (cause instanceof Unreadable) return { id, unpacked: cause.reason };
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    return { id, failed: code };
  }
}
