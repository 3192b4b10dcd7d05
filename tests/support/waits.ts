import { execFile } from 'node:child_process';
import type { ChildProcess, ExecFileOptions } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/*
 * Every wait has a limit of its own, below that of a whole test (60 s), and says what was waited for. On a busy machine
 * things take many times as long as on a quiet one.
 */

/**
 * The promise, or an error that names what was waited for when it has not settled after so many seconds. What the promise
 * does later is ignored.
 */
export async function within<T>(seconds: number, what: string, waited: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new Error(`Waited ${seconds} s for ${what}`));
  }, seconds * 1000);
  try {
    return await Promise.race([waited, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for a condition that nothing announces. */
export async function until(condition: () => boolean | Promise<boolean>, what: string, seconds = 20): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await within(seconds, what, Promise.resolve(condition())))) {
    if (Date.now() > end) throw new Error(`Waited ${seconds} s for ${what}`);
    await pause(20);
  }
}

/** Runs a program to its end and gives what it printed; fails where it failed, or is killed because it takes too long. */
export async function run(
  program: string,
  args: readonly string[],
  { seconds = 50, ...options }: ExecFileOptions & { readonly seconds?: number } = {},
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const limits = { timeout: seconds * 1000, killSignal: 'SIGKILL' } as const;
  const { stdout, stderr } = await within(
    seconds + 2,
    `${program} ${args.join(' ')}`,
    promisify(execFile)(program, args, { ...options, ...limits }),
  );
  return { stdout: String(stdout), stderr: String(stderr) };
}

/** How a process ended or has ended, with its output complete where that is read. One that does not end in time is killed. */
export async function ending(
  child: ChildProcess,
  what: string,
  seconds = 45,
): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }> {
  if (child.exitCode !== null || child.signalCode !== null) return { code: child.exitCode, signal: child.signalCode };
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  try {
    const [code, signal] = await within(seconds, `the end of ${what}`, closed);
    return { code, signal };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/** Has a server listen on loopback and gives its port; a free one unless given. */
export async function listening(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1');
  await within(10, 'a server to listen', once(server, 'listening'));
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** Ends a server once it has no connection any more. */
export async function closed(server: Server): Promise<void> {
  const end = once(server, 'close');
  server.close();
  await within(10, 'a server to close', end);
}
