import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program that a Linux machine needs for development, and the Debian package that brings it. */
interface SystemProgram {
  readonly debianPackage: string;
  /** Any one of these on the path is enough. */
  readonly programs: readonly string[];
  readonly purpose: string;
}

const chromiumPrograms = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'] as const;

const chromiumElsewhere: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

export const systemPrograms: readonly SystemProgram[] = [
  {
    debianPackage: 'chromium',
    programs: chromiumPrograms,
    purpose: 'shows the window where Electron cannot be fetched',
  },
  { debianPackage: 'xvfb', programs: ['Xvfb'], purpose: 'the display of the tests' },
  { debianPackage: 'xauth', programs: ['xauth'], purpose: 'lets xvfb-run open that display' },
  { debianPackage: 'dbus-x11', programs: ['dbus-launch'], purpose: 'the message bus of the tests' },
  { debianPackage: 'dunst', programs: ['dunst'], purpose: 'receives the notifications of the tests' },
  { debianPackage: 'libnotify-bin', programs: ['notify-send'], purpose: 'sends notifications on Linux' },
  { debianPackage: 'xclip', programs: ['xclip'], purpose: 'reads the clipboard in tests' },
  { debianPackage: 'poppler-utils', programs: ['pdftotext'], purpose: 'reads PDFs in tests with a second program' },
];

/** What of {@link systemPrograms} is not on the path. */
export function missingSystemPrograms(): SystemProgram[] {
  return systemPrograms.filter(({ programs }) => !programs.some((program) => findProgram(program) !== undefined));
}

/** Path of an installed Chromium, which the host shows the window in. */
export function findChromium(): string | undefined {
  const onPath = chromiumPrograms.map((program) => findProgram(program)).find((file) => file !== undefined);
  return onPath ?? chromiumElsewhere[process.platform]?.find((file) => existsSync(file));
}

export function isDebianLike(): boolean {
  return process.platform === 'linux' && findProgram('apt-get') !== undefined && findProgram('dpkg') !== undefined;
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

/** Absolute path of a program on the path. */
function findProgram(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}
