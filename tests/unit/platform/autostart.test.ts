import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { windowsLoginItems } from '@billfold/chromium-host/login-items';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { desktopFileAutostart } from '../../../electron/platform/autostart/desktop-file.ts';
import { macAutostart, noAutostart, windowsAutostart } from '../../../electron/platform/autostart/login-item.ts';
import { mountSmallDisk } from '../../support/small-mounts.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'billfold-autostart-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('start at login on Linux', () => {
  const entry = () => join(folder, 'config', 'autostart', 'app.billfold.desktop.desktop');
  const autostart = (command: readonly string[] = ['/opt/Billfold/billfold-desktop', '--hidden'], environment = {}) =>
    desktopFileAutostart(join(folder, 'config'), command, environment);
  /** What a desktop would run, read by the rules for text in such files, then by a shell, which quotes in the same way. */
  const startedCommand = (): string => {
    const value = /^Exec=(.*)$/m.exec(readFileSync(entry(), 'utf8'))?.[1] ?? '';
    const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', s: ' ', '\\': '\\' };
    return value.replaceAll(/\\(.)/g, (_, code: string) => escapes[code] ?? '').replaceAll('%%', '%');
  };

  test('is an entry of the session that is whole, and gone when switched off', async () => {
    expect(await autostart().state()).toBe('off');
    expect(await autostart().set(true)).toEqual({ ok: true, value: 'on' });
    expect(await autostart().state()).toBe('on');
    expect(readFileSync(entry(), 'utf8')).toBe(
      '[Desktop Entry]\nType=Application\nName=Billfold\nExec="/opt/Billfold/billfold-desktop" "--hidden"\n' +
        'Icon=billfold-desktop\nTerminal=false\nX-GNOME-Autostart-enabled=true\n',
    );
    expect(await autostart().set(false)).toEqual({ ok: true, value: 'off' });
    expect(readdirSync(join(folder, 'config', 'autostart'))).toEqual([]);
    expect(await autostart().set(false)).toEqual({ ok: true, value: 'off' });
  });

  test.each([
    ['a plain place', 'program'],
    ['blanks and quotes', 'my "own" program\'s place'],
    ['what a shell would read', '$HOME `id` \\ back\\\\slash; rm & | <x>'],
    ['field codes', '100 %f %U %'],
    ['letters of other scripts', 'Ümläut 日本'],
    ['a tab and a line end', 'a\tb\nc'],
  ])('starts the program in a folder with %s, with its arguments and its data folder', async (_, name) => {
    const place = join(folder, name);
    mkdirSync(place);
    const program = join(place, 'billfold');
    writeFileSync(program, `#!/bin/sh\nprintf '%s\\0' "$BILLFOLD_DATA_DIR" "$@"`, { mode: 0o755 });
    await autostart([program, '--hidden', 'a b'], { BILLFOLD_DATA_DIR: place }).set(true);
    const output = execFileSync('/bin/sh', ['-c', startedCommand()], { encoding: 'utf8' });
    expect(output.split('\0')).toEqual([place, '--hidden', 'a b', '']);
  });

  test('says when the desktop’s own settings switched it off, and switches it on again', async () => {
    for (const [was, by] of [
      ['X-GNOME-Autostart-enabled=true', 'X-GNOME-Autostart-enabled=false'],
      ['Terminal=false', 'Terminal=false\nHidden=true'],
    ] as const) {
      await autostart().set(true);
      writeFileSync(entry(), readFileSync(entry(), 'utf8').replace(was, by));
      expect(await autostart().state()).toBe('blocked');
      expect(await autostart().set(true)).toEqual({ ok: true, value: 'on' });
    }
  });

  test('an entry that somebody removed, or that starts another copy, is off', async () => {
    await autostart(['/opt/other/billfold-desktop', '--hidden']).set(true);
    expect(await autostart().state()).toBe('off');
    expect(await autostart().set(true)).toEqual({ ok: true, value: 'on' });
    rmSync(entry());
    expect(await autostart().state()).toBe('off');
  });

  test('a full disk is told, and leaves what was there', async () => {
    const config = join(folder, 'config');
    const disk = mountSmallDisk(config, 64);
    try {
      const small = autostart();
      expect(await small.set(true)).toMatchObject({ ok: true });
      const large = autostart(['/opt/billfold', 'x'.repeat(100_000)]);
      expect(await large.set(true)).toMatchObject({ ok: false, error: { code: 'disk-full' } });
      expect(await small.state()).toBe('on');
      expect(readdirSync(join(config, 'autostart'))).toHaveLength(1);
    } finally {
      disk.unmount();
    }
  });
});

describe('start at login on Windows', () => {
  const programs = [
    'C:\\Billfold\\Billfold.exe',
    'C:\\Users\\Jane Doe\\AppData\\Local\\Programs\\Billfold\\Billfold.exe',
  ];
  /** The registry as Electron reads and writes it there. */
  const registry = () => {
    const items = windowsLoginItems(() => 'app.billfold.desktop');
    return {
      ...items,
      getLoginItemSettings: (options?: Electron.LoginItemSettingsOptions) => items.get(options),
      setLoginItemSettings(settings: Electron.Settings) {
        items.set(settings);
      },
    };
  };
  const everyWay = ['--hidden', 'C:\\a b\\main.js'];

  test.each(programs)('is entered and found again: %s', async (program) => {
    const autostart = windowsAutostart(registry(), program, everyWay);
    expect(await autostart.state()).toBe('off');
    expect(await autostart.set(true)).toEqual({ ok: true, value: 'on' });
    expect(await autostart.state()).toBe('on');
    expect(await autostart.set(false)).toEqual({ ok: true, value: 'off' });
    expect(autostart.startedThisRun()).toBe(false);
  });

  test.each(programs)('the task manager’s switch is told, and switched on again: %s', async (program) => {
    const windows = registry();
    const autostart = windowsAutostart(windows, program, everyWay);
    await autostart.set(true);
    windows.set({ ...windows.recorded(), enabled: false });
    expect(await autostart.state()).toBe('blocked');
    expect(await autostart.set(true)).toEqual({ ok: true, value: 'on' });
  });

  test('another program beside it, whose entry begins with the same word, is not taken for it', async () => {
    const windows = registry();
    const autostart = windowsAutostart(windows, 'C:\\Program Files\\Billfold\\Billfold.exe', ['--hidden']);
    await autostart.set(true);
    windows.set({ ...windows.recorded(), enabled: false });
    // What Electron before 45 wrote, and many others write: a path without quotes.
    windows.enter('Other', 'C:\\Program Files\\Other\\Other.exe');
    expect(await autostart.state()).toBe('blocked');
  });

  test('the command that Windows runs is the very one', async () => {
    const windows = registry();
    await windowsAutostart(windows, 'C:\\Program Files\\Billfold\\Billfold.exe', everyWay).set(true);
    expect(windows.commandLine()).toBe('"C:\\Program Files\\Billfold\\Billfold.exe" --hidden "C:\\a b\\main.js"');
  });
});

describe('start at login on macOS', () => {
  /** The list of login items, and who else writes in it. */
  function system(state: Partial<Electron.LoginItemSettings> = {}) {
    const settings: Electron.LoginItemSettings = {
      openAtLogin: false,
      wasOpenedAtLogin: false,
      status: 'not-registered',
      executableWillLaunchAtLogin: false,
      launchItems: [],
      ...state,
    };
    return {
      settings,
      getLoginItemSettings: () => settings,
      setLoginItemSettings({ openAtLogin }: Electron.Settings) {
        settings.status = openAtLogin === true ? 'enabled' : 'not-registered';
      },
    };
  }

  test('needs the user’s approval at times, and tells a run that it was started at login', async () => {
    const mac = system({ status: 'not-found' });
    const autostart = macAutostart(mac);
    expect(await autostart.state()).toBe('off');
    expect(await autostart.set(true)).toEqual({ ok: true, value: 'on' });
    mac.settings.status = 'requires-approval';
    expect(await autostart.state()).toBe('blocked');
    expect(autostart.startedThisRun()).toBe(false);
    mac.settings.wasOpenedAtLogin = true;
    expect(autostart.startedThisRun()).toBe(true);
  });

  test('a copy that cannot be started so says so', async () => {
    expect(await noAutostart.state()).toBe('unavailable');
    expect(await noAutostart.set(true)).toEqual({ ok: true, value: 'unavailable' });
  });
});
