import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
        memory: () => residentBytes(helper.pid),
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
