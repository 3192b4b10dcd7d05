import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostRegister } from '@billfold/chromium-host';
import { systemProxy } from '#shared/proxy-settings.ts';
import type { Issued } from '../network/certificates.ts';
import { listening, within } from '../waits.ts';

export interface Feed {
  readonly version: string;
  readonly installer?: string;
  /** In place of the installer's own. */
  readonly sha512?: string;
  /** Whose updater is asked; that of Windows. */
  readonly system?: 'win32' | 'darwin';
  /** The only servers that may be asked. */
  readonly allowed?: readonly string[];
  /** Sends whoever asks for the installer to this host, which is this computer too. */
  readonly elsewhere?: string;
}

/** Past which proxy a feed is reached that this computer cannot look up, and whom it is to trust. */
export interface Way {
  readonly host: string;
  readonly shown: Issued;
  /** To be called with the feed's port: starts the proxy, and gives its `host:port`. */
  readonly proxy: (port: number) => Promise<string> | string;
  /** `user:password` */
  readonly login: string;
  readonly authorityFile: string;
}

/** What the child says: results of looking and fetching, and what is on the disk afterwards. */
interface Outcome {
  readonly looked: unknown;
  readonly prepared: unknown;
  readonly kept: readonly string[];
}

const publisher = 'Billfold Ltd';
const genuine = `${publisher} signed this`;

/** What electron-updater makes of a feed of files as a release leaves them behind, and what it asked for. */
export async function updateFrom(feed: Feed, way?: Way) {
  const { version, installer = genuine, sha512, system = 'win32', allowed = null, elsewhere } = feed;
  const asked: string[] = [];
  const sum = sha512 ?? createHash('sha512').update(installer).digest('base64');
  const name = `Billfold-${version}.${system === 'darwin' ? 'zip' : 'exe'}`;
  const list = `version: ${version}
files:
  - url: ${name}
    sha512: ${sum}
    size: ${installer.length}
path: ${name}
sha512: ${sum}
releaseDate: '2026-11-30T00:00:00.000Z'
releaseNotes: <p>Chromium&#39;s security fixes</p>
`;
  const answer: RequestListener = ({ url = '', headers: { host = '' } }, response) => {
    const path = url.split('?')[0] ?? '';
    asked.push(path);
    if (elsewhere !== undefined && path === `/${name}` && !host.startsWith(elsewhere)) {
      response.writeHead(302, { location: `http://${host.replace(/^[^:]+/, elsewhere)}${url}` }).end();
      return;
    }
    // The list's name has the system in it, and its processor.
    const body = /^\/latest[\w-]*\.yml$/.test(path) ? list : path === `/${name}` ? installer : undefined;
    response.writeHead(body === undefined ? 404 : 200).end(body);
  };
  const server = way ? createSecure({ cert: way.shown.cert, key: way.shown.key }, answer) : createServer(answer);
  const port = await listening(server);
  const folder = mkdtempSync(join(tmpdir(), 'updates-'));
  try {
    const url = way ? `https://${way.host}:${port}/` : `http://127.0.0.1:${port}/`;
    writeFileSync(
      join(folder, 'app-update.yml'),
      `provider: generic\nurl: ${url}\nupdaterCacheDirName: cache\npublisherName:\n  - ${publisher}\n`,
    );
    const proxy = way && (await way.proxy(port));
    const settings = {
      proxy: proxy === undefined ? systemProxy : { ...systemProxy, mode: 'manual', server: proxy },
      authorityFile: way?.authorityFile ?? null,
    };
    const child = fork(
      join(import.meta.dirname, 'feed-child.ts'),
      [folder, JSON.stringify(settings), JSON.stringify({ system, allowed })],
      {
        execArgv: ['--import', hostRegister],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        env: {
          ...process.env,
          // Where it keeps what it fetched.
          XDG_CACHE_HOME: folder,
          CHROMIUM_HOST_SYSTEM: system,
          CHROMIUM_HOST_PUBLISHER: publisher,
          ...(way && { BILLFOLD_PROXY_LOGIN: `${way.login}@${String(proxy)}` }),
        },
      },
    );
    const ended = once(child, 'exit');
    const [result] = (await within(30, 'the updater', once(child, 'message'))) as [Outcome];
    await within(10, 'the end of the program', ended);
    return { ...result, installed: existsSync(join(folder, 'installed')), asked };
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
