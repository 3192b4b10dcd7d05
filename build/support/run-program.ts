import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { pathToFileURL } from 'node:url';
import { hostRegister } from '@billfold/chromium-host';
import { inProject, mainProgram } from './project.ts';

const forwarded: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const checkParentEveryMs = 200;

/** The process that started this script. Read before anything slow, because it may be gone afterwards. */
const parentAtStart = process.ppid;

/** Runs the built program with the Chromium host in Electron's place: same standard streams, signals and exit code. */
export function runOnHost(programArguments: readonly string[]): void {
  becomeNode(['--import', hostRegister, mainProgram, ...programArguments]);
}

/**
 * Goes on as another run of Node: same standard streams, signals and exit code. Where the system can (not on Windows) it
 * takes over this very process, so that nobody is in between.
 */
export function becomeNode(nodeArguments: readonly string[]): void {
  const follow = pathToFileURL(inProject('build', 'support', 'follow-parent.ts')).href;
  const args = ['--import', follow, ...nodeArguments];
  if (process.platform === 'win32' || process.execve === undefined) {
    runChild(process.execPath, args);
    return;
  }
  const env = startedByNpm() ? { ...process.env, BILLFOLD_PARENT_PID: String(parentAtStart) } : process.env;
  process.execve(process.execPath, [process.execPath, ...args], env);
}

/** Runs a program as a child with this process's streams, passes signals on, and ends with its exit code. */
export function runChild(file: string, args: readonly string[]): void {
  const child = spawn(file, args, { stdio: 'inherit' });
  for (const signal of forwarded) process.on(signal, () => child.kill(signal));
  if (startedByNpm()) {
    const timer = setInterval(() => {
      if (process.ppid !== parentAtStart) child.kill('SIGTERM');
    }, checkParentEveryMs);
    timer.unref();
  }
  child.on('error', (error) => {
    throw error;
  });
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
  });
}

function startedByNpm(): boolean {
  return process.env['npm_lifecycle_event'] !== undefined;
}
