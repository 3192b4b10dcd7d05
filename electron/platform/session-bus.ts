import { execFile } from 'node:child_process';

const timeout = 2_000;
/** `unknown` where neither gdbus nor dbus-send is installed. */
export type BusAnswer = 'yes' | 'no' | 'unknown';

/**
 * Whether a Linux desktop's session bus has a service that runs or that it can start. Asked through child processes
 * with a timeout: a call to a service that is not there may freeze the caller for a minute.
 */
export async function busKnows(service: string, env: NodeJS.ProcessEnv = process.env): Promise<BusAnswer> {
  for (const ask of [askByGdbus, askByDbusSend]) {
    const names = await Promise.all([ask('ListNames', env), ask('ListActivatableNames', env)]);
    if (names.some((answer) => answer.includes(service))) return 'yes';
    if (!names.includes(notInstalled)) return 'no';
  }
  return 'unknown';
}

const bus = 'org.freedesktop.DBus';
const askByGdbus = (method: string, env: NodeJS.ProcessEnv) =>
  run(
    'gdbus',
    ['call', '--session', '--dest', bus, '--object-path', '/org/freedesktop/DBus', '--method', `${bus}.${method}`],
    env,
  );
const askByDbusSend = (method: string, env: NodeJS.ProcessEnv) =>
  run('dbus-send', ['--session', '--print-reply', `--dest=${bus}`, '/org/freedesktop/DBus', `${bus}.${method}`], env);

const notInstalled = 'not installed';

/** What the program printed; nothing when it failed or took too long. */
const run = (program: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> =>
  new Promise((resolve) => {
    execFile(program, args, { timeout, killSignal: 'SIGKILL', env, maxBuffer: 4 * 1024 * 1024 }, (error, output) => {
      if (error && error.code === 'ENOENT') resolve(notInstalled);
      else resolve(error ? '' : output);
    });
  });
