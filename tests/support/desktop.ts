import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { copyByXclip } from './clipboard.ts';
import { run, until, within } from './waits.ts';

/*
 * A desktop of its own for each suite: a display (Xvfb), a session bus and the notification service dunst. Nothing
 * reaches the desktop of whoever runs the tests.
 */

export interface ShownNotification {
  readonly id: number;
  readonly appName: string;
  readonly title: string;
  readonly body: string;
}

export interface Desktop {
  /** What a program needs to find this desktop. */
  readonly env: Readonly<Record<string, string>>;
  /** Every notification that came on screen, oldest first. */
  shownNotifications(): Promise<ShownNotification[]>;
  /** Resolves with all of them once there are `count`. */
  waitForNotifications(count: number): Promise<ShownNotification[]>;
  /** Dunst's own history: the notifications that have left the screen. */
  notificationHistory(): Promise<ShownNotification[]>;
  /** Clicks a notification that is on screen, by its number (`ShownNotification.id`). */
  clickNotification(id: number): Promise<void>;
  closeNotifications(): Promise<void>;
  /** Puts text on the clipboard, as copying in another program does. */
  copyText(text: string): Promise<void>;
  stop(): Promise<void>;
}

export interface DesktopOptions {
  /** `none`: a bus on which nobody shows notifications and nothing can be started to do so. */
  readonly notifications?: 'dunst' | 'none';
  /** Whether it shows tray icons, as far as programs that ask its bus can tell. */
  readonly tray?: boolean;
}

const busConfig = (
  folder: string,
): string => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${folder}/bus</listen>
  <servicedir>${folder}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** A service that can be started is there, for those who ask; nobody starts it. */
const trayService = `[D-BUS Service]
Name=org.kde.StatusNotifierWatcher
Exec=/bin/false
`;

const dunstConfig = (script: string): string => `[global]
    history_length = 200
    sticky_history = yes
    idle_threshold = 0
    show_age_threshold = -1
    always_run_script = true
    stack_duplicates = no
    sort = no
    notification_limit = 0
[urgency_low]
    timeout = 0
[urgency_normal]
    timeout = 0
[urgency_critical]
    timeout = 0
[record]
    summary = "*"
    script = ${script}
`;

/** Runs for each notification that is shown; fields end with a zero byte, because they may hold anything else. */
const recordScript = (file: string): string => `#!/bin/sh
printf '%s\\0%s\\0%s\\0%s\\0' "$DUNST_ID" "$DUNST_APP_NAME" "$DUNST_SUMMARY" "$DUNST_BODY" >> '${file}'
`;

export async function startDesktop({ notifications = 'dunst', tray = false }: DesktopOptions = {}): Promise<Desktop> {
  const folder = await mkdtemp(join(tmpdir(), 'desktop-'));
  const record = join(folder, 'shown');
  const started: { readonly child: ChildProcess; readonly ended: Promise<unknown> }[] = [];
  let failure: Error | null = null;
  const start = (program: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    child.once('error', (error) => (failure = error));
    started.push({ child, ended: new Promise((resolve) => child.once('close', resolve)) });
    return child;
  };
  const killAll = (): void => {
    for (const { child } of started) child.kill('SIGKILL');
  };
  process.once('exit', killAll);
  const stop = async (): Promise<void> => {
    process.off('exit', killAll);
    killAll();
    await within(20, 'the end of the desktop', Promise.all(started.map(({ ended }) => ended)));
    // Chromium's crash handler outlives it by a moment and may still be making its folders.
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  };
  const comes = (condition: () => boolean | Promise<boolean>, what: string): Promise<void> =>
    until(() => {
      if (failure !== null) throw failure;
      return condition();
    }, what);

  let env: Readonly<Record<string, string>>;
  try {
    env = await startPrograms();
  } catch (error) {
    await stop();
    throw error;
  }

  async function startPrograms(): Promise<Readonly<Record<string, string>>> {
    const server = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], process.env);
    const display = await within(30, 'the display of Xvfb', readDisplay(server));
    await writeFile(join(folder, 'bus.conf'), busConfig(folder));
    await mkdir(join(folder, 'services'));
    if (tray) await writeFile(join(folder, 'services', 'tray.service'), trayService);
    start('dbus-daemon', [`--config-file=${folder}/bus.conf`, '--nofork', '--nopidfile'], process.env);
    const found = {
      DISPLAY: display,
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${folder}/bus`,
      // No configuration, no GTK modules, no dark theme of the person at this machine.
      XDG_CONFIG_HOME: join(folder, 'config'),
      XDG_RUNTIME_DIR: folder,
      WAYLAND_DISPLAY: '',
      // Electron goes by it, and would look for the Wayland of the person at this machine.
      XDG_SESSION_TYPE: 'x11',
      NO_AT_BRIDGE: '1',
    };
    await comes(() => existsSync(join(folder, 'bus')), 'the session bus');
    if (notifications === 'dunst') {
      const script = join(folder, 'record.sh');
      await writeFile(script, recordScript(record));
      await chmod(script, 0o755);
      await writeFile(join(folder, 'dunstrc'), dunstConfig(script));
      start('dunst', ['-conf', join(folder, 'dunstrc')], { ...process.env, ...found });
      await comes(() => hasNotificationService(found), 'dunst');
    }
    return found;
  }

  const dunstctl = async (...args: string[]): Promise<string> => {
    const { stdout } = await run('dunstctl', args, { env: { ...process.env, ...env }, seconds: 20 });
    return stdout;
  };
  const shown = async (): Promise<ShownNotification[]> => {
    const fields = existsSync(record) ? (await readFile(record, 'utf8')).split('\0') : [];
    return Array.from({ length: Math.floor(fields.length / 4) }, (_, index) => {
      const [id = '', appName = '', title = '', body = ''] = fields.slice(index * 4, index * 4 + 4);
      return { id: Number(id), appName, title, body };
    });
  };

  const history = async (): Promise<ShownNotification[]> => {
    const answer = JSON.parse(await dunstctl('history')) as { data: Record<string, { data: unknown }>[][] };
    return (answer.data[0] ?? []).map((entry) => ({
      id: Number(entry['id']?.data),
      appName: String(entry['appname']?.data),
      title: String(entry['summary']?.data),
      body: String(entry['body']?.data),
    }));
  };

  /** Its place on screen, oldest first; below zero where it is not there. */
  async function placeOf(id: number): Promise<number> {
    // What has been closed since is in the history, unless that came before it was on screen.
    const closed = new Set((await history()).map((notification) => notification.id));
    const rest = (await shown()).filter((each) => !closed.has(each.id));
    const displayed = Number(await dunstctl('count', 'displayed'));
    return displayed - rest.length + rest.findIndex((each) => each.id === id);
  }

  return {
    env,
    shownNotifications: shown,
    async waitForNotifications(count) {
      await until(async () => (await shown()).length >= count, `${count} notifications`);
      return shown();
    },
    notificationHistory: history,
    async clickNotification(id) {
      let place = -1;
      // It is noted a moment before it is on screen.
      await until(async () => (place = await placeOf(id)) >= 0, `notification ${id} to be on screen`);
      await dunstctl('action', String(place));
    },
    async closeNotifications() {
      await dunstctl('close-all');
    },
    copyText: (text) => copyByXclip(env, text),
    stop,
  };
}

/** Xvfb writes the number of its display once it accepts clients. */
async function readDisplay(server: ChildProcess): Promise<string> {
  // The fourth stream is a pipe from the program.
  const pipe = server.stdio[3] as Readable;
  return new Promise((resolve, reject) => {
    let text = '';
    pipe.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\n')) resolve(`:${text.trim()}`);
    });
    server.once('error', reject);
    server.once('exit', (code) => {
      reject(new Error(`Xvfb ended with ${String(code)}`));
    });
  });
}

async function hasNotificationService(env: Readonly<Record<string, string>>): Promise<boolean> {
  const call = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner'];
  const answer = await run('dbus-send', [...call, 'string:org.freedesktop.Notifications'], {
    env: { ...process.env, ...env },
    seconds: 10,
  }).catch(() => ({ stdout: '' }));
  return answer.stdout.includes('true');
}
