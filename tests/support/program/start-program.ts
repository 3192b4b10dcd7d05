import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostRegister } from '@billfold/chromium-host';
import { within } from '../waits.ts';
import type { Asked, AskName, ProgramAnswer } from './requests.ts';

export type ProgramProcess = Awaited<ReturnType<typeof startProgram>>;

/**
 * Starts the program in a process of its own, with its data in `data` of the folder. `haste`: how much faster its time runs.
 * It is given values as a page's calls are: cloned, so that whatever can be cloned can be asked.
 */
export async function startProgram(folder: string, { haste = 1 }: { readonly haste?: number } = {}) {
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder, { recursive: true });
  const child = fork(join(import.meta.dirname, 'program-child.ts'), [dataFolder, String(haste)], {
    execArgv: ['--import', hostRegister],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      ...process.env,
      DISPLAY: undefined,
      WAYLAND_DISPLAY: undefined,
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
    },
  });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const waiting = new Map<number, { resolve: (answer: ProgramAnswer) => void; reject: (cause: Error) => void }>();
  child.on('message', (message: ProgramAnswer) => {
    waiting.get(message.id)?.resolve(message);
    waiting.delete(message.id);
  });
  child.once('exit', (code, signal) => {
    const cause = new Error(`The program ended (${String(code ?? signal)}): ${errors}`);
    for (const { reject } of waiting.values()) reject(cause);
  });
  await within(40, 'the program to start', once(child, 'message'));

  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  let last = 0;
  function ask<Name extends AskName>(
    what: Name,
    request: Asked[Name]['request'],
    seconds = 25,
  ): Promise<Asked[Name]['answer']> {
    if (!isAlive()) return Promise.reject(new Error(`The program has ended: ${errors}`));
    const id = ++last;
    const { promise, resolve: answered, reject } = Promise.withResolvers<ProgramAnswer>();
    waiting.set(id, { resolve: answered, reject });
    child.send({ id, what, request });
    return within(
      seconds,
      `the program to answer ${what}`,
      promise.then(({ answer, thrown }) => {
        if (thrown !== undefined) throw new Error(thrown);
        return answer as Asked[Name]['answer'];
      }),
    );
  }

  return {
    dataFolder,
    folder,
    ask,
    /** The most memory that the process has held so far, in MiB. */
    peakMemory: (): number =>
      Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${String(child.pid)}/status`, 'utf8'))?.[1]) / 1024,
    isAlive,
    async [Symbol.asyncDispose]() {
      if (!isAlive()) return;
      const exit = once(child, 'exit');
      await ask('end', null);
      await within(20, 'the program to end', exit);
    },
  };
}
