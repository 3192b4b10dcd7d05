import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hostRegister } from '@billfold/chromium-host';

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

/**
 * Makes a folder that looks to electron-builder like an unpacked Electron for Linux. In the place of its program is a script that
 * starts the main file which the variable `STAND_IN_PROGRAM` names, in the host.
 */
export async function makeStandInElectron(folder: string): Promise<void> {
  await mkdir(join(folder, 'locales'), { recursive: true });
  await mkdir(join(folder, 'resources'));
  for (const language of ['de', 'en-US', 'fr']) await writeFile(join(folder, 'locales', `${language}.pak`), '');
  const script = `#!/bin/sh\nexec '${process.execPath}' --import '${hostRegister}' "$STAND_IN_PROGRAM" "$@"\n`;
  for (const file of ['chrome-sandbox', 'LICENSE', 'LICENSES.chromium.html']) await writeFile(join(folder, file), '');
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
