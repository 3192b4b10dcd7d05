import { execFile } from 'node:child_process';

/** `unknown` where neither gdbus nor dbus-send is installed. */
type BusAnswer = 'yes' | 'no' | 'unknown';

/** A machine that is starting up answers late, and this is asked once: without a tray, closing the window ends the watch. */
const trayPatience = 10_000;

/** Whether a Linux desktop can show notifications. */
export const hasNotificationService = (env: NodeJS.ProcessEnv = process.env): Promise<BusAnswer> =>
  busKnows('org.freedesktop.Notifications', env);

/** Whether the desktop shows tray icons: always on Windows and macOS; GNOME, for one, does not without an extension. */
export const hasTrayHost = async (): Promise<boolean> =>
  process.platform !== 'linux' ||
  (await busKnows('org.kde.StatusNotifierWatcher', process.env, trayPatience)) === 'yes';

/**
 * Whether a Linux desktop's session bus has a service that runs or that it can start. Asked through child processes
 * with a timeout: a call to a service that is not there may freeze the caller for a minute. A bus that does not answer
 * within it has nothing, so far as anybody can tell.
 */
async function busKnows(service: string, env: NodeJS.ProcessEnv, timeout = 2_000): Promise<BusAnswer> {
  const asking = { env, timeout };
  for (const ask of [askByGdbus, askByDbusSend]) {
    const names = await Promise.all([ask('ListNames', asking), ask('ListActivatableNames', asking)]);
    if (names.some((answer) => answer.includes(service))) return 'yes';
    if (!names.includes(notInstalled)) return 'no';
  }
  return 'unknown';
}

const bus = 'org.freedesktop.DBus';
interface Asking {
  readonly env: NodeJS.ProcessEnv;
  readonly timeout: number;
}
const askByGdbus = (method: string, asking: Asking) =>
  run(
    'gdbus',
    ['call', '--session', '--dest', bus, '--object-path', '/org/freedesktop/DBus', '--method', `${bus}.${method}`],
    asking,
  );
const askByDbusSend = (method: string, asking: Asking) =>
  run(
    'dbus-send',
    ['--session', '--print-reply', `--dest=${bus}`, '/org/freedesktop/DBus', `${bus}.${method}`],
    asking,
  );

const notInstalled = 'not installed';

/** What the program printed; nothing when it failed or took too long. */
const run = (program: string, args: string[], asking: Asking): Promise<string> =>
  new Promise((resolve) => {
    execFile(program, args, { ...asking, killSignal: 'SIGKILL', maxBuffer: 4 * 1024 * 1024 }, (error, output) => {
      if (error && error.code === 'ENOENT') resolve(notInstalled);
      else resolve(error ? '' : output);
    });
  });
