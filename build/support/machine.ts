import { findChromium, findProgram } from '@billfold/chromium-host';

/** Something that a Linux machine needs, and the Debian package that brings it. */
export interface SystemProgram {
  readonly debianPackage: string;
  /** Its program's name on the path. */
  readonly program: string;
  readonly purpose: string;
}

/** What the window needs on a desktop where Electron cannot be had. */
export const windowPrograms: readonly SystemProgram[] = [
  { debianPackage: 'chromium', program: 'chromium', purpose: 'shows the window where Electron cannot be had' },
  { debianPackage: 'libnotify-bin', program: 'notify-send', purpose: 'hands notifications to the desktop' },
];

/** What a desktop that nobody sees is made of: a display, a message bus, a notification service. */
export const virtualDesktopPrograms: readonly SystemProgram[] = [
  { debianPackage: 'xvfb', program: 'Xvfb', purpose: 'a display in memory' },
  {
    debianPackage: 'dbus-x11',
    program: 'dbus-daemon',
    purpose: 'carries notifications to the service that shows them',
  },
  { debianPackage: 'dbus-bin', program: 'dbus-send', purpose: 'asks whether that service is there' },
  { debianPackage: 'dunst', program: 'dunst', purpose: 'shows notifications there' },
];

export const testPrograms: readonly SystemProgram[] = [
  ...windowPrograms,
  ...virtualDesktopPrograms,
  { debianPackage: 'xauth', program: 'xauth', purpose: 'lets xvfb-run open a display for development' },
  { debianPackage: 'xclip', program: 'xclip', purpose: 'reads the clipboard in tests' },
  { debianPackage: 'python3', program: 'python3', purpose: 'reads tables in tests with a second program' },
  { debianPackage: 'poppler-utils', program: 'pdftotext', purpose: 'reads PDFs in tests with a second program' },
  { debianPackage: 'dovecot-imapd', program: 'dovecot', purpose: 'a mail server that invoices are read from in tests' },
  { debianPackage: 'fakeroot', program: 'fakeroot', purpose: 'installs a package in tests into a folder' },
  { debianPackage: 'rpm', program: 'rpmbuild', purpose: 'makes a package in tests and takes it apart' },
  { debianPackage: 'desktop-file-utils', program: 'desktop-file-validate', purpose: 'reads the desktop file in tests' },
  { debianPackage: 'appstream', program: 'appstreamcli', purpose: 'reads in tests what software centers show' },
  { debianPackage: 'nsis', program: 'makensis', purpose: 'reads what the Windows installer adds, in tests' },
];

/** A proxy as offices have it. */
export const proxyPrograms: readonly SystemProgram[] = [
  {
    debianPackage: 'squid-openssl',
    program: 'squid',
    purpose: 'a proxy that asks for a password, and one that reads along',
  },
  { debianPackage: 'openssl', program: 'openssl', purpose: 'writes the passwords that the proxy knows' },
];

/** What `npm run soak` needs beside those. */
export const soakPrograms: readonly SystemProgram[] = [
  ...proxyPrograms,
  { debianPackage: 'zbar-tools', program: 'zbarimg', purpose: 'reads payment codes in the soak as a phone does' },
  { debianPackage: 'libreoffice-calc', program: 'soffice', purpose: 'reads tables in the soak as a spreadsheet does' },
];

/** What of these is not on this machine. */
export function missingPrograms(programs: readonly SystemProgram[]): SystemProgram[] {
  return programs.filter(({ program }) =>
    program === 'chromium' ? findChromium() === null : findProgram(program) === null,
  );
}

/** Whether this script may install what is missing without asking. */
export function mayInstall(): boolean {
  return hasApt() && isRoot();
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Whether a window can be shown. Only Linux can be without a display. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

/** The one thing to do about missing programs, as it can be done on this machine: what follows after "Please". */
export function remedyFor(missing: readonly SystemProgram[]): string {
  if (process.platform !== 'linux') return 'install Google Chrome or Chromium.';
  const packages = missing.map(({ debianPackage }) => debianPackage);
  if (hasApt()) return `run:  ${installCommand(packages)}`;
  return "install what is missing with this system's package manager.";
}

export const inWords = (names: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(names);

function hasApt(): boolean {
  return process.platform === 'linux' && findProgram('apt-get') !== null && findProgram('dpkg') !== null;
}

function installCommand(packages: readonly string[]): string {
  const steps = ['apt-get update', `apt-get install -y --no-install-recommends ${packages.join(' ')}`];
  if (isRoot()) return steps.join(' && ');
  if (findProgram('sudo') !== null) return steps.map((step) => `sudo ${step}`).join(' && ');
  return `su -c '${steps.join(' && ')}'`;
}
