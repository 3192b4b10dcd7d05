import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { mayInstall, missingPrograms, remedyFor, type SystemProgram } from '../../../build/support/machine.ts';

const wanted: readonly SystemProgram[] = [
  { debianPackage: 'xvfb', program: 'Xvfb', purpose: 'a display in memory' },
  { debianPackage: 'dunst', program: 'dunst', purpose: 'shows notifications there' },
];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'machine-'));
  vi.stubEnv('PATH', folder);
  vi.spyOn(process, 'platform', 'get').mockReturnValue('linux');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

function machineWith(userId: number, ...programs: string[]): void {
  for (const program of programs) {
    writeFileSync(join(folder, program), '');
    chmodSync(join(folder, program), 0o755);
  }
  vi.spyOn(process, 'getuid').mockReturnValue(userId);
}

const installing = 'apt-get update && apt-get install -y --no-install-recommends xvfb dunst';

it('finds what is missing on the path', () => {
  machineWith(1000, 'dunst');
  expect(missingPrograms(wanted).map(({ program }) => program)).toEqual(['Xvfb']);
});

it('may install as root with apt only', () => {
  machineWith(0);
  expect(mayInstall()).toBe(false);
  machineWith(0, 'apt-get', 'dpkg');
  expect(mayInstall()).toBe(true);
  machineWith(1000);
  expect(mayInstall()).toBe(false);
});

it('names one thing to do that this machine can do', () => {
  machineWith(1000);
  expect(remedyFor(wanted)).toBe("install what is missing with this system's package manager.");
  machineWith(1000, 'apt-get', 'dpkg');
  expect(remedyFor(wanted)).toBe(`run:  su -c '${installing}'`);
  machineWith(1000, 'sudo');
  expect(remedyFor(wanted)).toBe(
    'run:  sudo apt-get update && sudo apt-get install -y --no-install-recommends xvfb dunst',
  );
  machineWith(0);
  expect(remedyFor(wanted)).toBe(`run:  ${installing}`);
});

it('asks for a browser alone where nothing else is needed', () => {
  machineWith(501);
  vi.spyOn(process, 'platform', 'get').mockReturnValue('darwin');
  expect(remedyFor(wanted)).toBe('install Google Chrome or Chromium.');
});
