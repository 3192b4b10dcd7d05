// `npm start`: opens Billfold's window from the checkout.
import { findChromium } from './chromium-host/browser/chromium-binary.ts';
import { ensureBuilt } from './support/ensure-built.ts';
import { findOrFetchElectron } from './support/electron-binary.ts';
import { hasDisplay, isRoot } from './support/machine.ts';
import { projectRoot, say } from './support/project.ts';
import { runChild, runOnHost } from './support/run-program.ts';

const args = process.argv.slice(2);

if (!hasDisplay()) {
  say(
    'Billfold has a window, and this machine has no display for it (DISPLAY and WAYLAND_DISPLAY are empty).\n' +
      'With the set-up installed (npm run setup) it can be shown on a virtual one:  xvfb-run -a npm start\n' +
      'The command line needs no display:  npm run --silent billfold -- --help',
  );
  process.exit(1);
}

const electron = await findOrFetchElectron();
if (electron === undefined && findChromium() === null) {
  say('Neither Electron nor Chromium is on this machine. This installs what is needed:\n\n  npm run setup\n');
  process.exit(1);
}

ensureBuilt(['program', 'window']);
if (electron !== undefined) {
  say(`Starting on Electron (${electron}).`);
  runChild(electron, [projectRoot, ...args]);
} else {
  say('Starting on the Chromium host, because Electron is not on this machine and cannot be fetched.');
  if (isRoot()) say('As root, Chromium runs without its sandbox. Use another account for anything but tests.');
  runOnHost(args);
}
