interface Hideable extends Pick<Electron.BrowserWindow, 'hide' | 'isDestroyed' | 'isFullScreen' | 'setFullScreen'> {
  once(event: 'leave-full-screen', listener: () => void): unknown;
}

/**
 * Hides a window. On macOS one in full screen has a space of its own, which stays behind black (electron/electron#20263,
 * #39572): it is left first.
 */
export function hideWindow(window: Hideable, platform: NodeJS.Platform): void {
  if (platform !== 'darwin' || !window.isFullScreen()) {
    window.hide();
    return;
  }
  window.once('leave-full-screen', () => {
    if (!window.isDestroyed()) window.hide();
  });
  window.setFullScreen(false);
}
