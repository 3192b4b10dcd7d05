/** The login item: kept in memory only, because a development run must not start with the user's session. */
export interface LoginItems {
  set(settings: Electron.Settings): void;
  get(): Electron.LoginItemSettings;
  /** As last set, for tests. */
  recorded(): Electron.Settings;
}

export function createLoginItems(): LoginItems {
  let settings: Electron.Settings = {};
  return {
    set(changed) {
      settings = { ...settings, ...changed };
    },
    get: () => ({
      openAtLogin: settings.openAtLogin ?? false,
      wasOpenedAtLogin: false,
      status: settings.openAtLogin === true ? 'enabled' : 'not-registered',
      executableWillLaunchAtLogin: settings.openAtLogin ?? false,
      launchItems: [],
    }),
    recorded: () => settings,
  };
}
