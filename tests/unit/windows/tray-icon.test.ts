import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trayIcon } from '../../../electron/windows/tray-icon.ts';

/* How Electron takes the icons of the tray: docs/api/tray.md and docs/api/native-image.md. */

const file = (name: string): Buffer =>
  readFileSync(resolve(import.meta.dirname, '../../../electron/windows/icons', name));
const sizeOf = (png: Buffer): number[] => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('the icon of the tray', () => {
  it('is a template of 16 points on macOS, with its like for finer screens', () => {
    expect(sizeOf(file('trayTemplate.png'))).toEqual([16, 16]);
    expect(sizeOf(file('trayTemplate@2x.png'))).toEqual([32, 32]);
  });

  it('has every size of the notification area on Windows', () => {
    const icon = file('tray.ico');
    const sizes = Array.from({ length: icon.readUInt16LE(4) }, (_, index) => icon.readUInt8(6 + 16 * index));
    expect([icon.readUInt16LE(0), icon.readUInt16LE(2)]).toEqual([0, 1]);
    expect(sizes).toEqual([16, 20, 24, 32, 40, 48]);
  });

  it.each([
    ['darwin', 'idle', 'trayTemplate.png'],
    ['win32', 'idle', 'tray.ico'],
    ['linux', 'idle', 'tray.png'],
    ['darwin', 'watching', 'trayTemplate.png'],
    ['linux', 'watching', 'tray-watching.png'],
    ['darwin', 'to-do', 'tray-to-doTemplate.png'],
    ['win32', 'unwatched', 'tray-unwatched.ico'],
    ['linux', 'unwatched', 'tray-unwatched.png'],
  ] as const)('of %s, %s, is %s', (platform, state, name) => {
    expect(trayIcon(platform, state)).toMatch(new RegExp(`/${name.replace('.', '\\.')}`));
  });

  it.each(['watching', 'to-do', 'unwatched'])('differs where the state is %s', (state) => {
    expect(file(`tray-${state}.png`).equals(file('tray.png'))).toBe(false);
    expect(sizeOf(file(`tray-${state}.png`))).toEqual([32, 32]);
  });

  it('has 32 pixels elsewhere', () => {
    expect(sizeOf(file('tray.png'))).toEqual([32, 32]);
  });
});
