/**
 * Whether the host follows Electron's ways on Windows, where they differ and nothing of the system itself is needed:
 * `CHROMIUM_HOST_SYSTEM=win32`. `process.platform` stays what it is.
 */
export const isLikeWindows = (): boolean =>
  process.platform === 'win32' || process.env['CHROMIUM_HOST_SYSTEM'] === 'win32';

/** The same for macOS: `CHROMIUM_HOST_SYSTEM=darwin`. */
export const isLikeMac = (): boolean =>
  process.platform === 'darwin' || process.env['CHROMIUM_HOST_SYSTEM'] === 'darwin';
