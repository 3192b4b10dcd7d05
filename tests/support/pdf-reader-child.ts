import type { ReaderQuestion } from '../../electron/pdf-reader/content.ts';
import { answerQuestion } from '../../electron/pdf-reader/serve.ts';

/* The reader's child process, on Node's own messages instead of Electron's. */

process.on('message', (message) => {
  const question = message as ReaderQuestion;
  // Files that stand for documents which bring the reader down.
  if (question.file.endsWith('crash.pdf')) process.exit(7);
  if (question.file.endsWith('hang.pdf')) return;
  void answerQuestion(question).then((answer) => process.send?.(answer));
});
