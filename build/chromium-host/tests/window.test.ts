import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesktop } from '../../../tests/support/desktop.ts';
import type { Desktop } from '../../../tests/support/desktop.ts';
import { launchApp } from '../../../tests/support/launch-app.ts';
import { chooseFiles, dropFiles } from '../../../tests/support/page-files.ts';
import type { LaunchedApp } from '../../../tests/support/launched-app.ts';
import { closed, listening, until } from '../../../tests/support/waits.ts';

const main = join(import.meta.dirname, 'fixture-app/main.js');

/** The exposed object of the fixture's preload script. */
interface Fixture {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  send(channel: string, ...args: unknown[]): void;
  onTick(listener: (tick: unknown) => void): () => void;
  pathOf(file: unknown): string;
  echo(value: unknown): unknown;
  typeOf(value: unknown): string;
  later(value: unknown): Promise<unknown>;
  fail(): void;
  file(): File;
  blob(): Blob;
  laterBlob(): Promise<Blob>;
  nested: { numbers: number[] };
}

declare global {
  interface Window {
    fixture: Fixture;
    ticks: unknown[];
    stopTicks: () => void;
  }
}

let desktop: Desktop;
let dataDir: string;
let app: LaunchedApp;

const log = async (): Promise<string[]> => (await invoke('log')) as string[];

/** `fixture.invoke` in the page. */
async function invoke(channel: string, ...args: unknown[]): Promise<unknown> {
  return app.page.evaluate(([name, given]) => window.fixture.invoke(name, ...given), [channel, args] as const);
}

async function rejection(channel: string, ...args: unknown[]): Promise<string> {
  return invoke(channel, ...args).then(
    () => 'resolved',
    (error: unknown) => String(error),
  );
}

/** The port of the host's loopback server: Chromium is told it on its command line. */
async function serverPort(hostname: string): Promise<string> {
  const secret = hostname.split('.').at(-2) ?? '';
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const port = new RegExp(`MAP \\*\\.${secret}\\.localhost 127\\.0\\.0\\.1:(\\d+)`).exec(command)?.[1];
    if (port !== undefined) return port;
  }
  throw new Error('No Chromium was told of this host name');
}

beforeAll(async () => {
  desktop = await startDesktop();
  dataDir = await mkdtemp(join(tmpdir(), 'fixture-'));
  app = await launchApp({ desktop, dataDir, main });
  await app.page.waitForFunction(() => 'stopTicks' in window);
});

afterAll(async () => {
  await app.kill();
  await desktop.stop();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

describe('a window', () => {
  it('shows the page that the scheme handler gives, at its own size, in a secure context', async () => {
    expect(await app.page.textContent('#heading')).toBe('Sum 3');
    const seen = await app.page.evaluate(() => [window.outerWidth, window.outerHeight, window.isSecureContext]);
    expect(seen).toEqual([900, 600, true]);
    const happened = [
      'GET app://fixture/index.html',
      'sender app://fixture/index.html true',
      'ready-to-show',
      'show',
      'focus',
    ];
    expect(await log()).toEqual(expect.arrayContaining(happened));
    expect(await app.control.windows()).toMatchObject([
      { url: 'app://fixture/index.html', title: 'Fixture', visible: true },
    ]);
  });

  it('passes methods, bodies, ranges, status and streams to the scheme handler and back', async () => {
    const results = await app.page.evaluate(async () => {
      const echo = await fetch('/echo', { method: 'POST', body: 'hello', headers: { range: 'bytes=2-5' } });
      const stream = await fetch('/stream');
      const missing = await fetch('/nothing-here');
      const broken = await fetch('/broken').catch((error: unknown) => String(error));
      return [
        (await echo.json()) as unknown,
        stream.status,
        stream.headers.get('content-range'),
        await stream.text(),
        missing.status,
        broken,
      ];
    });
    const echoed = { body: 'hello', range: 'bytes=2-5' };
    expect(results).toEqual([echoed, 206, 'bytes 0-12/100', 'one two three', 404, 'TypeError: Failed to fetch']);
    expect(app.output()).toContain('the handler broke');
  });

  it('applies the content security policy of the handler unchanged', async () => {
    const before = app.problems.length;
    const ran = await app.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.head.append(script);
      return 'inlineRan' in window;
    });
    expect(ran).toBe(false);
    await until(
      () => app.problems.slice(before).some((problem) => problem.includes('Content Security Policy')),
      'the violation',
    );
  });

  it('serves its origin to nobody who does not know the secret name', async () => {
    const origin = new URL(app.page.url());
    expect(origin.hostname).toMatch(/^fixture\.app\.[0-9a-f]{32}\.localhost$/);
    const port = await serverPort(origin.hostname);
    const response = await fetch(`http://127.0.0.1:${port}/index.html`);
    expect(response.status).toBe(403);
  });
});

describe('the bridge', () => {
  it('keeps the preload script in a world of its own', async () => {
    const seen = await app.page.evaluate(() =>
      ['leaked', 'require', 'process', 'module', 'ipcRenderer'].filter((name) => name in window),
    );
    expect(seen).toEqual([]);
    expect(await app.page.evaluate(() => Object.keys(window).filter((name) => /host|electron/i.test(name)))).toEqual(
      [],
    );
  });

  it('freezes what it exposes', async () => {
    const frozen = await app.page.evaluate(() => {
      'use strict';
      const { fixture } = window;
      const attempt = (change: () => void): string => {
        try {
          change();
          return 'changed';
        } catch (error) {
          return (error as Error).name;
        }
      };
      return [
        Object.isFrozen(fixture) && Object.isFrozen(fixture.nested.numbers),
        attempt(() => (fixture.invoke = () => Promise.resolve())),
        attempt(() => fixture.nested.numbers.push(4)),
        attempt(() => Object.assign(window, { fixture: {} })),
      ];
    });
    expect(frozen).toEqual([true, 'TypeError', 'TypeError', 'TypeError']);
  });

  it('copies values as structured cloning does, both ways', async () => {
    const same = await app.page.evaluate(async () => {
      const { fixture } = window;
      class Point {
        x = 1;
      }
      const cyclic: { self?: unknown } = {};
      cyclic.self = cyclic;
      const given = { x: 1 };
      const copied = (await fixture.invoke('echo', cyclic)) as { self: unknown };
      const bytes = (await fixture.invoke('echo', new Uint8Array([1, 2, 255]))) as Uint8Array;
      const values = (await fixture.invoke('echo', [
        undefined,
        null,
        NaN,
        -0,
        12n,
        new Date(5),
        /a/g,
        new Map([[1, new Set([2])]]),
      ])) as unknown[];
      const error = (await fixture.invoke('echo', new RangeError('far'))) as RangeError;
      return {
        notTheSame: fixture.echo(given) !== given,
        cycle: copied.self === copied,
        bytes: [bytes instanceof Uint8Array, ...bytes],
        values: [
          values[0] === undefined,
          values[1],
          Number.isNaN(values[2]),
          Object.is(values[3], -0),
          String(values[4]),
        ],
        kinds: values.slice(5).map((value) => Object.prototype.toString.call(value)),
        error: [error instanceof RangeError, error.message],
        point: [fixture.echo(new Point()) instanceof Point, fixture.echo(new Point())],
        promise: await fixture.later(7),
        callback: fixture.typeOf(() => undefined),
        kind: await fixture.invoke('kind', new Map()),
      };
    });
    expect(same).toEqual({
      notTheSame: true,
      cycle: true,
      bytes: [true, 1, 2, 255],
      values: [true, null, true, true, '12'],
      kinds: ['[object Date]', '[object RegExp]', '[object Map]'],
      error: [true, 'far'],
      point: [false, { x: 1 }],
      promise: 7,
      callback: '[object Function]',
      kind: '[object Map]',
    });
  });

  // spec/api-context-bridge.spec.ts: "should handle Blobs" and their like, whichever way they go.
  it('carries files and blobs, as answers too', async () => {
    const seen = await app.page.evaluate(async () => {
      const { fixture } = window;
      const [file, blob, later] = [fixture.file(), fixture.blob(), await fixture.laterBlob()];
      const [echoed] = fixture.echo([new Blob(['there and back'])]) as [Blob];
      return {
        file: [file instanceof File, file.name, await file.text()],
        blob: [blob instanceof Blob, blob instanceof File, blob.type, await blob.text()],
        later: await later.text(),
        echoed: await echoed.text(),
        kind: fixture.typeOf(new Blob(['x'])),
      };
    });
    expect(seen).toEqual({
      file: [true, 'note.txt', 'from the preload script'],
      blob: [true, false, 'text/csv', 'a blob'],
      later: 'later',
      echoed: 'there and back',
      kind: '[object Blob]',
    });
  });

  it('carries errors of exposed functions and of handlers in Electron’s words', async () => {
    const thrown = await app.page.evaluate(() => {
      try {
        window.fixture.fail();
        return 'nothing';
      } catch (error) {
        return String(error);
      }
    });
    expect(thrown).toBe('TypeError: refused by the preload script');
    expect(await rejection('fail')).toContain("Error invoking remote method 'fail': RangeError: out of range");
  });

  it('delivers messages of the main process until the page unsubscribes', async () => {
    await invoke('tick', { count: 1 });
    await app.page.waitForFunction(() => window.ticks.length === 1);
    await app.page.evaluate(() => {
      window.stopTicks();
    });
    await invoke('tick', { count: 2 });
    expect(await app.page.evaluate(() => window.ticks)).toEqual([{ count: 1 }]);
  });

  it('delivers one-way messages to the main process', async () => {
    await app.page.evaluate(() => {
      window.fixture.send('note', 'from the page');
    });
    await until(async () => (await log()).includes('note from the page'), 'the note');
  });

  it('knows the path of a chosen file, and of no other', async () => {
    const file = join(dataDir, 'chosen.txt');
    await writeFile(file, 'chosen');
    await app.page.evaluate(() => {
      const input = Object.assign(document.createElement('input'), { type: 'file', id: 'file' });
      const { fixture } = window;
      input.addEventListener('change', () => {
        input.dataset['path'] = fixture.pathOf(input.files?.[0]);
      });
      document.body.append(input);
    });
    await chooseFiles(app.page, '#file', [file]);
    await app.page.waitForSelector('#file[data-path]');
    expect(await app.page.getAttribute('#file', 'data-path')).toBe(file);
    await app.page.evaluate(() => {
      const { fixture } = window;
      document.addEventListener('dragover', (event) => {
        event.preventDefault();
      });
      document.addEventListener('drop', (event) => {
        document.body.dataset['dropped'] = fixture.pathOf(event.dataTransfer?.files[0]);
      });
    });
    await dropFiles(app.page, 'body', [file]);
    await app.page.waitForSelector('body[data-dropped]');
    expect(await app.page.getAttribute('body', 'data-dropped')).toBe(file);
    const others = await app.page.evaluate(() => {
      const { fixture } = window;
      const made = fixture.pathOf(new File(['x'], 'made.txt'));
      try {
        return [made, fixture.pathOf({ name: 'no file' })];
      } catch (error) {
        return [made, (error as Error).name];
      }
    });
    expect(others).toEqual(['', 'TypeError']);
  });
});

describe('a page that wants more than it may', () => {
  it('stays where it is when the main process prevents the navigation', async () => {
    const here = app.page.url();
    for (const target of ['https://example.com/', 'about:blank', '/other.html', 'mailto:someone@example.com']) {
      await app.page.evaluate((url) => {
        location.href = url;
      }, target);
      const seen = target === '/other.html' ? 'app://fixture/other.html' : target;
      await until(async () => (await log()).includes(`will-navigate ${seen}`), `will-navigate ${seen}`);
    }
    await app.page.evaluate(() => {
      location.href = '/away';
    });
    const redirected = 'will-redirect https://example.com/redirected';
    await until(async () => (await log()).includes(redirected), redirected);
    expect(app.page.url()).toBe(here);
    expect(await app.page.textContent('#heading')).toBe('Sum 3');
  });

  it('opens no window, by script or by link', async () => {
    expect(await app.page.evaluate(() => window.open('https://example.com/script') === null)).toBe(true);
    await app.page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), {
        href: 'https://example.com/link',
        target: '_blank',
        id: 'away',
        textContent: 'away',
      });
      document.body.append(link);
    });
    await app.page.click('#away');
    for (const way of ['script', 'link']) {
      await until(async () => (await log()).includes(`window-open https://example.com/${way}`), `the ${way}`);
    }
    await expect.poll(() => app.page.context().pages().length).toBe(1);
  });

  it('gets the permissions that the main process grants, and no other', async () => {
    const ask = () => app.page.evaluate(() => Notification.requestPermission());
    await invoke('permissions', 'deny');
    expect(await ask()).toBe('denied');
    await invoke('permissions', 'grant');
    expect(await ask()).toBe('granted');
    expect(await log()).toContain('permission notifications');
  });
});

describe('the desktop around the window', () => {
  it('shows a notification by the real service, and brings the click back', async () => {
    await invoke('notify', 'Threshold <exceeded>', '120.00 & more');
    const shown = await desktop.waitForNotifications(1);
    expect(shown).toMatchObject([{ appName: 'Fixture', title: 'Threshold <exceeded>', body: '120.00 & more' }]);
    await until(async () => (await log()).includes('notification show'), 'show');
    await desktop.clickNotification(shown[0]?.id ?? 0);
    await until(async () => (await log()).includes('notification click'), 'click');
    await until(async () => (await log()).includes('notification close'), 'close');
    expect(await desktop.notificationHistory()).toMatchObject([{ title: 'Threshold <exceeded>' }]);
  });

  it('takes a notification away when the program closes it', async () => {
    await invoke('notify', 'Second', 'To be closed');
    await until(async () => (await log()).filter((entry) => entry === 'notification show').length === 2, 'show');
    await invoke('close-notifications');
    await until(async () => (await log()).filter((entry) => entry === 'notification close').length === 2, 'close');
    expect((await log()).filter((entry) => entry === 'notification click')).toHaveLength(1);
  });

  it('follows the theme that the program sets, and the system otherwise', async () => {
    const isDark = () => app.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    expect(await isDark()).toBe(false);
    expect(await invoke('theme', 'dark')).toBe(true);
    await until(isDark, 'dark');
    expect(await invoke('theme', 'system')).toBe(false);
    await app.control.setSystemDark(true);
    await until(isDark, 'dark');
    await app.control.setSystemDark(false);
    await until(async () => !(await isDark()), 'light');
  });

  it('uses the clipboard of the display', async () => {
    expect(await invoke('copy-and-paste', 'Grüße €')).toBe('Grüße €');
  });

  it('says that it encrypts also without a key ring, and does under the key that everybody knows', async () => {
    expect(await invoke('secret', 'sk_1')).toEqual({
      ...{ available: true, mark: 'v10', shouldReEncrypt: false, result: 'sk_1' },
    });
  });

  it('answers dialogs and records what would be opened', async () => {
    await app.control.answerDialog({ filePaths: ['/tmp'] });
    expect(await invoke('choose')).toEqual({ canceled: false, filePaths: ['/tmp'] });
    const late = invoke('choose');
    await until(async () => (await app.control.askedDialogs()).length === 2, 'the dialog');
    await app.control.answerDialog({ canceled: true });
    expect(await late).toEqual({ canceled: true, filePaths: [] });
    await invoke('open', 'https://example.com/');
    expect(await app.control.shellCalls()).toEqual([{ call: 'openExternal', target: 'https://example.com/' }]);
  });

  it('clicks the tray’s menu, wakes the machine, moves the window', async () => {
    expect(await app.control.trays()).toMatchObject([
      { toolTip: 'Fixture', image: { width: 16, height: 16 }, items: [{ label: 'Say hello' }, {}, { label: 'Quit' }] },
    ]);
    await app.control.clickTrayItem('Say hello');
    await app.control.power('resume');
    await app.control.minimizeWindow();
    expect(await app.control.windows()).toMatchObject([{ minimized: true, focused: false }]);
    const visibility = () => app.page.evaluate(() => document.visibilityState);
    await until(async () => (await visibility()) === 'hidden', 'the page to be hidden');
    await app.control.showWindow();
    await app.control.focusWindow();
    expect(await app.control.windows()).toMatchObject([{ minimized: false, visible: true, focused: true }]);
    await until(async () => (await visibility()) === 'visible', 'the page to be visible');
    expect(await log()).toEqual(expect.arrayContaining(['hello', 'resume', 'minimize', 'blur', 'focus']));
  });

  it('rounds the bounds that it is given', async () => {
    // spec/api-browser-window.spec.ts: "rounds non-integer bounds".
    const bounds = { x: 40.5, y: 25.1, width: 900.4, height: 599.9 };
    expect(await invoke('bounds', bounds)).toEqual({ x: 41, y: 25, width: 900, height: 600 });
  });

  it('goes to full screen and back, and says so when it is there', async () => {
    await invoke('full-screen', true);
    await until(async () => (await log()).includes('enter-full-screen'), 'full screen');
    expect(await invoke('is-full-screen')).toBe(true);
    await invoke('full-screen', false);
    await until(async () => (await log()).includes('leave-full-screen'), 'the window as it was');
    expect(await invoke('is-full-screen')).toBe(false);
  });

  it('reaches servers by net.fetch, and none when the network is cut', async () => {
    const server = createServer((_request, response) => response.end('hello'));
    const url = `http://127.0.0.1:${String(await listening(server))}/`;
    expect(await invoke('fetch', url)).toEqual({ status: 200, text: 'hello' });
    expect(await invoke('fetch', 'app://fixture/stream')).toEqual({ status: 206, text: 'one two three' });
    const posted = await invoke('fetch', 'app://fixture/echo', { method: 'POST', body: 'posted' });
    expect(posted).toEqual({ status: 200, text: '{"body":"posted","range":null}' });
    await app.control.cutNetwork('remote');
    expect(await invoke('online')).toBe(false);
    expect(await invoke('fetch', url)).toMatchObject({ status: 200 });
    expect(await rejection('fetch', 'https://example.com/')).toContain('net::ERR_INTERNET_DISCONNECTED');
    await app.control.cutNetwork('everything');
    expect(await rejection('fetch', url)).toContain('net::ERR_INTERNET_DISCONNECTED');
    await app.control.cutNetwork('nothing');
    await app.control.setOnline(true);
    expect(await invoke('online')).toBe(true);
    server.closeAllConnections();
    await closed(server);
    expect(await rejection('fetch', url)).toContain('net::ERR_CONNECTION_REFUSED');
  });
});

describe('menus', () => {
  /** A right click, by a real mouse. */
  const rightClick = (selector: string) => app.page.click(selector, { button: 'right' });
  const requests = async (): Promise<unknown[]> =>
    (await log())
      .filter((entry) => entry.startsWith('context-menu '))
      .map((entry): unknown => JSON.parse(entry.slice('context-menu '.length)));
  const labels = async (): Promise<string[]> => (await app.control.popupMenu()).map(({ label }) => label);

  it('are Electron’s own where the program sets none', async () => {
    // lib/browser/default-menu.ts and menu-item-roles.ts.
    const menus = await app.control.applicationMenu();
    expect(menus.map(({ label }) => label)).toEqual(['File', 'Edit', 'View', 'Window', 'Help']);
    expect(menus[2]?.items.map(({ label }) => label)).toEqual([
      ...['Reload', 'Force Reload', 'Toggle Developer Tools', ''],
      ...['Actual Size', 'Zoom In', 'Zoom Out', '', 'Toggle Full Screen'],
    ]);
  });

  it('come with a right click from the program alone, and do what their roles say', async () => {
    await app.page.evaluate(() => {
      document.body.innerHTML =
        '<p id="text">Some text</p><input id="field" value="typed" /><a id="link" href="https://example.com/x">x</a>';
    });
    await rightClick('#text');
    await until(async () => (await requests()).length === 1, 'the first request');
    await rightClick('#link');
    await until(async () => (await requests()).length === 2, 'the second request');
    await app.page.focus('#field');
    await rightClick('#field');
    await until(async () => (await requests()).length === 3, 'the third request');
    expect(await requests()).toMatchObject([
      { isEditable: false, linkURL: '', canPaste: false },
      { isEditable: false, linkURL: 'https://example.com/x' },
      { isEditable: true, canPaste: true },
    ]);
    expect(await labels()).toEqual(['Ausschneiden', 'Kopieren', 'Einfügen', '', 'Alles auswählen']);

    await app.control.clickPopupItem('Alles auswählen');
    await until(() => app.page.evaluate(() => String(getSelection()) === 'typed' || document.querySelector('input')?.selectionEnd === 5), 'the selection'); // prettier-ignore
    expect(await labels()).toEqual([]);
    await desktop.copyText('pasted');
    await rightClick('#field');
    await until(async () => (await labels()).length > 0, 'the menu');
    await app.control.clickPopupItem('Einfügen');
    await until(async () => (await app.page.inputValue('#field')).includes('pasted'), 'the pasted text');
  });

  it('do not come where the page takes the event itself', async () => {
    const before = (await requests()).length;
    await app.page.evaluate(() => {
      document.querySelector('#text')?.addEventListener('contextmenu', (event) => {
        event.preventDefault();
      });
    });
    await rightClick('#text');
    await rightClick('#field');
    await until(async () => (await requests()).length > before, 'the request of the field');
    expect((await requests()).length).toBe(before + 1);
  });
});
