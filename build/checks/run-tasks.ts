import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { projectRoot, say } from '../support/project.ts';
import type { Task } from './tasks.ts';

/** Two, because the slowest checks are single-threaded and machines with fewer cores are rare. */
const atOnce = 2;

/**
 * Runs checks side by side, prints each one's heading, duration and (when it fails) everything it said, in one piece.
 * Gives the names of those that failed.
 */
export async function runTasks(tasks: readonly Task[]): Promise<string[]> {
  const waiting = [...tasks];
  const failed: string[] = [];
  const worker = async () => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      if (!(await runTask(task))) failed.push(task.name);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return failed;
}

async function runTask(task: Task): Promise<boolean> {
  const started = performance.now();
  const { code, output } = await runNode(task.command);
  const good = code === 0;
  say(heading(task.name, good ? 'passed' : 'FAILED', performance.now() - started));
  if (!good) say(output.trimEnd());
  return good;
}

export function heading(name: string, state: string, durationMs: number): string {
  return `── ${name}: ${state} in ${(durationMs / 1000).toFixed(1)} s`;
}

function runNode(command: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (text: string) => (output += text);
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}
