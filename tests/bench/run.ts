import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const child = join(import.meta.dirname, 'bench-child.ts');
const execute = promisify(execFile);

// The program is built; a process that still had to strip the types would be larger and start later than it.
const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'billfold-bench-cache') };
// Electron's V8 compresses pointers; without that Node lets the youngest part of its heap grow to twice as much.
const flags = ['--max-semi-space-size=16', '--disable-warning=ExperimentalWarning', child];

/** Fills the cache of compiled modules, so that the first measured process is like the others. */
export const warmUp = (): Promise<unknown> => runTask('nothing', {});

/** Runs one of the child's tasks in a process of its own and answers what it printed, read as JSON. */
export async function runTask<Answer>(task: string, options: object): Promise<Answer> {
  const { stdout } = await execute(process.execPath, [...flags, task, JSON.stringify(options)], {
    maxBuffer: 1 << 28,
    env,
  });
  // The tasks and their callers are written for each other.
  return JSON.parse(stdout) as Answer;
}

/** Runs a shell script; fails when it does. */
export async function shell(script: string): Promise<void> {
  await execute('bash', ['-euc', script], { maxBuffer: 1 << 28 });
}

export interface PracticeProcess extends AsyncDisposable {
  readonly url: string;
  readonly customerId: string;
}

/** A practice server in a process of its own. */
export async function startPractice(invoices: number): Promise<PracticeProcess> {
  const server = spawn(process.execPath, [...flags, 'practice', JSON.stringify({ invoices })], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  });
  const kill = () => server.kill();
  process.once('exit', kill);
  const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
  const place = JSON.parse(line) as { url: string; customerId: string };
  return {
    ...place,
    async [Symbol.asyncDispose]() {
      process.off('exit', kill);
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
}
