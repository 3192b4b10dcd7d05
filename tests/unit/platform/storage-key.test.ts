import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { shareStorageKey } from '../../../electron/platform/storage-key.ts';

let folder: string;
let window: string;
let command: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'billfold-storage-key-'));
  [window, command] = [join(folder, 'data'), join(folder, 'data', 'command-session')];
  mkdirSync(command, { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const write = (place: string, state: unknown) => {
  writeFileSync(join(place, 'Local State'), typeof state === 'string' ? state : JSON.stringify(state));
};
const read = (place: string): unknown => JSON.parse(readFileSync(join(place, 'Local State'), 'utf8'));
const withKey = (encrypted_key: string) => ({ os_crypt: { encrypted_key } });

test('a command uses the key of the window, and keeps what else is in its own file', () => {
  write(window, { os_crypt: { audit_enabled: true, encrypted_key: 'window' }, other: 1 });
  write(command, { os_crypt: { audit_enabled: false, encrypted_key: 'command' }, kept: [1] });
  shareStorageKey(command, [window, command]);
  expect(read(command)).toEqual({ os_crypt: { audit_enabled: false, encrypted_key: 'window' }, kept: [1] });
  expect(read(window)).toMatchObject({ other: 1 });
  expect(readdirSync(command)).toEqual(['Local State']);
});

test('a window that has none yet uses the key of a command that came first; one that has keeps its own', () => {
  write(command, withKey('command'));
  shareStorageKey(window, [window, command]);
  expect(read(window)).toEqual(withKey('command'));
  write(window, withKey('window'));
  shareStorageKey(window, [window, command]);
  expect(read(window)).toEqual(withKey('window'));
});

test('a folder that cannot be written to lends its key to the place beside it', () => {
  const place = join(folder, 'temporary');
  mkdirSync(place);
  write(window, withKey('window'));
  shareStorageKey(place, [window, command]);
  expect(read(place)).toEqual(withKey('window'));
});

test.each([
  ['no file', null],
  ['no key, as on Linux and macOS', { os_crypt: {} }],
  ['no object', '[]'],
  ['a file that was cut short', '{"os_crypt":{"encr'],
])('where there is %s nothing is written', (_, state) => {
  if (state !== null) write(window, state);
  shareStorageKey(command, [window, command]);
  expect(readdirSync(command)).toEqual([]);
});

test('a file of its own that cannot be read is replaced', () => {
  write(window, withKey('window'));
  write(command, '{"os_cr');
  shareStorageKey(command, [window, command]);
  expect(read(command)).toEqual(withKey('window'));
});
