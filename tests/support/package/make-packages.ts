import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join, resolve } from 'node:path';
import { listening, run } from '../waits.ts';
import { makeStandInElectron } from './stand-in-electron.ts';

const root = resolve(import.meta.dirname, '../../..');

export interface Packages {
  /** The folder that every package is made of. */
  readonly unpacked: string;
  readonly deb: string;
  readonly rpm: string;
  /** What was asked of the network, a line each. */
  readonly fetched: readonly string[];
}

/** Makes the packages of Linux in a folder, with stand-ins for what would be downloaded: Electron and fpm. */
export async function makePackages(folder: string): Promise<Packages> {
  await makeStandInElectron(join(folder, 'electron'));
  await makeStandInFpm(join(folder, 'bin'));
  await run(process.execPath, [join(root, 'build/build.ts'), '--if-stale']);
  const fetched: string[] = [];
  const listener = noteRequests(fetched);
  try {
    const network = `http://127.0.0.1:${String(await listening(listener))}/`;
    const dist = join(folder, 'dist');
    await run(
      process.execPath,
      [
        join(root, 'node_modules/electron-builder/cli.js'),
        ...['--linux', 'deb', 'rpm', '--x64', `-c.electronDist=${join(folder, 'electron')}`],
        ...[`-c.directories.output=${dist}`, '-c.compression=store'],
      ],
      {
        cwd: root,
        seconds: 150,
        env: {
          ...process.env,
          PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
          USE_SYSTEM_FPM: 'true',
          ELECTRON_MIRROR: network,
          ELECTRON_BUILDER_BINARIES_MIRROR: network,
          HTTPS_PROXY: network,
          HTTP_PROXY: network,
          NODE_USE_ENV_PROXY: '1',
        },
      },
    );
    const made = await readdir(dist);
    const ofKind = (ending: string): string => join(dist, made.find((name) => name.endsWith(ending)) ?? `no${ending}`);
    return { unpacked: join(dist, 'linux-unpacked'), deb: ofKind('.deb'), rpm: ofKind('.rpm'), fetched };
  } finally {
    listener.close();
  }
}

async function makeStandInFpm(folder: string): Promise<void> {
  const script = `#!/bin/sh\nexec '${process.execPath}' '${join(import.meta.dirname, 'stand-in-fpm.ts')}' "$@"\n`;
  await mkdir(folder);
  await writeFile(join(folder, 'fpm'), script);
  await chmod(join(folder, 'fpm'), 0o755);
}

/** Notes every request that somebody makes in place of the addresses that tools download from. */
function noteRequests(fetched: string[]): Server {
  const listener = createServer((request, response) => {
    fetched.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(404).end();
  });
  listener.on('connect', (request, socket) => {
    fetched.push(`CONNECT ${request.url ?? ''}`);
    socket.end();
  });
  return listener;
}
