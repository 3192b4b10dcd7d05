import { app } from 'electron';
import type { AppInfo } from '#shared/ipc/contract.ts';
import type { Program } from '../bootstrap.ts';

const platforms = { win32: 'windows', darwin: 'macos' } as const;

/** What became of a restore that ended just now; all null where there was none. */
export type RestoreOutcome = Pick<AppInfo, 'restored' | 'restoreError'>;

export const noRestore: RestoreOutcome = { restored: null, restoreError: null };

/** What the window tells about the program and the machine, in Settings and for formatting. */
export async function describeApp(
  program: Pick<
    Program,
    'secretStore' | 'folder' | 'documentsFolder' | 'settings' | 'readOnly' | 'policy' | 'system' | 'timeZone'
  >,
  outcome: RestoreOutcome,
): Promise<AppInfo> {
  const { platform } = process;
  return {
    version: app.getVersion(),
    platform: platform === 'win32' || platform === 'darwin' ? platforms[platform] : 'linux',
    system: program.system,
    timeZone: program.timeZone(),
    secretStore: (await program.secretStore.isAvailable()) ? 'available' : 'session-only',
    dataFolder: program.folder,
    archiveFolder: program.documentsFolder(),
    damagedSettings: program.settings.damaged,
    readOnly: program.readOnly,
    policy: program.policy.summary,
    ...outcome,
  };
}
