import { resolve } from 'node:path';
import { findElectron } from '../../build/support/electron-binary.ts';
import type { Launcher } from './launched-app.ts';

/** How the program is started in real Electron. */
export interface ElectronStart {
  readonly executable: string;
  /** Whether it is what `node_modules/electron` names: only then may Playwright find it by itself. */
  readonly installed: boolean;
  /** In front of the program's own: the checkout, whose package.json Electron reads; none in a package. */
  readonly args: readonly string[];
}

const root = resolve(import.meta.dirname, '../..');
const variable = (name: string): string => process.env[name] ?? '';

export function electronStart(launcher: Exclude<Launcher, 'chromium-host'>): ElectronStart {
  if (launcher === 'packed') return { executable: variable('BILLFOLD_PACKED'), installed: false, args: [] };
  const executable = findElectron();
  if (executable === undefined)
    throw new Error('The binary of Electron is missing. Run: node node_modules/electron/install.js');
  return { executable, installed: variable('ELECTRON_EXEC_PATH') === '', args: [root] };
}

/** The launchers that can be used here. The host needs a display of its own, which Linux alone has. */
export function availableLaunchers(): Launcher[] {
  if (variable('BILLFOLD_PACKED') !== '') return ['packed'];
  if (process.platform !== 'linux') return ['electron'];
  return findElectron() === undefined ? ['chromium-host'] : ['chromium-host', 'electron'];
}
