import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import type { PageScripts } from '../browser/page-script.ts';
import { decode, encode } from '../page/codec.ts';
import type { WindowMessage } from '../page/settings.ts';

/** One page of Chromium: the preload script in it, and the messages to and from it. Addresses are Chromium's. */
export interface PageLink {
  readonly page: Page;
  readonly cdp: CDPSession;
  /** Null when the page was reached, else Chromium's error, such as `net::ERR_ABORTED`. */
  navigate(url: string): Promise<string | null>;
  /** To the preload script's world; lost when there is no page yet, as in Electron. Give the context to answer it alone. */
  post(message: unknown, context?: number): void;
  evaluate(code: string): Promise<unknown>;
  /** One of Chromium's editing commands, on what has the focus. */
  edit(command: string): Promise<void>;
  /** The paths of the files that the page is waiting for; '' for one that is not on disk. */
  heldFilePaths(context: number): Promise<string[]>;
}

export interface PageListener {
  message(message: WindowMessage, context: number): void;
  /** Whether a navigation that the page began may go on. */
  mayNavigate(url: string, isMainFrame: boolean): boolean;
  /** Whether a server's redirect may be followed. */
  mayRedirect(url: string, isMainFrame: boolean): boolean;
  navigated(url: string): void;
  navigatedWithin(url: string): void;
  domReady(): void;
  loaded(): void;
  /** The page opened a window by a link or a form. */
  openedWindow(url: string, frameName: string, features: string): void;
  titleChanged(title: string): void;
}

interface Deps {
  readonly page: Page;
  readonly scripts: PageScripts;
  readonly preload: string | null;
  readonly listener: PageListener;
}

const worldName = 'Electron Isolated Context';

function preloadProcess(): Record<string, unknown> {
  const { arch, platform, version, versions, execPath, pid } = process;
  const shape = { type: 'renderer', sandboxed: true, contextIsolated: true, isMainFrame: true };
  return { arch, platform, version, versions, execPath, pid, ...shape };
}

export async function linkPage({ page, scripts, preload, listener }: Deps): Promise<PageLink> {
  const cdp = await page.context().newCDPSession(page);
  const token = (): string => `host-${randomBytes(12).toString('hex')}`;
  const [binding, receiver, toPage, toPreload] = [token(), token(), token(), token()];
  let mainFrame = '';
  let preloadContext: number | null = null;
  /** The address that the host itself is loading: no `will-navigate` for it. */
  let expected: string | null = null;

  const call = async (context: number, expression: string): Promise<void> => {
    // A page that is going away answers no more; its messages are lost, as in Electron.
    await cdp.send('Runtime.evaluate', { expression, contextId: context }).catch(() => undefined);
  };
  const quoted = (message: unknown): string =>
    `globalThis[${JSON.stringify(receiver)}](${JSON.stringify(encode(message))})`;

  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    const { frameId } = (context.auxData ?? {}) as { frameId?: string };
    if (context.name === worldName && frameId === mainFrame) preloadContext = context.id;
  });
  cdp.on('Runtime.executionContextsCleared', () => {
    preloadContext = null;
  });
  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name === binding) listener.message(decode(payload) as WindowMessage, executionContextId);
  });
  cdp.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId === undefined) listener.navigated(frame.url + (frame.urlFragment ?? ''));
  });
  cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    if (frameId === mainFrame) listener.navigatedWithin(url);
  });
  cdp.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
    listener.openedWindow(url, windowName, windowFeatures.join(','));
  });
  cdp.on('Page.domContentEventFired', () => {
    listener.domReady();
  });
  cdp.on('Page.loadEventFired', () => {
    void page.title().then(
      (title) => {
        listener.titleChanged(title);
      },
      () => undefined,
    );
    listener.loaded();
  });
  cdp.on('Fetch.requestPaused', ({ requestId, request, frameId, redirectedRequestId }) => {
    const isMainFrame = frameId === mainFrame;
    const asked = request.url === expected;
    if (asked) expected = null;
    const go =
      redirectedRequestId === undefined
        ? asked || listener.mayNavigate(request.url, isMainFrame)
        : listener.mayRedirect(request.url, isMainFrame);
    const answer = go
      ? cdp.send('Fetch.continueRequest', { requestId })
      : cdp.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    answer.catch(() => undefined);
  });

  const isolated = scripts.isolatedWorld(
    {
      wire: { out: toPage, in: toPreload },
      binding,
      receiver,
      process: preloadProcess(),
      preloadPath: preload ?? '',
    },
    preload === null ? '' : readFileSync(preload, 'utf8'),
  );
  const [tree] = await Promise.all([
    cdp.send('Page.getFrameTree'),
    cdp.send('Page.enable'),
    cdp.send('Runtime.enable'),
    cdp.send('Runtime.addBinding', { name: binding, executionContextName: worldName }),
    cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.mainWorld({ out: toPreload, in: toPage }) }),
    cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: isolated, worldName }),
    cdp.send('Fetch.enable', { patterns: [{ resourceType: 'Document', requestStage: 'Request' }] }),
    // Playwright makes every page believe it is focused; a program's window must know the truth.
    cdp.send('Emulation.setFocusEmulationEnabled', { enabled: false }),
  ]);
  mainFrame = tree.frameTree.frame.id;

  return {
    page,
    cdp,
    async navigate(url) {
      expected = url.replace(/#.*$/s, '');
      const { errorText } = await cdp.send('Page.navigate', { url });
      return errorText ?? null;
    },
    post(message, context) {
      const target = context ?? preloadContext;
      if (target !== null) void call(target, quoted(message));
    },
    async evaluate(code) {
      const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
        expression: code,
        awaitPromise: true,
        returnByValue: true,
        userGesture: true,
      });
      if (exceptionDetails !== undefined) {
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      }
      return result.value as unknown;
    },
    async edit(command) {
      // Commands come with a key only; this one means nothing by itself.
      await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', commands: [command] }).catch(() => undefined);
    },
    async heldFilePaths(context) {
      const expression = quoted({ do: 'files' });
      const { result } = await cdp.send('Runtime.evaluate', { expression, contextId: context });
      const { result: properties } = await cdp.send('Runtime.getProperties', {
        objectId: result.objectId ?? '',
        ownProperties: true,
      });
      const files = properties.filter(({ name }) => /^\d+$/.test(name)).map(({ value }) => value?.objectId ?? '');
      return Promise.all(files.map(async (objectId) => (await cdp.send('DOM.getFileInfo', { objectId })).path));
    },
  };
}
