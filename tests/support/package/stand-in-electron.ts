import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Marks the fuses in Electron's program: https://github.com/electron/fuses */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const wireVersion = 1;

/** Fuses in the order of their wire. */
const fuseNames = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptionsEnvironmentVariable',
  'nodeCliInspectArguments',
  'embeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'browserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const;

/** As Electron leaves its own build: what is a risk is on, what protects is off. */
const wireAsDelivered = '10110001';

/** A script in the place of Electron's program prints its arguments, a line each, and ends with this code. */
export const standInExitCode = 7;

/** Makes a folder that looks to electron-builder like an unpacked Electron for Linux. */
export async function makeStandInElectron(folder: string): Promise<void> {
  await mkdir(join(folder, 'locales'), { recursive: true });
  await mkdir(join(folder, 'resources'));
  for (const language of ['de', 'en-US', 'fr']) await writeFile(join(folder, 'locales', `${language}.pak`), '');
  const script = `#!/bin/sh\nprintf '%s\\n' "$@"\nexit ${String(standInExitCode)}\n`;
  const wire = Buffer.from([wireVersion, wireAsDelivered.length, ...Buffer.from(wireAsDelivered)]);
  await writeFile(join(folder, 'electron'), Buffer.concat([Buffer.from(script + sentinel), wire]));
  await chmod(join(folder, 'electron'), 0o755);
}

/** The fuses of a program, read from its bytes. */
export async function readFuses(program: string): Promise<Record<string, boolean>> {
  const bytes = await readFile(program);
  const wire = bytes.indexOf(sentinel) + sentinel.length + 2;
  return Object.fromEntries(fuseNames.map((name, index) => [name, bytes[wire + index] === '1'.charCodeAt(0)]));
}
