import type { Page } from '@playwright/test';
import type { AppControl } from './app-control.ts';
import type { Desktop } from './desktop.ts';

/** `packed`: the program of a package, at `BILLFOLD_PACKED`. Its fuse `enableNodeCliInspectArguments` has to be on for a driver. */
export type Launcher = 'chromium-host' | 'electron' | 'packed';

export interface LaunchOptions {
  readonly desktop: Desktop;
  /** `BILLFOLD_DATA_DIR`. */
  readonly dataDir: string;
  readonly launcher?: Launcher;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The program; the built one unless given. */
  readonly main?: string;
}

export interface LaunchedApp {
  readonly page: Page;
  readonly control: AppControl;
  readonly pid: number;
  /** Errors of the page: exceptions, console errors, violations of its content security policy. */
  readonly problems: readonly string[];
  /** Resolves with the exit code when the program ends, for whatever reason. */
  readonly exited: Promise<number | null>;
  /** Everything that the program has printed so far. */
  readonly output: () => string;
  /** Asks the program to quit, and resolves with its exit code. */
  readonly quit: () => Promise<number | null>;
  /** SIGKILL: the program gets no chance to tidy up. */
  readonly kill: () => Promise<void>;
}
