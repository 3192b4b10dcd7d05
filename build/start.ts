// `npm start`: opens Billfold's window from the checkout. Where there is no display, or with `--once`, the window opens on
// a virtual one instead, and the main job is gone through in it (tests/first-minute).
import { findChromium } from '@billfold/chromium-host';
import { findOrFetchElectron } from './support/electron-binary.ts';
import { ensureBuilt } from './support/ensure-built.ts';
import { installPrograms } from './support/install-programs.ts';
import {
  hasDisplay,
  inWords,
  isRoot,
  mayInstall,
  missingPrograms,
  remedyFor,
  virtualDesktopPrograms,
  windowPrograms,
} from './support/machine.ts';
import { inProject, projectRoot, say } from './support/project.ts';
import { becomeNode, runChild, runOnHost } from './support/run-program.ts';

const args = process.argv.slice(2);
const once = args.includes('--once');
if (hasDisplay() && !once) await openWindow();
else await showMainJob();

async function openWindow(): Promise<void> {
  const electron = await findOrFetchElectron();
  if (electron === undefined && findChromium() === null) {
    const missing = missingPrograms(process.platform === 'linux' ? windowPrograms : windowPrograms.slice(0, 1));
    if (!mayInstall() || !installPrograms(missing)) {
      say(`The window needs Electron or Chromium, and this machine has neither. Please ${remedyFor(missing)}`);
      process.exit(1);
    }
  }
  ensureBuilt(['program', 'window']);
  if (electron !== undefined) {
    say(`Starting on Electron (${electron}).`);
    sayIfRoot();
    runChild(electron, [projectRoot, ...(isRoot() ? ['--no-sandbox'] : []), ...args]);
    return;
  }
  say('Starting on the Chromium host, because Electron is not on this machine and cannot be fetched.');
  sayIfRoot();
  runOnHost(args);
}

function sayIfRoot(): void {
  if (isRoot()) say('As root, Chromium runs without its sandbox. Use another account for anything but tests.');
}

async function showMainJob(): Promise<void> {
  const [stranger] = args.filter((argument) => argument !== '--once');
  if (stranger !== undefined) {
    say(
      `Without a display, npm start takes no argument but --once; "${stranger}" is none. ` +
        'Commands need no display:  npm run --silent billfold -- --help',
    );
    process.exit(2);
  }
  say(
    hasDisplay()
      ? 'Billfold goes through its main job on a virtual display, with a practice account.'
      : 'This machine has no display: Billfold goes through its main job on a virtual one, with a practice account.',
  );
  const electron = await findOrFetchElectron();
  const obstacle = obstacleToWindow(electron !== undefined);
  ensureBuilt(obstacle === null ? ['program', 'window'] : ['program']);
  becomeNode([
    inProject('tests', 'first-minute', 'main.ts'),
    ...(once ? ['--once'] : []),
    ...(obstacle === null ? [] : ['--no-window', obstacle]),
  ]);
}

/** Installs what a window on a virtual display needs; answers in a sentence what is missing for it after that. */
function obstacleToWindow(hasElectron: boolean): string | null {
  if (process.platform !== 'linux')
    return 'Only Linux has virtual displays: without --once, npm start opens the window.';
  const missing = missingPrograms([...(hasElectron ? [] : windowPrograms), ...virtualDesktopPrograms]);
  if (missing.length === 0 || (mayInstall() && installPrograms(missing))) return null;
  const programs = missing.map(({ program }) => program);
  return `This machine does not have ${inWords(programs)}. To see the window, please ${remedyFor(missing)}`;
}
