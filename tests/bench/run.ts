import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const child = join(import.meta.dirname, 'bench-child.ts');
const execute = promisify(execFile);

/** Runs one of the child's tasks in a process of its own and answers what it printed, read as JSON. */
export async function runTask<Answer>(task: string, options: object): Promise<Answer> {
  const { stdout } = await execute(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', child, task, JSON.stringify(options)],
    {
      maxBuffer: 1 << 28,
    },
  );
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
  const server = spawn(process.execPath, [child, 'practice', JSON.stringify({ invoices })], {
    stdio: ['ignore', 'pipe', 'inherit'],
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
