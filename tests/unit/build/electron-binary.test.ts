import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ElectronPlace, findOrFetchElectron } from '../../../build/support/electron-binary.ts';

const dayMs = 24 * 60 * 60 * 1000;

let folder: string;
let place: ElectronPlace;
let clock: number;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'electron-binary-'));
  clock = Date.UTC(2026, 10, 22);
  said = [];
  place = {
    packageFolder: join(folder, 'package'),
    cacheFolder: join(folder, 'cache'),
    environment: {},
    now: () => clock,
    giveUpAfterMs: 10_000,
    say: (line) => said.push(line),
  };
  mkdirSync(place.packageFolder);
  write('package.json', JSON.stringify({ version: '45.4.1' }));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a binary that is there', () => {
  it('is found where the npm package keeps it', async () => {
    install();
    expect(await findOrFetchElectron(place)).toBe(join(place.packageFolder, 'dist', 'electron'));
    expect(said).toEqual([]);
  });

  it('is found where the environment says', async () => {
    write('elsewhere', '');
    const named = join(place.packageFolder, 'elsewhere');
    expect(await findOrFetchElectron({ ...place, environment: { ELECTRON_EXEC_PATH: named } })).toBe(named);

    const distribution = join(folder, 'distribution');
    mkdirSync(distribution);
    writeFileSync(join(distribution, 'electron'), '');
    const environment = { ELECTRON_OVERRIDE_DIST_PATH: distribution };
    expect(await findOrFetchElectron({ ...place, environment })).toBe(join(distribution, 'electron'));
  });
});

describe('a binary that has to be fetched', () => {
  it('is fetched by the installer of the package', async () => {
    write(
      'install.js',
      `const fs = require('node:fs');
       fs.mkdirSync(__dirname + '/dist');
       fs.writeFileSync(__dirname + '/dist/electron', 'program');
       fs.writeFileSync(__dirname + '/path.txt', 'electron');`,
    );
    expect(await findOrFetchElectron(place)).toBe(join(place.packageFolder, 'dist', 'electron'));
  });

  it('is not tried again for a day after a failure, and then it is', async () => {
    write(
      'install.js',
      `require('node:fs').appendFileSync(__dirname + '/tries', 'x');
       console.error('TypeError: fetch failed'); process.exit(1);`,
    );
    expect(await findOrFetchElectron(place)).toBeUndefined();
    expect(said.at(-1)).toContain('its download page cannot be reached from here');
    clock += dayMs - 1;
    expect(await findOrFetchElectron(place)).toBeUndefined();
    expect(tries()).toBe('x');
    clock += 1;
    expect(await findOrFetchElectron(place)).toBeUndefined();
    expect(tries()).toBe('xx');
  });

  it('is tried again at once for another version of Electron', async () => {
    write('install.js', `require('node:fs').appendFileSync(__dirname + '/tries', 'x'); process.exit(1);`);
    await findOrFetchElectron(place);
    write('package.json', JSON.stringify({ version: '46.0.0' }));
    await findOrFetchElectron(place);
    expect(tries()).toBe('xx');
  });

  it('is given up when nothing arrives', async () => {
    write('install.js', 'setInterval(() => {}, 1000);');
    expect(await findOrFetchElectron({ ...place, giveUpAfterMs: 300 })).toBeUndefined();
    expect(said.at(-1)).toContain('nothing arrived');
  });

  it('is waited for as long as something arrives', async () => {
    write(
      'install.js',
      `const fs = require('node:fs');
       let pieces = 0;
       setInterval(() => {
         fs.appendFileSync(process.env.TMPDIR + '/electron.zip', 'piece');
         if (++pieces < 15) return;
         fs.mkdirSync(__dirname + '/dist');
         fs.writeFileSync(__dirname + '/dist/electron', 'program');
         fs.writeFileSync(__dirname + '/path.txt', 'electron');
         process.exit(0);
       }, 100);`,
    );
    expect(await findOrFetchElectron({ ...place, giveUpAfterMs: 1000 })).toBeDefined();
    expect(said.some((line) => line.endsWith(' MB'))).toBe(true);
  });
});

function install(): void {
  mkdirSync(join(place.packageFolder, 'dist'));
  writeFileSync(join(place.packageFolder, 'dist', 'electron'), 'program');
  write('path.txt', 'electron');
}

function write(file: string, content: string): void {
  writeFileSync(join(place.packageFolder, file), content);
}

function tries(): string {
  return readFileSync(join(place.packageFolder, 'tries'), 'utf8');
}
