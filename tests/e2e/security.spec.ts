import { createServer } from 'node:http';
import type { BillfoldBridge } from '../../shared/ipc/bridge.ts';
import { launchApp } from '../support/launch-app.ts';
import type { LaunchedApp, Launcher } from '../support/launched-app.ts';
import { expect, startPractice, test as base } from './fixture.ts';
import { listening } from '../support/waits.ts';

/** What a script in the page would find; the bridge is asked for things that its types forbid. */
interface PageWindow extends Window {
  readonly billfold: BillfoldBridge & { call(name: unknown, request: unknown): Promise<unknown> };
  readonly eval: unknown;
}

interface Elsewhere {
  readonly url: string;
  /** Paths that anybody has asked for. */
  readonly asked: readonly string[];
}

const test = base.extend<{ app: LaunchedApp; elsewhere: Elsewhere }>({
  // Not by `launch`, which takes refusals that Chromium reports for errors of the page.
  app: async ({ desktop, dataDir }, use, { project }) => {
    const app = await launchApp({ launcher: project.name as Launcher, desktop, dataDir });
    await expect(app.page.getByRole('heading', { name: 'Welcome to Billfold' })).toBeVisible();
    await use(app);
    expect(await app.quit()).toBe(0);
  },
  // Playwright reads what a fixture needs from the pattern, also where that is nothing.
  elsewhere: async ({}, use) => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('access-control-allow-origin', '*').end('<h1>Elsewhere</h1>');
    });
    await use({ url: `http://127.0.0.1:${String(await listening(server))}`, asked });
    server.close();
  },
});

test('no further window can be opened', async ({ app, elsewhere }) => {
  const { page, control } = app;
  for (const address of [elsewhere.url, 'about:blank', '/index.html', 'file:///etc/hostname']) {
    expect(await page.evaluate((url) => window.open(url) === null, address), address).toBe(true);
  }
  expect(elsewhere.asked).toEqual([]);
  await page.evaluate((url) => {
    const link = document.createElement('a');
    Object.assign(link, { href: url, target: '_blank', textContent: 'Elsewhere' });
    document.body.append(link);
  }, elsewhere.url);
  await page.getByRole('link', { name: 'Elsewhere' }).click({ modifiers: ['Control'] });
  await page.getByRole('link', { name: 'Elsewhere' }).click();
  await startPractice(app);
  await expect.poll(() => page.context().pages()).toHaveLength(1);
  expect(await control.windows()).toHaveLength(1);
  expect(await control.shellCalls()).toEqual([]);
});

test('a buffer of 100 MB is refused before it is copied to the program, and the next call is answered', async ({
  app,
}) => {
  const outcome = await app.page.evaluate(async () => {
    const { billfold } = window as unknown as PageWindow;
    const refused = await billfold.call('app.info', new ArrayBuffer(1e8)).then(
      () => 'answered',
      (reason: unknown) => String(reason),
    );
    return { refused, next: await billfold.call('settings.get', null) };
  });
  expect(outcome.refused).toContain('too large');
  expect(outcome.next).toMatchObject({ ok: true });
});

test('the window cannot be led away', async ({ app, elsewhere }) => {
  const { page, control } = app;
  const origin = new URL(page.url()).origin;
  for (const address of [elsewhere.url, 'file:///etc/hostname', 'data:text/html,<h1>Elsewhere</h1>']) {
    await page.evaluate((url) => {
      location.href = url;
    }, address);
  }
  await startPractice(app);
  expect(new URL(page.url()).origin).toBe(origin);
  expect((await control.windows()).map(({ url }) => new URL(url).host)).toEqual(['billfold']);
  expect(elsewhere.asked).toEqual([]);
});

test('the page reaches no other server and runs no script but its own @packed', async ({ app, elsewhere }) => {
  const { page } = app;
  const blocked = await page.evaluate(async (url) => {
    const ends = (element: HTMLElement): Promise<string> =>
      new Promise((resolve) => {
        element.addEventListener('load', () => {
          resolve('loaded');
        });
        element.addEventListener('error', () => {
          resolve('blocked');
        });
        document.addEventListener(
          'securitypolicyviolation',
          () => {
            resolve('blocked');
          },
          { once: true },
        );
        document.body.append(element);
      });
    const make = (tag: string, properties: object): HTMLElement =>
      Object.assign(document.createElement(tag), properties);
    const submit = async (): Promise<string> => {
      const violated = new Promise<string>((resolve) => {
        document.addEventListener(
          'securitypolicyviolation',
          ({ effectiveDirective }) => {
            resolve(effectiveDirective);
          },
          {
            once: true,
          },
        );
      });
      const form = document.createElement('form');
      form.action = url;
      document.body.append(form);
      form.submit();
      return violated;
    };
    return [
      await submit(),
      await fetch(url).then(
        () => 'fetched',
        () => 'blocked',
      ),
      await ends(make('img', { src: `${url}/image.png` })),
      await ends(make('script', { src: `${url}/script.js` })),
      await ends(make('iframe', { src: `${url}/frame` })),
      await ends(make('link', { rel: 'stylesheet', href: `${url}/style.css` })),
      await ends(make('script', { textContent: 'window.inlineRan = true' })),
      'inlineRan' in window,
    ];
  }, elsewhere.url);
  expect(blocked).toEqual(['form-action', 'blocked', 'blocked', 'blocked', 'blocked', 'blocked', 'blocked', false]);
  expect(elsewhere.asked).toEqual([]);
});

test('the policy of the page allows its own origin and nothing unsafe', async ({ app }) => {
  const headers = await app.page.evaluate(async () => Object.fromEntries((await fetch('/index.html')).headers));
  const policy = headers['content-security-policy'] ?? '';
  const directives = new Map(
    policy.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(' ');
      return [name, sources.join(' ')] as const;
    }),
  );
  expect(policy).not.toContain('unsafe');
  expect(policy).not.toContain('*');
  expect(policy).not.toContain('http');
  expect(directives.get('default-src')).toBe("'self'");
  expect(directives.get('script-src')).toBe("'self'");
  for (const name of ['object-src', 'frame-src', 'base-uri', 'form-action', 'frame-ancestors'])
    expect(directives.get(name), name).toBe("'none'");
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
});

test('no permission is granted', async ({ app }) => {
  const answers = await app.page.evaluate(async () => {
    const refused = (asking: Promise<unknown>): Promise<string> =>
      asking.then(
        () => 'granted',
        () => 'refused',
      );
    const state = async (name: PermissionName): Promise<string> => (await navigator.permissions.query({ name })).state;
    return {
      asked: [
        await Notification.requestPermission(),
        await refused(navigator.mediaDevices.getUserMedia({ audio: true })),
        await refused(navigator.clipboard.readText()),
        await refused(
          new Promise((resolve, reject) => {
            navigator.geolocation.getCurrentPosition(resolve, reject);
          }),
        ),
      ],
      granted: (
        await Promise.all((['geolocation', 'notifications', 'camera', 'microphone'] as const).map(state))
      ).filter((each) => each === 'granted'),
    };
  });
  expect(answers).toEqual({ asked: ['denied', 'refused', 'refused', 'refused'], granted: [] });
});

test('the page holds a frozen bridge with three functions, and nothing of Node or Electron @packed', async ({
  app,
}) => {
  const seen = await app.page.evaluate(() => {
    'use strict';
    const { billfold } = window as unknown as PageWindow;
    const throws = (change: () => unknown): boolean => {
      try {
        change();
        return false;
      } catch {
        return true;
      }
    };
    const frame = document.createElement('iframe');
    document.body.append(frame);
    return {
      members: Object.keys(billfold).sort(),
      frozen: Object.isFrozen(billfold),
      resists: [
        throws(() => Object.assign(billfold, { call: null })),
        throws(() => Object.assign(billfold, { more: 1 })),
        throws(() => Reflect.deleteProperty(billfold, 'on') || Object.assign(billfold, { on: null })),
      ],
      found: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname'].filter(
        (name) => name in window,
      ),
      inFrame: 'billfold' in (frame.contentWindow ?? {}),
    };
  });
  expect(seen).toEqual({
    members: ['call', 'dropFiles', 'on'],
    frozen: true,
    resists: [true, true, true],
    found: [],
    inFrame: false,
  });
});

const refusedCalls: readonly (readonly [name: unknown, request: unknown])[] = [
  ['nothing.such', null],
  ['constructor', null],
  ['__proto__', null],
  ['toString', null],
  [['app.info'], null],
  [null, null],
  ['app.info', { path: '/etc/passwd' }],
  ['app.openHelp', { page: 'https://example.com' }],
  ['settings.set', { theme: 'neon' }],
  ['settings.set', { checkIntervalMinutes: 0 }],
  ['settings.set', 'dark'],
  ['invoices.query', { limit: 100_000 }],
  ['invoices.document', { key: 5 }],
  ['exports.start', { folder: '/tmp' }],
  ['accounts.add', { name: 'x', role: 'owner', source: 'stripe', key: 'sk_test_x' }],
  ['practice.advance', { accountId: 'x', by: 'century' }],
  ['billfold:files', ['/etc/passwd']],
  ['imports.drop', { accountId: 'x', paths: ['/etc/passwd'] }],
];

test('calls that are not in the contract are refused and change nothing', async ({ app }) => {
  const { page } = app;
  const call = (name: unknown, request: unknown): Promise<unknown> =>
    page.evaluate(
      ([calledName, given]) =>
        (window as unknown as PageWindow).billfold.call(calledName, given).then(
          (value) => ({ value }),
          () => 'refused',
        ),
      [name, request] as const,
    );
  const before = await call('settings.get', null);
  for (const [name, request] of refusedCalls) {
    expect(await call(name, request), `${JSON.stringify(name)} ${JSON.stringify(request)}`).toBe('refused');
  }
  // Ids that nobody handed out are no way to a file or folder either.
  expect(await call('exports.showFolder', { jobId: '../..' })).toMatchObject({ value: { ok: false } });
  expect(await call('invoices.showInFolder', { key: 'x:/etc/passwd' })).toMatchObject({ value: { ok: false } });
  expect(await call('invoices.showInFolder', { key: '/etc/passwd' })).toBe('refused');
  const dropped = await page.evaluate(() =>
    (window as unknown as PageWindow).billfold.dropFiles([{ path: '/etc/passwd' }]).then(
      () => 'taken',
      () => 'refused',
    ),
  );
  expect(dropped).toBe('refused');
  expect(await call('settings.get', null)).toEqual(before);
  expect(await call('accounts.list', null)).toEqual({ value: { ok: true, value: [] } });
  expect(await app.control.shellCalls()).toEqual([]);
});

test('no address leads out of the window’s folder or to a file that was not handed out', async ({ app }) => {
  const statuses = await app.page.evaluate(async () => {
    const paths = [
      '/../package.json',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/assets/..%5c..%5c..%5cpackage.json',
      '/..%2fmain%2findex.js',
      '/etc/passwd',
      '/%2fetc%2fpasswd',
      '/documents/made-up',
      '/documents/00000000-0000-0000-0000-000000000000',
      '/documents/..%2f..%2fbillfold.db',
      '/documents/',
      '/',
      '/%',
    ];
    const all: Record<string, number> = {};
    for (const path of paths) all[path] = (await fetch(path).catch(() => ({ status: 0 }))).status;
    const written = await fetch('/index.html', { method: 'POST', body: 'x' });
    return { ...all, 'POST /index.html': written.status };
  });
  expect(Object.entries(statuses).filter(([, status]) => status !== 404)).toEqual([]);
});

test('a key on the clipboard reaches no server that nobody said yes to', async ({ app, desktop, elsewhere }) => {
  const { page, control } = app;
  const steal = () =>
    page.evaluate(async (baseUrl) => {
      const { billfold } = window as unknown as PageWindow;
      const key = await billfold.call('accounts.pasteKey', { source: 'stripe' });
      if (!key.ok) return key.error.code;
      const request = { source: 'stripe' as const, keyId: key.value.keyId, customerId: 'cus_1', baseUrl };
      const tried = await billfold.call('accounts.testKey', request);
      return tried.ok ? 'sent' : tried.error.code;
    }, elsewhere.url);
  await desktop.copyText('rk_live_StolenFromClipboard4242');
  await control.blurWindow();
  await expect.poll(async () => (await control.windows())[0]?.focused).toBe(false);
  expect(await steal()).toBe('window-not-focused');
  await control.focusWindow();
  await control.answerDialog({ response: 1 });
  expect(await steal()).toBe('not-confirmed');
  const [question] = await control.askedDialogs();
  expect(question?.message).toBe(`Send the key rk_live_…4242 to ${new URL(elsewhere.url).host}?`);
  expect(elsewhere.asked).toEqual([]);
  // It is not there a second time.
  expect(await steal()).toBe('key-malformed');
  await desktop.copyText('rk_live_StolenFromClipboard4242');
  await control.answerDialog({ response: 0 });
  expect(await steal()).not.toBe('not-confirmed');
  expect(elsewhere.asked.length).toBeGreaterThan(0);
});
