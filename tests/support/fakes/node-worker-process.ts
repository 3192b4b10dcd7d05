import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { StartWorker } from '../../../electron/platform/ports.ts';

const child = fileURLToPath(new URL('../pdf-reader-child.ts', import.meta.url));

/** The reader's child as a process of Node's, with options of its own; `started` counts them. */
export function createNodeWorker(execArgv: string[] = []): { start: StartWorker; started: () => number } {
  let started = 0;
  return {
    started: () => started,
    start: () => {
      started += 1;
      const worker = fork(child, { serialization: 'advanced', execArgv });
      return {
        post(message) {
          if (worker.connected) worker.send(message as string);
        },
        onMessage: (listener) => worker.on('message', listener),
        onExit: (listener) => worker.once('exit', listener),
        kill: () => worker.kill('SIGKILL'),
        memory: () => residentBytes(worker.pid),
      };
    },
  };
}

/** Linux tells it in kilobytes. */
function residentBytes(pid: number | undefined): number | null {
  try {
    const [, kilobytes] = /VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}
