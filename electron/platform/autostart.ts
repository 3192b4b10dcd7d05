import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import { desktopFileAutostart } from './autostart/desktop-file.ts';
import { macAutostart, noAutostart, windowsAutostart } from './autostart/login-item.ts';
import { scriptPlace } from '../script-place.ts';
import type { Autostart } from './ports.ts';

/** Start at login, without the window, in the way of the operating system. */
export function createAutostart(environment: NodeJS.ProcessEnv): Autostart {
  // In a checkout the program is a script behind Electron or Node.
  const place = scriptPlace(process.argv);
  const script = app.isPackaged ? [] : process.argv.slice(place, place + 1).map((path) => resolve(path));
  const args = [...process.execArgv, ...script, '--hidden'];
  const folder = environment['BILLFOLD_DATA_DIR'];
  // Their entries hold no environment: what they start would be on the usual data folder.
  if (folder && process.platform !== 'linux') return noAutostart;
  if (process.platform === 'win32') return windowsAutostart(app, process.execPath, args);
  // In a checkout it would be Electron's own bundle that starts, with nothing in it.
  if (process.platform === 'darwin') return app.isPackaged ? macAutostart(app) : noAutostart;
  const program = environment['APPIMAGE'] ?? process.execPath;
  return desktopFileAutostart(
    environment['XDG_CONFIG_HOME'] || join(homedir(), '.config'),
    [program, ...args],
    folder ? { BILLFOLD_DATA_DIR: resolve(folder) } : {},
  );
}
