import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { within } from '../within.ts';
import { findChromium } from './chromium-binary.ts';
import { createOrigins } from './origins.ts';
import type { Origins } from './origins.ts';
import { createPageScripts } from './page-script.ts';
import type { PageScripts } from './page-script.ts';
import { endProcess, openProfile, profileHolder, whenEnded } from './profile.ts';
import type { Profile } from './profile.ts';
import { startSchemeServer } from './scheme-server.ts';
import type { Schemes } from './schemes.ts';
import { startChromium, startSeconds } from './start-chromium.ts';

export interface WindowFrame {
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
}

/** Chromium, started with the first window and ended with the last. */
export interface Browser {
  /** A new window with an empty page. Pages that nobody asked for go to `onStray`. */
  open(frame: WindowFrame): Promise<Page>;
  scripts(): PageScripts;
  readonly origins: () => Origins;
  /** The port of Chromium's debugging protocol, once it has a window and when `CHROMIUM_HOST_DEBUG_PORT` asked for one. */
  debugPort(): number | null;
  end(): Promise<void>;
}

interface Deps {
  readonly schemes: Schemes;
  readonly sessionData: () => string;
  readonly switches: () => readonly string[];
  readonly language: () => string;
  readonly onStray: (page: Page) => void;
}

const emptyPage = 'data:text/html,';
/** What a program's window has no use for, and what would reach the network unasked. */
const switches = [
  '--test-type', '--no-first-run', '--no-default-browser-check', '--disable-quic', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-default-apps', '--disable-breakpad', '--no-pings',
  '--block-new-web-contents', '--password-store=basic', '--hide-crash-restore-bubble',
  '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,InterestFeedContentSuggestions,DialMediaRouteProvider,CertificateTransparencyComponentUpdater',
]; // prettier-ignore

function stop(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Ends the program with a sentence when no window can be shown here. */
export function requireDisplay(): string {
  const hasDisplay = ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (process.env[name] ?? '') !== '');
  if (process.platform === 'linux' && !hasDisplay) {
    stop('A window needs a display, and neither DISPLAY nor WAYLAND_DISPLAY is set. Commands work without one.');
  }
  return (
    findChromium() ?? stop('No Chromium is installed (or CHROMIUM_HOST_BROWSER is no program). Run: npm run setup')
  );
}

/** Chromium has no use for keys that commands take from the environment. */
function withoutSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/key|token|secret|password/i.test(name)));
}

interface Running {
  readonly context: BrowserContext;
  /** Resolves once Chromium is gone, which it also is by itself after its last window. */
  readonly closed: Promise<void>;
  readonly pid: number | null;
  readonly profile: Profile;
}

/** How long Chromium may take to end; then it is ended. */
const endSeconds = 10;

async function close({ context, closed, pid }: Running): Promise<void> {
  const ended = (async () => {
    if (context.pages().length > 0) await context.close();
    await closed;
    await whenEnded(pid);
  })();
  await within(endSeconds, 'the end of Chromium', ended).catch(() => endProcess(pid));
}

export function createBrowser({ schemes, sessionData, switches: appended, language, onStray }: Deps): Browser {
  let profile: Profile | null = null;
  let known: Origins | null = null;
  let scripts: PageScripts | null = null;
  let running: Promise<Running> | null = null;
  /** The running one, once it has got as far as a window. */
  let opened: BrowserContext | null = null;
  let lastPid: number | null = null;
  const expected: ((page: Page) => void)[] = [];

  const openedProfile = (): Profile => (profile ??= openProfile(sessionData()));
  const origins = (): Origins => (known ??= createOrigins(openedProfile().secret, schemes.isPrivileged));
  const frameSwitches = ({ width, height, x, y }: WindowFrame): string[] => [
    `--window-size=${width},${height}`,
    ...(x === undefined || y === undefined ? [] : [`--window-position=${x},${y}`]),
  ];
  const debugSwitch = (): string[] => {
    const port = process.env['CHROMIUM_HOST_DEBUG_PORT'];
    return port === undefined || port === '' ? [] : [`--remote-debugging-port=${port}`];
  };

  const start = async (executablePath: string, frame: WindowFrame): Promise<Running> => {
    const { folder } = openedProfile();
    rmSync(join(folder, 'DevToolsActivePort'), { force: true });
    const server = await startSchemeServer(origins(), schemes);
    const context = await startChromium({
      profile: openedProfile(),
      executablePath,
      env: { ...withoutSecrets(process.env), LANGUAGE: language() },
      args: [
        ...switches,
        ...frameSwitches(frame),
        `--app=${emptyPage}`,
        `--lang=${language()}`,
        `--host-resolver-rules=MAP ${origins().hostPattern} 127.0.0.1:${server.port}`,
        ...debugSwitch(),
        ...appended(),
      ],
    }).catch((error: unknown) => {
      server.close();
      throw error;
    });
    context.on('page', (page) => {
      const taker = page.url() === emptyPage ? expected.shift() : undefined;
      if (taker !== undefined) taker(page);
      else if (page.url() === emptyPage) void page.close().catch(() => undefined);
      else onStray(page);
    });
    const closed = new Promise<void>((resolve) => {
      context.once('close', () => {
        server.close();
        running = null;
        opened = null;
        resolve();
      });
    });
    lastPid = profileHolder(openedProfile());
    opened = context;
    return { context, closed, pid: lastPid, profile: openedProfile() };
  };

  /** A second start with the same profile opens a window in the running Chromium; null when that ended meanwhile. */
  const openAnother = async ({ profile: { folder }, closed }: Running, executable: string, frame: WindowFrame) => {
    const opened = Promise.withResolvers<Page>();
    const args = [...switches, ...frameSwitches(frame), `--user-data-dir=${folder}`, `--app=${emptyPage}`];
    const ask = (): ChildProcess =>
      spawn(executable, process.getuid?.() === 0 ? ['--no-sandbox', ...args] : args, {
        stdio: 'ignore',
        env: withoutSecrets(process.env),
      });
    const answered = (seconds: number): Promise<Page | null> =>
      within(seconds, 'another window of Chromium', Promise.race([opened.promise, closed.then(() => null)]));
    expected.push(opened.resolve);
    let asked = ask();
    let page: Page | null = null;
    try {
      // A start that waits longer for the running Chromium's answer would end it, and take its place.
      const seconds = startSeconds() / 2;
      page = await answered(seconds).catch(() => {
        asked.kill('SIGKILL');
        asked = ask();
        return answered(seconds);
      });
    } finally {
      if (page === null) {
        if (expected.includes(opened.resolve)) expected.splice(expected.indexOf(opened.resolve), 1);
        // It found nobody to ask and would become a Chromium of its own, without a program.
        asked.kill('SIGKILL');
      }
    }
    return page;
  };

  return {
    async open(frame) {
      const executable = requireDisplay();
      // After its last window Chromium ends by itself: a new window must not be asked of one that is on its way out.
      const before = await running;
      if (before?.context.pages().length === 0) await before.closed;
      if (running === null) {
        running = start(executable, frame);
        running.catch(() => (running = null));
        const { context } = await running;
        const [page] = context.pages();
        if (page !== undefined) return page;
      }
      return (await openAnother(await running, executable, frame)) ?? this.open(frame);
    },
    scripts: () => (scripts ??= createPageScripts()),
    origins,
    debugPort() {
      // Without a window it is on its way out, and whoever asks waits for the next.
      if (!opened || opened.pages().length === 0 || debugSwitch().length === 0) return null;
      const file = join(openedProfile().folder, 'DevToolsActivePort');
      return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
    },
    async end() {
      const ending = running;
      if (ending !== null) await close(await ending);
      else await whenEnded(lastPid);
    },
  };
}
