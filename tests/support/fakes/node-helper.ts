import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StartHelper } from '../../../electron/platform/ports.ts';

const child = fileURLToPath(new URL('../pdf-reader-child.ts', import.meta.url));

/** The reader's child as a process of Node's; `started` counts them. */
export function createNodeHelper(): { start: StartHelper; started: () => number } {
  let started = 0;
  return {
    started: () => started,
    start: () => {
      started += 1;
      const helper = fork(child, { serialization: 'advanced', execArgv: [] });
      return {
        post(message) {
          if (helper.connected) helper.send(message as string);
        },
        onMessage: (listener) => helper.on('message', listener),
        onExit: (listener) => helper.once('exit', listener),
        kill: () => helper.kill('SIGKILL'),
      };
    },
  };
}
