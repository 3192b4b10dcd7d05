import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { encode } from '../page/codec.ts';
import { NotOfferedError, StrictEmitter, StrictObject } from '../strict.ts';

type Offered = Pick<Electron.UtilityProcess, 'kill' | 'pid'> & {
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
};

type Stream = 'pipe' | 'ignore' | 'inherit';

const isStream = (name: string): name is Stream => ['pipe', 'ignore', 'inherit'].includes(name);
/** As far as a process of the host is one of Electron's. */
interface ModuleOffered {
  fork(...args: Parameters<typeof Electron.UtilityProcess.fork>): Offered;
}

const register = fileURLToPath(new URL('../register.mjs', import.meta.url));

/** A child of the main process on Node, with a `parentPort` and no window. */
export class UtilityProcess extends StrictEmitter implements Offered {
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
  readonly #child: ChildProcess;
  #pid: number | undefined;

  constructor(modulePath: string, args: readonly string[], options: Electron.ForkOptions) {
    super(['spawn', 'exit', 'message', 'error'], ['login']);
    const { execArgv = [], cwd, stdio = 'inherit', env = process.env } = options;
    const streams = typeof stdio === 'string' ? ['ignore', stdio, stdio] : stdio;
    if (Array.isArray(stdio) && stdio[0] !== undefined && stdio[0] !== 'ignore') {
      throw new Error('stdin value other than ignore is not supported.');
    }
    if (!streams.every(isStream)) {
      throw new TypeError('stdio must be one of pipe, ignore or inherit');
    }
    this.#child = spawn(process.execPath, [...execArgv, '--import', register, modulePath, ...args], {
      cwd,
      env: { ...env, CHROMIUM_HOST_PROCESS: 'utility' },
      // "Configuring stdin to any property other than `ignore` is not supported" (electron.d.ts, ForkOptions).
      stdio: ['ignore', streams[1] ?? 'inherit', streams[2] ?? 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    this.stdout = this.#child.stdout;
    this.stderr = this.#child.stderr;
    this.#child.once('spawn', () => {
      this.#pid = this.#child.pid;
      this.emit('spawn');
    });
    this.#child.once('error', () => {
      this.#ended(1);
    });
    this.#child.on('message', (message) => {
      this.emit('message', message);
    });
    this.#child.once('exit', (code) => {
      this.#ended(code ?? 1);
    });
    running.add(this.#child);
  }

  /** Undefined until the process has spawned and after it has ended. */
  get pid(): number | undefined {
    return this.#pid;
  }

  postMessage(message: unknown, transfer?: readonly unknown[]): void {
    if (transfer !== undefined && transfer.length > 0)
      throw new NotOfferedError('transferring ports to a utility process');
    encode(message);
    if (this.#child.connected) this.#child.send(message as string);
  }

  kill(): boolean {
    return this.#child.kill();
  }

  #ended(code: number): void {
    this.#pid = undefined;
    running.delete(this.#child);
    this.emit('exit', code);
  }
}

const running = new Set<ChildProcess>();

/** Of those that run now. */
export const utilityProcessIds = (): number[] => [...running].flatMap(({ pid }) => pid ?? []);

/** Utility processes do not outlive the main process. */
export function endUtilityProcesses(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** The module `utilityProcess`. */
export class UtilityProcessModule extends StrictObject implements ModuleOffered {
  readonly #isReady: () => boolean;

  constructor(isReady: () => boolean) {
    super();
    this.#isReady = isReady;
  }

  fork(modulePath: string, args: readonly string[] = [], options: Electron.ForkOptions = {}): UtilityProcess {
    if (!this.#isReady()) throw new Error('utilityProcess cannot be created before app is ready.');
    if (typeof modulePath !== 'string') throw new Error('Missing UtilityProcess entry script.');
    if (!existsSync(modulePath)) throw new Error(`Cannot find module '${modulePath}'`);
    return new UtilityProcess(modulePath, args, options);
  }
}
