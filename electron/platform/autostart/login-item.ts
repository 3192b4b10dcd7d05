import type { App } from 'electron';
import { ok } from '#shared/result.ts';
import type { Autostart, AutostartState } from '../ports.ts';

type LoginItemApp = Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>;

/** Start at login on Windows: an entry of the user's registry. The task manager can switch it off. */
export function windowsAutostart(app: LoginItemApp, program: string, args: string[]): Autostart {
  // Electron looks for the program that this begins with, read as a command line: up to a space, were it not in quotes
  // (electron/electron#53911). The arguments it quotes by itself.
  const path = `"${program}"`;
  const state = (): AutostartState => {
    const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings({ path, args });
    if (!openAtLogin) return 'off';
    return executableWillLaunchAtLogin ? 'on' : 'blocked';
  };
  return {
    state: () => Promise.resolve(state()),
    set(on) {
      app.setLoginItemSettings({ openAtLogin: on, enabled: true, path, args });
      return Promise.resolve(ok(state()));
    },
    // Its arguments say so by `--hidden`.
    startedThisRun: () => false,
  };
}

/** Start at login on macOS 13 and later: takes no arguments (electron/electron#37228), so the run asks who started it. */
export function macAutostart(app: LoginItemApp): Autostart {
  const state = (): AutostartState => {
    const { status } = app.getLoginItemSettings();
    if (status === 'requires-approval') return 'blocked';
    return status === 'enabled' ? 'on' : 'off';
  };
  return {
    state: () => Promise.resolve(state()),
    set(on) {
      app.setLoginItemSettings({ openAtLogin: on });
      return Promise.resolve(ok(state()));
    },
    startedThisRun: () => app.getLoginItemSettings().wasOpenedAtLogin,
  };
}

/** A program that the operating system cannot start by itself. */
export const noAutostart: Autostart = {
  state: () => Promise.resolve('unavailable'),
  set: () => Promise.resolve(ok('unavailable' as const)),
  startedThisRun: () => false,
};
