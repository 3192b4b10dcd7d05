import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** `program` is the main process with its preload (all that a command needs), `window` the interface. */
export type BuildPart = 'program' | 'window';

export const buildParts: readonly BuildPart[] = ['program', 'window'];

const common = [
  ...['shared/**/*', 'electron.vite.config.ts', 'build/vite/*', 'build/support/{libraries,licenses}.ts'],
  ...['tsconfig*.json', 'package.json', 'package-lock.json'],
];

const inputs: Record<BuildPart, readonly string[]> = {
  program: ['electron/**/*', ...common],
  window: ['renderer/**/*', ...common],
};

const outputs: Record<BuildPart, readonly string[]> = {
  program: ['out/main/**/*', 'out/preload/**/*'],
  window: ['out/renderer/**/*'],
};

interface Stamp {
  /** Fingerprint of everything that went into the build. */
  readonly inputs: string;
  /** Files that came out of it, relative to the project. */
  readonly outputs: readonly string[];
}

const stampFile = (root: string, part: BuildPart) => join(root, '.cache', 'build', `${part}.json`);

function filesOf(root: string, patterns: readonly string[]): string[] {
  return globSync([...patterns], { cwd: root })
    .filter((file) => statSync(join(root, file), { throwIfNoEntry: false })?.isFile() === true)
    .sort();
}

/** Hash over names and contents of everything that a part of the build is made of (hex, SHA-256). */
export function fingerprint(root: string, part: BuildPart): string {
  const hash = createHash('sha256');
  for (const file of filesOf(root, inputs[part])) {
    const content = readFileSync(join(root, file));
    hash.update(`${file.replaceAll('\\', '/')}\0${String(content.byteLength)}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Whether the built files are there and were made from exactly the present sources. */
export function isFresh(root: string, part: BuildPart): boolean {
  const stamp = readStamp(root, part);
  if (stamp === undefined || stamp.outputs.length === 0) return false;
  return stamp.outputs.every((file) => existsSync(join(root, file))) && stamp.inputs === fingerprint(root, part);
}

/** A build that starts counts as absent until {@link writeStamp}: one that is interrupted never counts. */
export function removeStamp(root: string, part: BuildPart): void {
  rmSync(stampFile(root, part), { force: true });
}

/** `inputs` is the fingerprint taken before the build, so that a change during it makes the build stale. */
export function writeStamp(root: string, part: BuildPart, inputsBefore: string): void {
  const stamp: Stamp = {
    inputs: inputsBefore,
    outputs: filesOf(root, outputs[part]),
  };
  mkdirSync(dirname(stampFile(root, part)), { recursive: true });
  writeFileSync(stampFile(root, part), JSON.stringify(stamp));
}

function readStamp(root: string, part: BuildPart): Stamp | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(stampFile(root, part), 'utf8'));
    return isStamp(value) ? value : undefined;
  } catch {
    // Missing or cut off: both mean that the part has to be built.
    return undefined;
  }
}

function isStamp(value: unknown): value is Stamp {
  return (
    typeof value === 'object' &&
    value !== null &&
    'inputs' in value &&
    typeof value.inputs === 'string' &&
    'outputs' in value &&
    Array.isArray(value.outputs) &&
    value.outputs.every((file) => typeof file === 'string')
  );
}
