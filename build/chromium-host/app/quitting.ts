import { spawn } from 'node:child_process';
import { scriptPlace } from './package-info.ts';

export interface QuittingWindows {
  /** Asks every window to close; false as soon as one refused. */
  closeAll(): boolean;
  areAllClosed(): boolean;
  destroyAll(): void;
  /** Ends the browser, so that its profile is complete on disk. */
  endBrowser(): Promise<void>;
}

interface Deps {
  readonly windows: QuittingWindows;
  /** Emits an app event; true when a listener prevented it. */
  readonly emit: (name: string, ...args: unknown[]) => boolean;
  readonly listens: (name: string) => boolean;
  readonly release: () => void;
}

export interface Quitting {
  /** From readiness on the process lives until it is told to quit, also with nothing left to do. */
  stayAlive(): void;
  quit(): void;
  exit(code: number): void;
  allWindowsClosed(): void;
  relaunchAfterwards(options: Electron.RelaunchOptions): void;
  isExiting(): boolean;
}

/**
 * The order of Electron's document of `app`: before-quit, close of each window, will-quit, quit. Quitting ends when
 * a listener prevents one of the first three. `exit` goes straight to quit.
 */
export function createQuitting({ windows, emit, listens, release }: Deps): Quitting {
  let phase: 'running' | 'closing' | 'exiting' = 'running';
  let relaunch: (() => void) | null = null;
  let alive: NodeJS.Timeout | undefined;

  const finish = (code: number): void => {
    if (phase === 'exiting') return;
    phase = 'exiting';
    emit('quit', code);
    release();
    relaunch?.();
    clearInterval(alive);
    void windows.endBrowser().finally(() => process.exit(code));
  };

  const finishWhenClosed = (): void => {
    if (phase !== 'closing' || !windows.areAllClosed()) return;
    if (emit('will-quit')) phase = 'running';
    else finish(Number(process.exitCode ?? 0));
  };

  return {
    stayAlive() {
      alive = setInterval(() => undefined, 2 ** 30);
    },
    quit() {
      if (phase !== 'running') return;
      phase = 'closing';
      if (emit('before-quit') || !windows.closeAll()) phase = 'running';
      else finishWhenClosed();
    },
    exit(code) {
      if (phase === 'exiting') return;
      windows.destroyAll();
      finish(code);
    },
    allWindowsClosed() {
      if (phase === 'closing') {
        finishWhenClosed();
      } else if (phase === 'running') {
        if (listens('window-all-closed')) emit('window-all-closed');
        else this.quit();
      }
    },
    relaunchAfterwards(options) {
      // Electron starts the process that waits for the end of this one at once: with the environment of this moment.
      const env = { ...process.env };
      relaunch = () => {
        startAgain(options, env);
      };
    },
    isExiting: () => phase === 'exiting',
  };
}

function startAgain(options: Electron.RelaunchOptions, env: NodeJS.ProcessEnv): void {
  const program = options.execPath ?? process.execPath;
  const given = [program, ...(options.args ?? process.argv.slice(1))];
  // Electron takes the switches in front of the script; Node would take them for its own, and the host sets them again.
  const args = given.slice(scriptPlace(given));
  const own = options.execPath === undefined ? process.execArgv : [];
  spawn(program, [...own, ...args], { env, detached: true, stdio: 'ignore' }).unref();
}
