import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDesktop } from '../../../tests/support/desktop.ts';
import type { Desktop } from '../../../tests/support/desktop.ts';
import { attach, connectWhenThere, launchApp } from '../../../tests/support/launch-app.ts';
import type { LaunchedApp } from '../../../tests/support/launched-app.ts';
import { ending, until, within } from '../../../tests/support/waits.ts';
import { hostRegister } from '../index.ts';

const main = join(import.meta.dirname, 'fixture-app/main.js');
const cleanEnv = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' };

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program in the host to its end. */
function run(program: string, env: NodeJS.ProcessEnv, args: readonly string[] = []): Promise<Ended> {
  return new Promise((ended) => {
    const child = execFile(
      process.execPath,
      ['--import', hostRegister, program, ...args],
      { env, timeout: 40_000, killSignal: 'SIGKILL' },
      (_error, stdout, stderr) => {
        ended({ code: child.exitCode, output: stdout + stderr });
      },
    );
  });
}

let desktop: Desktop;
let folder: string;
let dataDir: string;
let app: LaunchedApp | null = null;

const launch = async (env: Record<string, string> = {}): Promise<LaunchedApp> => {
  app = await launchApp({ desktop, dataDir, main, env });
  return app;
};
/** For a test that starts Chromium twice, each time with the two tries that the host has. */
const twoStarts = 120_000;
/** What happened to app and window, in order. What the page asked and sent, which may come at any time, is in several words. */
const eventLog = (output: string): string[] =>
  (JSON.parse(/^LOG (.*)$/m.exec(output)?.[1] ?? '[]') as string[]).filter((event) => !event.includes(' '));

/** Writes a program and returns its path. */
async function program(code: string, name = 'program.mjs'): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, code);
  return file;
}

beforeAll(async () => {
  desktop = await startDesktop({ notifications: 'none' });
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lifecycle-'));
  dataDir = await mkdtemp(join(tmpdir(), 'lifecycle-data-'));
});
afterEach(async () => {
  await app?.kill();
  app = null;
  await rm(folder, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});
afterAll(async () => {
  await desktop.stop();
});

describe('a command', () => {
  it('runs without a display and ends with its own exit code', async () => {
    const file = await program(`
      import electron, { app } from 'electron';
      import { createRequire } from 'node:module';
      const required = createRequire(import.meta.url)('electron');
      app.whenReady().then(() => {
        console.log(JSON.stringify([process.type, /^\\d+\\./.test(process.versions.electron), electron.app === app, required.app === app]));
        app.exit(10);
      });`);
    expect(await run(file, cleanEnv)).toEqual({ code: 10, output: '["browser",true,true,true]\n' });
  });

  it('that makes a window without a display stops with words', async () => {
    const file = await program(
      `import { app, BrowserWindow } from 'electron'; app.whenReady().then(() => new BrowserWindow());`,
    );
    const { code, output } = await run(file, cleanEnv);
    expect([code, output]).toEqual([1, expect.stringContaining('A window needs a display') as string]);
  });

  it('that makes a window without Chromium names the command that installs it', async () => {
    const file = await program(
      `import { app, BrowserWindow } from 'electron'; app.whenReady().then(() => new BrowserWindow());`,
    );
    const { code, output } = await run(file, { ...process.env, ...desktop.env, CHROMIUM_HOST_BROWSER: '/no/chromium' });
    expect([code, output]).toEqual([1, expect.stringContaining('npm run setup') as string]);
  });

  it('that awaits readiness at its top level hangs in Electron, and ends with an error here', async () => {
    // electron/electron#41369: "You must not use a top-level `await` with the app's `whenReady` promise."
    const file = await program(`import { app } from 'electron'; await app.whenReady(); console.log('ready');`);
    const { code, output } = await run(file, cleanEnv);
    expect(code).toBe(13);
    expect(output).not.toContain('ready\n');
    expect(output).toContain('unsettled top-level await');
  });

  it('may be a CommonJS module', async () => {
    const file = await program(
      `const { app } = require('electron'); app.whenReady().then(() => app.exit(7));`,
      'program.cjs',
    );
    expect((await run(file, cleanEnv)).code).toBe(7);
  });

  it('quits in Electron’s order, and not when a listener prevents it', async () => {
    const file = await program(`
      import { app } from 'electron';
      const seen = [];
      let refusals = 0;
      for (const name of ['before-quit', 'will-quit', 'quit']) app.on(name, (event) => {
        seen.push(name);
        if (name !== 'quit' && refusals++ % 2 === 0 && refusals < 4) event.preventDefault();
        if (name === 'quit') console.log(seen.join(' '));
      });
      app.whenReady().then(() => { app.quit(); app.quit(); app.quit(); });`);
    expect((await run(file, cleanEnv)).output).toBe('before-quit before-quit will-quit before-quit will-quit quit\n');
  });

  it('talks to a utility process, which has net and nothing else of Electron', async () => {
    await program(`
      import electron, { net } from 'electron';
      process.parentPort.on('message', ({ data }) => {
        process.parentPort.postMessage([process.type, data, 'app' in electron, typeof net.fetch]);
      });`, 'child.mjs'); // prettier-ignore
    const file = await program(`
      import { app, utilityProcess } from 'electron';
      app.whenReady().then(() => {
        const child = utilityProcess.fork('${folder}/child.mjs', [], { stdio: 'pipe' });
        const seen = [String(child.pid)];
        child.on('spawn', () => { seen.push(typeof child.pid); child.postMessage({ bytes: new Uint8Array([1]) }); });
        child.on('message', (message) => { seen.push(message); child.kill(); });
        child.on('exit', () => { console.log(JSON.stringify([...seen, String(child.pid)])); app.quit(); });
      });`);
    const [before, spawned, message, after] = JSON.parse((await run(file, cleanEnv)).output) as unknown[];
    expect([before, spawned, message, after]).toEqual([
      'undefined',
      'number',
      ['utility', { bytes: { 0: 1 } }, false, 'function'],
      'undefined',
    ]);
  });

  it('finds itself behind the switches of whoever drives it', async () => {
    // default_app/main.ts of Electron: the program is the first argument that is no switch.
    const file = await program(`
      import { app } from 'electron';
      console.log(JSON.stringify([process.argv.slice(1), app.getName(), app.commandLine.hasSwitch('inspect')]));
      app.exit();`);
    await writeFile(join(folder, 'package.json'), '{"name":"driven","version":"1.0.0","type":"module"}');
    const env = { ...cleanEnv, CHROMIUM_HOST_SWITCHES: '--inspect=0 --remote-debugging-port=0' };
    const [argv, name, isInspected] = JSON.parse((await run(file, env, ['check'])).output) as unknown[];
    expect(argv).toEqual(['--inspect=0', '--remote-debugging-port=0', file, 'check']);
    expect([name, isInspected]).toEqual(['driven', true]);
  });

  it('hears of a utility process by its end, also of one without a script', async () => {
    // spec/api-utility-process.spec.ts and UtilityProcessWrapper::Kill: a missing script ends with 1, `kill` with 0, and
    // before the process has spawned it kills nothing.
    await program('process.parentPort.on("message", () => undefined);', 'endless.mjs');
    const file = await program(`
      import { once } from 'node:events';
      import { app, utilityProcess } from 'electron';
      app.whenReady().then(async () => {
        const missing = utilityProcess.fork('${folder}/missing.mjs', [], { stdio: 'ignore' });
        const [missed] = await once(missing, 'exit');
        const endless = utilityProcess.fork('${folder}/endless.mjs', [], { stdio: 'ignore' });
        const early = endless.kill();
        await once(endless, 'spawn');
        const killed = endless.kill();
        const [ended] = await once(endless, 'exit');
        console.log(JSON.stringify([missed, early, killed, ended, endless.kill()]));
        app.quit();
      });`);
    expect(JSON.parse((await run(file, cleanEnv)).output)).toEqual([1, false, true, 0, false]);
  });

  it('is told when no notification can be shown', async () => {
    const file = await program(`
      import { app, Notification } from 'electron';
      app.whenReady().then(() => {
        const notification = new Notification({ title: 'x' });
        notification.on('failed', (_event, error) => { console.log(error); app.quit(); });
        notification.show();
      });`);
    expect((await run(file, { ...process.env, ...desktop.env })).output).toContain('org.freedesktop.Notifications');
  });
});

describe('a window', () => {
  it(
    'closes before the program quits, and its storage is there at the next start',
    async () => {
      const first = await launch();
      await first.page.evaluate(() => {
        localStorage.setItem('kept', 'yes');
      });
      expect(await first.quit()).toBe(0);
      const log = eventLog(first.output());
      expect(log.slice(log.indexOf('before-quit'))).toEqual(['before-quit', 'close', 'closed', 'will-quit', 'quit']);
      const second = await launch();
      expect(await second.page.evaluate(() => localStorage.getItem('kept'))).toBe('yes');
      expect(second.problems).toEqual([]);
    },
    twoStarts,
  );

  it('that the user closes ends the program when it is the last one', async () => {
    const { page, output } = await launch();
    await page.close();
    await until(() => output().includes('LOG'), 'the end');
    const order = ['close', 'closed', 'window-all-closed', 'before-quit', 'will-quit', 'quit'];
    expect(eventLog(output()).slice(-order.length)).toEqual(order);
  });

  it(
    'that refuses to close is hidden, and comes back with its page',
    async () => {
      const socket = join(folder, 'control');
      const { page, control } = await launch({ FIXTURE_KEEP_WINDOW: '1', CHROMIUM_HOST_CONTROL: socket });
      // One that is closed before it has loaded has nothing to come back with.
      await until(async () => (await control.windows()).some(({ title }) => title === 'Fixture'), 'the page to load');
      await page.close();
      await until(async () => (await control.windows()).some(({ visible }) => !visible), 'the window to hide');
      await control.showWindow();
      expect((await control.windows()).map(({ visible }) => visible)).toEqual([true]);
      const host = await connectWhenThere(socket);
      const again = await attach(host);
      await until(async () => (await again.title()) === 'Fixture', 'the page to load again');
      host.close();
    },
    twoStarts,
  );

  it('dies with its program, even when that is killed', async () => {
    const { page, kill } = await launch();
    const secret = new URL(page.url()).hostname.split('.').at(-2) ?? '';
    expect(await processesWith(secret)).not.toEqual([]);
    await kill();
    await until(async () => (await processesWith(secret)).length === 0, 'Chromium to end');
  });
});

describe('a second instance', () => {
  it('ends, and tells the first what it was asked', async () => {
    const first = await launch();
    const env = { ...process.env, ...desktop.env, BILLFOLD_DATA_DIR: dataDir };
    expect((await run(main, env, ['--open', 'acme'])).code).toBe(3);
    await until(() => first.output().includes('SECOND'), 'the announcement');
    const announced = JSON.parse(/^SECOND (.*)$/m.exec(first.output())?.[1] ?? '') as object;
    expect(announced).toEqual({ argv: ['--open', 'acme'], workingDirectory: process.cwd(), data: { from: 'fixture' } });
  });

  it('that tells nothing is told as null', async () => {
    // spec/api-app.spec.ts: "passes null as additionalData when none is given".
    const file = await program(`
      import { app } from 'electron';
      app.setPath('userData', '${dataDir}/not/there/yet');
      if (!app.requestSingleInstanceLock()) app.exit();
      else app.on('second-instance', (_event, _argv, _folder, data) => { console.log('told', data); app.quit(); });
      app.whenReady().then(() => console.log('ready'));`);
    const first = spawn(process.execPath, ['--import', hostRegister, file], { env: cleanEnv });
    let output = '';
    first.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    const ended = ending(first, 'the first instance');
    await until(() => output.includes('ready'), 'the first instance');
    await run(file, cleanEnv);
    await ended;
    expect(output).toContain('told null');
  });

  it(
    'takes over when the first was killed',
    async () => {
      await (await launch()).kill();
      expect(existsSync(join(dataDir, 'SingletonMessages'))).toBe(true);
      const next = await launch();
      const code = await next.quit();
      expect(code, next.output()).toBe(0);
    },
    twoStarts,
  );

  it('is one of many that start at once: only one gets the lock', async () => {
    const file = await program(`
      import { app } from 'electron';
      app.setPath('userData', '${dataDir}');
      const first = app.requestSingleInstanceLock();
      console.log(first ? 'first' : 'second', app.requestSingleInstanceLock() === first);
      app.whenReady().then(() => first ? process.stdin.resume().on('end', () => app.quit()) : app.exit());`);
    const children = Array.from({ length: 5 }, () =>
      spawn(process.execPath, ['--import', hostRegister, file], { env: cleanEnv, stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    const ended = children.map((child) => ending(child, 'an instance'));
    const said = await Promise.all(children.map(({ stdout }) => within(30, 'an answer', once(stdout, 'data'))));
    expect(said.map(String).toSorted()).toEqual(['first true\n', ...Array<string>(4).fill('second true\n')]);
    for (const child of children) child.stdin.end();
    await Promise.all(ended);
  });
});

/** Processes whose command line holds the text. */
async function processesWith(text: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return pids.filter((_pid, index) => commands[index]?.includes(text));
}
