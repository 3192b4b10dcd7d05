import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { updateAbility } from '../../../electron/platform/update-feed.ts';

const folder = mkdtempSync(join(tmpdir(), 'ability-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const address = 'provider: generic\nurl: https://updates.example/\n';
const signed = `${address}publisherName:\n  - Billfold Ltd\n`;

test.each([
  ['win32', signed, 'installs'],
  // Without a publisher electron-updater would check no signature.
  ['win32', address, 'tells'],
  ['darwin', address, 'installs'],
  ['linux', signed, 'tells'],
] as const)('a package for %s with %j %s', (platform, facts, ability) => {
  writeFileSync(join(folder, 'app-update.yml'), facts);
  expect(updateAbility(true, platform, folder)).toBe(ability);
});

test('a checkout, and a package without an address, look nowhere', () => {
  expect(updateAbility(false, 'win32', folder)).toBe('none');
  expect(updateAbility(true, 'win32', join(folder, 'nowhere'))).toBe('none');
});
