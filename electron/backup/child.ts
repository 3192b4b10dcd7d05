import type { DatabaseTask } from './database-task.ts';
import { runDatabaseTask } from './database-tasks.ts';

/* The child process that copies and checks databases: a large one takes seconds that the main process does not have. */

const { parentPort } = process;
parentPort.once('message', ({ data }) => {
  // Only our own main process talks to this port.
  void runDatabaseTask(data as DatabaseTask).then((answer) => {
    parentPort.postMessage(answer);
  });
});
