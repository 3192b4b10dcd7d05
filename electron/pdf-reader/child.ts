import { constants, setPriority } from 'node:os';
import type { ReaderQuestion } from './content.ts';
import { answerQuestion } from './serve.ts';

/* The child process that reads PDFs: a document that hangs or crashes it takes nothing else along. */

// Thousands of documents may wait: whatever the user does goes first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const { parentPort } = process;
parentPort.on('message', ({ data }) => {
  // Only our own main process talks to this port.
  void answerQuestion(data as ReaderQuestion).then((answer) => {
    parentPort.postMessage(answer);
  });
});
