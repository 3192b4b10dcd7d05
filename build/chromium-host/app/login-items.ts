/** The login item: kept in memory only, because a development run must not start with the user's session. */
export interface LoginItems {
  set(settings: Electron.Settings): void;
  get(options?: Electron.LoginItemSettingsOptions): Electron.LoginItemSettings;
  /** As last set, for tests. */
  recorded(): Electron.Settings;
}

const none: Electron.LoginItemSettings = {
  openAtLogin: false,
  wasOpenedAtLogin: false,
  status: 'not-registered',
  executableWillLaunchAtLogin: false,
  launchItems: [],
};

/** On Linux Electron neither sets nor finds any (shell/browser/browser_linux.cc). */
export function noLoginItems(): LoginItems {
  let recorded: Electron.Settings = {};
  return {
    set(settings) {
      recorded = settings;
    },
    get: () => ({ ...none }),
    recorded: () => recorded,
  };
}

/** A value of the registry's key `Run`, and what its key `StartupApproved` says, which the task manager writes. */
interface Entry {
  readonly commandLine: string;
  readonly args: string[];
  readonly enabled: boolean;
}

/**
 * As Electron on Windows (shell/browser/browser_win.cc): an entry is named after the AppUserModelID. `openAtLogin` asks
 * for the very command line under that name; `executableWillLaunchAtLogin` for any entry whose program is the one that
 * `path` begins with, read as a command line: one with a space in it has to be in quotes (electron/electron#53911).
 */
export function windowsLoginItems(userModelId: () => string): LoginItems & {
  /** What Windows runs when the user logs in, for tests. */
  commandLine(): string | null;
  /** Another program's entry, for tests. */
  enter(name: string, commandLine: string): void;
} {
  const run = new Map<string, Entry>();
  let recorded: Electron.Settings = {};
  return {
    set(settings) {
      recorded = settings;
      const { openAtLogin, enabled = true, path, args = [], name = userModelId() } = settings;
      if (openAtLogin) run.set(name, { commandLine: commandLineOf(path, args), args, enabled });
      else run.delete(name);
    },
    get({ path, args = [] } = {}) {
      const program = programOf(path ?? process.execPath);
      const items = [...run].filter(([, { commandLine }]) => isSamePath(programOf(commandLine), program));
      return {
        ...none,
        openAtLogin: run.get(userModelId())?.commandLine === commandLineOf(path, args),
        executableWillLaunchAtLogin: items.some(([, { enabled }]) => enabled),
        launchItems: items.map(([name, { args: given, enabled }]) => ({
          ...{ name, path: program, args: given, scope: 'user', enabled },
        })),
      };
    },
    recorded: () => recorded,
    commandLine: () => run.get(userModelId())?.commandLine ?? null,
    enter(name, commandLine) {
      run.set(name, { commandLine, args: [], enabled: true });
    },
  };
}

/** FormatCommandLineString: quotes around the program are taken off, then all is quoted where need be. */
const commandLineOf = (path: string | undefined, args: readonly string[]): string =>
  [(path ?? process.execPath).replace(/^"(.*)"$/s, '$1'), ...args].map(quoted).join(' ');

/** AddQuoteForArg, shell/common/command_line_util_win.cc. */
const quoted = (argument: string): string =>
  /[ \\"]/.test(argument) ? `"${argument.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"` : argument;

/** CommandLine::FromString(…).GetProgram(): up to the second quote, else up to the first blank. */
const programOf = (commandLine: string): string =>
  /^"([^"]*)/.exec(commandLine)?.[1] ?? commandLine.split(/[ \t]/, 1)[0] ?? '';

const isSamePath = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
