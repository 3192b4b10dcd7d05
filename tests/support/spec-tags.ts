import type { Launcher } from './launched-app.ts';

/*
 * What a spec needs, as a tag in its title; a spec without one runs everywhere. The projects of playwright.config.ts leave out what
 * they cannot run, so that nothing is skipped at run time.
 */

/** Drives what only the Chromium host lets be driven: the tray, the theme of the system, the notification centre. */
const host = '@host';
/** A desktop of Linux: its session bus, its autostart folder, a virtual display. */
const linux = '@linux';

/** The ten that a packed program is tried with. */
const packed = '@packed';

/** As Playwright's project takes it: which specs a launcher runs on a system, by their tags. */
export function specsFor(launcher: Launcher, platform: NodeJS.Platform): { grep?: RegExp; grepInvert?: RegExp } {
  const missing = [...(launcher === 'chromium-host' ? [] : [host]), ...(platform === 'linux' ? [] : [linux])];
  return {
    ...(launcher === 'packed' ? { grep: tagged([packed]) } : {}),
    ...(missing.length === 0 ? {} : { grepInvert: tagged(missing) }),
  };
}

const tagged = (tags: readonly string[]): RegExp => new RegExp(`(${tags.join('|')})(?!\\w)`);
