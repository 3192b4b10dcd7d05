import type { ReaderQuestion } from './content.ts';
import { answerQuestion } from './serve.ts';

/* The child process that reads PDFs: a document that hangs or crashes it takes nothing else along. */

const { parentPort } = process;
parentPort.on('message', ({ data }) => {
  // Only our own main process talks to this port.
  void answerQuestion(data as ReaderQuestion).then((answer) => {
    parentPort.postMessage(answer);
  });
});
