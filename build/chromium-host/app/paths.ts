import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The folders of `app.getPath`, overridable by `app.setPath`. */
export interface Paths {
  get(name: string): string;
  set(name: string, path: string): void;
}

const userFolders: Readonly<Record<string, readonly [variable: string, fallback: string]>> = {
  desktop: ['XDG_DESKTOP_DIR', 'Desktop'],
  documents: ['XDG_DOCUMENTS_DIR', 'Documents'],
  downloads: ['XDG_DOWNLOAD_DIR', 'Downloads'],
  music: ['XDG_MUSIC_DIR', 'Music'],
  pictures: ['XDG_PICTURES_DIR', 'Pictures'],
  videos: ['XDG_VIDEOS_DIR', 'Videos'],
};
const others = ['home', 'appData', 'userData', 'sessionData', 'temp', 'exe', 'module', 'logs', 'crashDumps', 'assets'];
const known: ReadonlySet<string> = new Set([...others, ...Object.keys(userFolders)]);

const settingsFolder = (): string => {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
  const configured = process.env['XDG_CONFIG_HOME'];
  return configured !== undefined && isAbsolute(configured) ? configured : join(homedir(), '.config');
};

/** `~/.config/user-dirs.dirs` holds lines such as XDG_DOCUMENTS_DIR="$HOME/Papers". */
function userFolder(variable: string, fallback: string): string {
  const file = join(settingsFolder(), 'user-dirs.dirs');
  const line = existsSync(file)
    ? new RegExp(`^${variable}="(.+)"`, 'm').exec(readFileSync(file, 'utf8'))?.[1]
    : undefined;
  return line === undefined ? join(homedir(), fallback) : line.replace(/^\$HOME/, homedir());
}

export function createPaths(appName: () => string): Paths {
  const overrides = new Map<string, string>();
  const standard = (name: string): string => {
    const folder = userFolders[name];
    if (folder !== undefined) return userFolder(...folder);
    switch (name) {
      case 'home':
        return homedir();
      case 'appData':
        return settingsFolder();
      case 'userData':
        return join(get('appData'), appName());
      case 'sessionData':
        return get('userData');
      case 'temp':
        return tmpdir();
      case 'logs':
        return join(get('userData'), 'logs');
      case 'crashDumps':
        return join(get('userData'), 'Crashpad');
      default:
        return process.execPath;
    }
  };
  function get(name: string): string {
    if (!known.has(name)) throw new Error(`Failed to get '${name}' path`);
    const path = overrides.get(name) ?? standard(name);
    if (name === 'logs') mkdirSync(path, { recursive: true });
    return path;
  }
  return {
    get,
    set(name, path) {
      if (!known.has(name)) throw new Error(`Failed to set path '${name}'`);
      if (!isAbsolute(path)) throw new Error('Path must be absolute');
      overrides.set(name, path);
    },
  };
}
