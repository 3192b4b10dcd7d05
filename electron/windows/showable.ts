import type { Clock } from '../platform/ports.ts';

/** From the page's load to its first frame, where Electron tells of neither. */
const frameMillis = 100;
/** A window that is slow to load is shown empty rather than not at all. */
const timeoutMillis = 2_000;

/** What of a `BrowserWindow` is asked. */
interface HiddenWindow {
  isDestroyed(): boolean;
  once(event: 'ready-to-show', listener: () => void): unknown;
  readonly webContents: { once(event: 'did-finish-load', listener: () => void): unknown };
}

/**
 * Calls back, once, when a window that was made hidden can be shown: its first frame is there, or should be. Electron tells
 * of it by `ready-to-show`, but on Wayland a hidden window may never be given a frame (electron/electron#48859).
 */
export function onceShowable(window: HiddenWindow, clock: Pick<Clock, 'after'>, then: () => void): void {
  let isTold = false;
  const tell = (): void => {
    if (isTold || window.isDestroyed()) return;
    isTold = true;
    stop();
    then();
  };
  const stop = clock.after(timeoutMillis, tell);
  window.once('ready-to-show', tell);
  window.webContents.once('did-finish-load', () => {
    clock.after(frameMillis, tell);
  });
}
