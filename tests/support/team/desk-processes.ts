import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { within } from '../waits.ts';
import type { Answered, Asked, ChildDesk, Order } from './desk-child.ts';

const program = fileURLToPath(new URL('./desk-child.ts', import.meta.url));

/** Some desks in one process that can be killed and started again. An order that a kill cuts short is answered null. */
export async function startDesks(folder: string, desks: readonly ChildDesk[]) {
  let last = 0;
  const asked = new Map<number, (answer: Answered['answer'] | null) => void>();
  let child: ChildProcess;

  async function start(): Promise<void> {
    child = fork(program, [folder, JSON.stringify(desks)], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ready = Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => {
        throw new Error('A process with desks ended before it was ready');
      }),
    ]);
    child.on('message', ({ id, answer }: Answered) => {
      asked.get(id)?.(answer);
      asked.delete(id);
    });
    child.once('exit', () => {
      for (const answer of asked.values()) answer(null);
      asked.clear();
    });
    await within(40, 'a process with desks', ready);
  }
  await start();

  return {
    desks,
    ask: (index: number, order: Order): Promise<Answered['answer'] | null> => {
      const id = ++last;
      const { promise, resolve } = Promise.withResolvers<Answered['answer'] | null>();
      asked.set(id, resolve);
      child.send({ id, index, order } satisfies Asked, (error) => {
        if (error) resolve(null);
      });
      return promise;
    },
    /** Ends it as a power cut of its computer does. */
    async kill(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await within(40, 'the end of a process with desks', ended);
    },
    start,
  };
}
