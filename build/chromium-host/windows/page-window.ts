import { setTimeout as pause } from 'node:timers/promises';
import type { PageLink } from './page-link.ts';

export type FrameState = 'normal' | 'minimized' | 'maximized' | 'fullscreen';

/* What a window does to Chromium's own frame around its page. A page that is going away ignores it. */

const quietly = async (work: Promise<unknown>): Promise<void> => {
  await work.catch(() => undefined);
};

/** A display without a window manager has no minimized windows: Chromium would call the page visible. */
const visibilityScript = (hidden: boolean): string => `(() => {
  if (document.hidden === ${String(hidden)}) return;
  Object.defineProperties(document, {
    hidden: { configurable: true, get: () => ${String(hidden)} },
    visibilityState: { configurable: true, get: () => '${hidden ? 'hidden' : 'visible'}' },
  });
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
})()`;

export async function applyState(link: PageLink, windowState: FrameState): Promise<void> {
  await quietly(
    link.cdp
      .send('Browser.getWindowForTarget')
      .then(({ windowId }) => link.cdp.send('Browser.setWindowBounds', { windowId, bounds: { windowState } })),
  );
  await quietly(link.evaluate(visibilityScript(windowState === 'minimized')));
}

export async function applyBounds(link: PageLink, { x, y, width, height }: Electron.Rectangle): Promise<void> {
  await quietly(
    link.cdp
      .send('Browser.getWindowForTarget')
      .then(({ windowId }) =>
        link.cdp.send('Browser.setWindowBounds', { windowId, bounds: { left: x, top: y, width, height } }),
      ),
  );
}

/** `#rgb`, `#rrggbb` or `#aarrggbb`, as Electron takes them; other notations are left to the page. */
export async function applyBackground(link: PageLink, color: string | undefined): Promise<void> {
  const digits =
    /^#(?:[0-9a-f]{2})?([0-9a-f]{6})$/i.exec(color ?? '')?.[1] ??
    color?.match(/^#([0-9a-f]{3})$/i)?.[1]?.replace(/./g, '$&$&');
  if (digits === undefined) return;
  const [r, g, b] = [0, 2, 4].map((start) => parseInt(digits.slice(start, start + 2), 16));
  if (r === undefined || g === undefined || b === undefined) return;
  await quietly(link.cdp.send('Emulation.setDefaultBackgroundColorOverride', { color: { r, g, b, a: 1 } }));
}

/**
 * Chromium takes a request to close for done and keeps the page, when a load is just being committed: so it is repeated.
 * After ten seconds the page is left to Chromium's own end.
 */
export async function closePage({ page, cdp }: PageLink): Promise<void> {
  const end = Date.now() + 10_000;
  const closed = new Promise<void>((resolve) => {
    page.once('close', () => {
      resolve();
    });
  });
  while (!page.isClosed() && Date.now() < end) {
    void quietly(cdp.send('Page.close'));
    await Promise.race([closed, pause(300)]);
  }
}
