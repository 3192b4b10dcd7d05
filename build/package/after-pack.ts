import { copyFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { FuseV1Options, FuseVersion } from '@electron/fuses';
import type { AfterPackContext } from 'electron-builder';

/** What of Electron can be switched off for good in the program itself. */
const fuses = {
  version: FuseVersion.V1,
  // Apple silicon starts no program whose signature is broken. A signed build is signed after this.
  resetAdHocDarwinSignature: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  // A test drives the program by its inspector, in a package that is made for it and for nothing else.
  [FuseV1Options.EnableNodeCliInspectArguments]: process.env['BILLFOLD_PACKAGE_FOR_TESTS'] === '1',
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
} as const;

/**
 * Called by electron-builder when the program's folder is complete, before it is signed. On Linux the launcher then takes
 * the program's name: an AppImage starts what has that name and nothing else.
 */
export default async function afterPack(context: AfterPackContext): Promise<void> {
  // Half of a universal program of macOS: this is called again for the whole.
  if (context.appOutDir.endsWith('-temp')) return;
  await context.packager.addElectronFuses(context, fuses);
  if (context.electronPlatformName !== 'linux') return;
  const named = join(context.appOutDir, 'billfold-desktop');
  await rename(named, join(context.appOutDir, 'billfold-program'));
  await copyFile(join(import.meta.dirname, '../launcher/linux/billfold'), named);
}
