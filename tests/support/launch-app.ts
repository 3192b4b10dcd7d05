import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { hostRegister } from '@billfold/chromium-host';
import { connectHost } from './app-control.ts';
import type { HostConnection } from './app-control.ts';
import { electronStart } from './electron-start.ts';
import { launchInElectron } from './launch-electron.ts';
import type { LaunchOptions, LaunchedApp } from './launched-app.ts';
import { watchPage } from './page-problems.ts';
import { until, within } from './waits.ts';

const root = resolve(import.meta.dirname, '../..');
/** So long may a process take to end after its connections have. */
const endingMs = 1_000;

/** Starts the built program and resolves once its window has a page. */
export async function launchApp(options: LaunchOptions): Promise<LaunchedApp> {
  const { launcher = 'chromium-host' } = options;
  const main = options.main ?? join(root, 'out/main/index.js');
  if (launcher !== 'packed' && !existsSync(main)) throw new Error(`${main} is missing. Run: npm run build`);
  return launcher === 'chromium-host'
    ? launchInHost(main, options)
    : launchInElectron(electronStart(launcher), options);
}

async function launchInHost(
  main: string,
  { desktop, dataDir, args = [], env = {} }: LaunchOptions,
): Promise<LaunchedApp> {
  const folder = await mkdtemp(join(tmpdir(), 'app-'));
  const socket = env['CHROMIUM_HOST_CONTROL'] ?? join(folder, 'control');
  const child = spawn(process.execPath, ['--import', hostRegister, main, ...args], {
    cwd: root,
    env: {
      ...process.env,
      ...desktop.env,
      BILLFOLD_DATA_DIR: dataDir,
      CHROMIUM_HOST_CONTROL: socket,
      CHROMIUM_HOST_DEBUG_PORT: '0',
      // As Playwright starts Electron: the program has to find itself behind them.
      CHROMIUM_HOST_SWITCHES: '--no-sandbox --inspect=0 --remote-debugging-port=0',
      LANG: 'en_US.UTF-8',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { output, exited } = follow(child);
  void exited.then(() => rm(folder, { recursive: true, force: true }));
  const ended = (): never => {
    throw new Error(`The program ended before it had a window:\n${output()}`);
  };
  const opened = (async () => {
    const host = await connectWhenThere(socket);
    return { host, page: await attach(host) };
  })();
  // Longer than the host's own two tries.
  const started = within(53, 'the window of the program', Promise.race([opened, exited.then(ended)]));
  const { host, page } = await started.catch(async (error: unknown) => {
    // A program that ends tells why itself, just after its connections have broken.
    await Promise.race([exited, pause(endingMs)]);
    child.kill('SIGKILL');
    throw new Error(`${String(error)}\nThe program has printed:\n${output()}`, { cause: error });
  });
  // Chromium ends a moment after its program, and writes to its profile until then.
  const disconnected = new Promise<void>((settle) =>
    page
      .context()
      .browser()
      ?.once('disconnected', () => {
        settle();
      }),
  );
  const problems = await within(20, 'the errors of the page', watchPage(page));
  return {
    page,
    control: host.control,
    pid: child.pid ?? 0,
    problems,
    exited,
    output,
    async quit() {
      await host.control.quit();
      const code = await within(40, 'the program to quit', exited).catch((error: unknown) => {
        child.kill('SIGKILL');
        throw error;
      });
      host.close();
      return code;
    },
    async kill() {
      child.kill('SIGKILL');
      await within(20, 'the killed program to end', exited);
      await within(20, 'the Chromium of a killed program to end', disconnected);
      host.close();
    },
  };
}

function follow(child: ChildProcess): { output: () => string; exited: Promise<number | null> } {
  let text = '';
  const collect = (chunk: string): void => {
    text += chunk;
  };
  child.stdout?.setEncoding('utf8').on('data', collect);
  child.stderr?.setEncoding('utf8').on('data', collect);
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const exited = new Promise<number | null>((settle) => {
    child.once('close', (code) => {
      process.off('exit', kill);
      settle(code);
    });
  });
  return { output: () => text, exited };
}

export async function connectWhenThere(socket: string): Promise<HostConnection> {
  const found: HostConnection[] = [];
  await until(async () => {
    found.push(
      ...(await connectHost(socket).then(
        (host) => [host],
        () => [],
      )),
    );
    return found.length > 0;
  }, 'the control socket');
  const [host] = found;
  if (host === undefined) throw new Error('The control socket is gone');
  return host;
}

/** The window's page over Chromium's debugging protocol, as Playwright's own page. */
export async function attach(host: HostConnection): Promise<Page> {
  let port: number | null = null;
  await until(async () => (port = await host.debugPort()) !== null, 'a window of Chromium', 52);
  // Emulating nothing: colours and sizes are the program's.
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${String(port)}`, {
    noDefaults: true,
    timeout: 30_000,
  });
  const isOurs = (page: Page): boolean => new URL(page.url()).hostname.endsWith('.localhost');
  const pages = (): Page[] => browser.contexts().flatMap((context) => context.pages());
  await until(() => pages().some(isOurs), 'the page of the window');
  const page = pages().find(isOurs);
  if (page === undefined) throw new Error('The page of the window is gone');
  page.context().setDefaultTimeout(20_000);
  await host.reapplyTheme();
  return page;
}
