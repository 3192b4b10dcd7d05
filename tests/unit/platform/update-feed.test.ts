import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

function abilityOf(platform: NodeJS.Platform, facts: string, beside: readonly string[]) {
  const place = mkdtempSync(join(folder, 'program-'));
  const resources = join(place, 'resources');
  mkdirSync(resources);
  writeFileSync(join(resources, 'app-update.yml'), facts);
  for (const name of beside) writeFileSync(join(place, name), '');
  return updateAbility(true, platform, resources);
}

test.each([
  ['win32', signed, 'installs'],
  // Without a publisher electron-updater would check no signature.
  ['win32', address, 'tells'],
  ['darwin', address, 'installs'],
  ['linux', signed, 'tells'],
] as const)('a package for %s with %j %s', (platform, facts, ability) => {
  expect(abilityOf(platform, facts, ['Uninstall Billfold.exe'])).toBe(ability);
});

// The updater would start the other installer, and leave the program there twice.
test('what the MSI put on a computer is only told of', () => {
  expect(abilityOf('win32', signed, [])).toBe('tells');
});

test('a checkout, and a package without an address, look nowhere', () => {
  expect(updateAbility(false, 'win32', folder)).toBe('none');
  expect(updateAbility(true, 'win32', join(folder, 'nowhere'))).toBe('none');
});
