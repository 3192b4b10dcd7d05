import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint, isFresh, removeStamp, writeStamp } from '../../../build/support/build-stamp.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'build-stamp-'));
  write('electron/main.ts', 'main');
  write('renderer/main.ts', 'window');
  write('shared/money.ts', 'money');
  write('package.json', '{}');
  write('out/main/index.js', 'built');
  write('out/renderer/index.html', 'built');
  writeStamp(root, 'program', fingerprint(root, 'program'));
  writeStamp(root, 'window', fingerprint(root, 'window'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('a build', () => {
  it('is fresh while nothing changes, whatever the dates of the files say', () => {
    utimesSync(join(root, 'electron/main.ts'), new Date(), new Date(Date.now() + 60_000));
    expect(freshness()).toEqual({ program: true, window: true });
  });

  it('is stale in the parts whose sources changed', () => {
    write('electron/main.ts', 'niam');
    expect(freshness()).toEqual({ program: false, window: true });
    write('renderer/new.ts', '');
    expect(freshness()).toEqual({ program: false, window: false });
  });

  it.each([
    ['a shared file', 'shared/money.ts'],
    ['the dependencies', 'package-lock.json'],
    ['the build configuration', 'electron.vite.config.ts'],
  ])('is stale in every part when %s changed', (_what, file) => {
    write(file, 'changed');
    expect(freshness()).toEqual({ program: false, window: false });
  });

  it('is stale when a source is renamed or removed', () => {
    renameSync(join(root, 'shared/money.ts'), join(root, 'shared/coins.ts'));
    expect(isFresh(root, 'program')).toBe(false);
    rmSync(join(root, 'shared/coins.ts'));
    expect(isFresh(root, 'window')).toBe(false);
  });

  it('is stale when something of it is gone', () => {
    rmSync(join(root, 'out/main/index.js'));
    expect(freshness()).toEqual({ program: false, window: true });
  });

  it('does not count from its start until its end', () => {
    removeStamp(root, 'program');
    expect(freshness()).toEqual({ program: false, window: true });
  });

  it('is stale when a source changed while it was made', () => {
    const before = fingerprint(root, 'program');
    write('electron/main.ts', 'changed meanwhile');
    writeStamp(root, 'program', before);
    expect(isFresh(root, 'program')).toBe(false);
  });

  it('is stale when its record is cut off', () => {
    write('.cache/build/program.json', '{"inputs":');
    expect(freshness()).toEqual({ program: false, window: true });
  });
});

function freshness() {
  return { program: isFresh(root, 'program'), window: isFresh(root, 'window') };
}

function write(file: string, content: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
}
