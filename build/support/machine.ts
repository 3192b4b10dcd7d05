import { findChromium, findProgram } from '../chromium-host/browser/chromium-binary.ts';

/** Something that a Linux machine needs for development, and the Debian package that brings it. */
interface SystemProgram {
  readonly debianPackage: string;
  /** Its program's name on the path. */
  readonly program: string;
  readonly purpose: string;
}

export const systemPrograms: readonly SystemProgram[] = [
  { debianPackage: 'chromium', program: 'chromium', purpose: 'shows the window where Electron cannot be fetched' },
  { debianPackage: 'xvfb', program: 'Xvfb', purpose: 'the display of the tests' },
  { debianPackage: 'xauth', program: 'xauth', purpose: 'lets xvfb-run open that display' },
  { debianPackage: 'dbus-x11', program: 'dbus-launch', purpose: 'the message bus of the tests' },
  { debianPackage: 'dunst', program: 'dunst', purpose: 'receives the notifications of the tests' },
  { debianPackage: 'libnotify-bin', program: 'notify-send', purpose: 'sends notifications on Linux' },
  { debianPackage: 'xclip', program: 'xclip', purpose: 'reads the clipboard in tests' },
  { debianPackage: 'python3', program: 'python3', purpose: 'reads tables in tests with a second program' },
  { debianPackage: 'poppler-utils', program: 'pdftotext', purpose: 'reads PDFs in tests with a second program' },
];

/** What of {@link systemPrograms} is not on this machine. */
export function missingSystemPrograms(): SystemProgram[] {
  return systemPrograms.filter(({ program }) =>
    program === 'chromium' ? findChromium() === null : findProgram(program) === null,
  );
}

export function isDebianLike(): boolean {
  return process.platform === 'linux' && findProgram('apt-get') !== null && findProgram('dpkg') !== null;
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Whether a window can be shown. Only Linux can be without a display. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

/** The exact command that installs packages on a Debian-like system. */
export function installCommand(packages: readonly string[]): string {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}
