import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { encode } from '../page/codec.ts';
import { NotOfferedError, StrictEmitter, StrictObject } from '../strict.ts';

type Offered = Pick<Electron.UtilityProcess, 'kill' | 'pid'> & {
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
};

type Stream = 'pipe' | 'ignore' | 'inherit';

const isStream = (name: unknown): name is Stream =>
  typeof name === 'string' && ['pipe', 'ignore', 'inherit'].includes(name);

/** Of standard output and error; the refusals of lib/browser/api/utility-process.ts. */
function streamsOf(stdio: unknown): [Stream, Stream] {
  const allowed = 'must be of the following values: inherit, pipe, ignore';
  if (!Array.isArray(stdio)) {
    if (!isStream(stdio)) throw new Error(`stdio ${allowed}`);
    return [stdio, stdio];
  }
  const [input, output, error] = stdio as unknown[];
  if (stdio.length < 3) throw new Error('configuration missing for stdin, stdout or stderr.');
  if (input !== 'ignore') throw new Error('stdin value other than ignore is not supported.');
  if (!isStream(output)) throw new Error(`stdout configuration ${allowed}`);
  if (!isStream(error)) throw new Error(`stderr configuration ${allowed}`);
  return [output, error];
}

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
  #killed = false;

  constructor(modulePath: string, args: readonly string[], options: Electron.ForkOptions) {
    super(['spawn', 'exit', 'message', 'error'], ['login']);
    const { execArgv = [], cwd, stdio = 'inherit', env = process.env } = options;
    const streams = streamsOf(stdio);
    this.#child = spawn(process.execPath, [...execArgv, '--import', register, modulePath, ...args], {
      cwd,
      env: { ...env, CHROMIUM_HOST_PROCESS: 'utility' },
      // "Configuring stdin to any property other than `ignore` is not supported" (electron.d.ts, ForkOptions).
      stdio: ['ignore', ...streams, 'ipc'],
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
    this.#child.once('exit', (code, signal) => {
      // HandleTermination: what `kill` of this process did counts as an end in order.
      if (this.#killed && (signal === 'SIGTERM' || signal === 'SIGKILL')) this.#ended(0);
      else this.#ended(code ?? (signal === null ? 1 : constants.signals[signal]));
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

  /** shell/browser/api/electron_api_utility_process.cc, Kill: of a process that has not spawned yet nothing is ended. */
  kill(): boolean {
    if (this.#pid === undefined) return false;
    this.#killed = this.#child.kill();
    return this.#killed;
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
    if (modulePath === '') throw new Error('Missing UtilityProcess entry script.');
    if (!this.#isReady()) throw new TypeError('utilityProcess cannot be created before app is ready.');
    // One that does not exist ends with 1, as Node does.
    return new UtilityProcess(modulePath, args, options);
  }
}
