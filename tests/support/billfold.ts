import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hostRegister } from '@billfold/chromium-host';
import type { z } from 'zod';
import { ending, run, within } from './waits.ts';

const root = resolve(import.meta.dirname, '../..');
const program = join(root, 'out/main/index.js');

/** Builds the program where it is missing or older than its sources. */
export const buildProgram = () =>
  run(process.execPath, [join(root, 'build/build.ts'), '--if-stale', 'program'], { cwd: root, seconds: 55 });

export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Place {
  readonly dataFolder: string;
  /** Null: no key in the environment. */
  readonly key: string | null;
  /** A key of ImageKit's in the environment. */
  readonly imagekitKey?: string;
  /** What else is in its environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Where it is run; anywhere unless given. */
  readonly folder?: string;
  /** The words of a command that starts the program. */
  readonly within?: readonly string[];
}

/** The built program as a user would start it in a terminal without a display: the words of the command, its environment. */
export function commandOf({ dataFolder, key, imagekitKey, env, within: around = [] }: Place, args: readonly string[]) {
  return {
    words: [...around, process.execPath, '--import', hostRegister, program, ...args],
    env: {
      ...process.env,
      DISPLAY: undefined,
      WAYLAND_DISPLAY: undefined,
      BILLFOLD_DATA_DIR: dataFolder,
      // No desktop: neither notifications nor a secret store of whoever runs the tests.
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
      BILLFOLD_STRIPE_KEY: key ?? undefined,
      BILLFOLD_IMAGEKIT_KEY: imagekitKey,
      ...env,
    },
  };
}

export function startBillfold(place: Place, args: readonly string[]): ChildProcess {
  const {
    words: [node = '', ...words],
    env,
  } = commandOf(place, args);
  return spawn(node, words, {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(place.folder !== undefined && { cwd: place.folder }),
  });
}

/** Waits for a process and what it printed. */
export async function ended(child: ChildProcess, what = 'a command', seconds = 45): Promise<Ended> {
  const printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream]?.setEncoding('utf8').on('data', (text: string) => (printed[stream] += text));
  const { code } = await ending(child, what, seconds).catch((error: unknown) => {
    throw new Error(`${String(error)}\nIt has printed:\n${printed.stdout}${printed.stderr}`, { cause: error });
  });
  return { code, ...printed };
}

/** The first line that a process prints on its standard output; fails when it ends before. */
export function firstLine(child: ChildProcess, seconds = 30): Promise<string> {
  return within(seconds, 'the first line that a command prints', readFirstLine(child));
}

async function readFirstLine(child: ChildProcess): Promise<string> {
  let printed = '';
  for await (const part of child.stdout ?? []) {
    printed += String(part);
    if (printed.includes('\n')) return printed.slice(0, printed.indexOf('\n'));
  }
  throw new Error(`It ended before it printed a line: ${printed}`);
}

/** A data folder and a key, with which commands are run one after the other. What they printed is kept. */
export function createTerminal(place: Place) {
  const printed: string[] = [];
  async function billfold(...args: string[]): Promise<Ended> {
    const end = await ended(startBillfold(place, args), `billfold ${args.join(' ')}`);
    printed.push(end.stdout, end.stderr);
    return end;
  }
  return {
    ...place,
    billfold,
    /** Everything that was printed so far. */
    printed: () => printed.join('\n'),
    /** The same data folder with another key. */
    withKey: (key: string | null) => createTerminal({ ...place, key }),
  };
}
export type Terminal = ReturnType<typeof createTerminal>;

/** Adds an account of a practice server. */
export const addAccount = (
  { billfold }: Terminal,
  name: string,
  { url, customerId }: { readonly url: string; readonly customerId: string },
  ...more: string[]
): Promise<Ended> =>
  billfold(
    ...['accounts', 'add', '--source', 'stripe', '--name', name, '--base-url', url, '--customer', customerId, ...more],
  );

/** The one JSON document of a standard output, of exactly this shape at least. */
export const documentOf = <Shape>(schema: z.ZodType<Shape>, { stdout }: Ended): Shape =>
  schema.parse(JSON.parse(stdout));

/** Files below a folder, with their paths relative to it. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

/** Those files below a folder that hold a text, byte by byte. */
export const filesWith = (folder: string, text: string): string[] =>
  filesBelow(folder).filter((path) => readFileSync(join(folder, path)).includes(text));

/** Checks an export's sums with the usual program, and answers how many files they cover; fails where one does not hold. */
export const sumsHold = (folder: string): number =>
  execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8', timeout: 60_000 })
    .trim()
    .split('\n').length;
