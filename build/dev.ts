// `npm run dev`: the window with hot reload; main process and preload are rebuilt and restarted when they change.
import { findChromium } from '@billfold/chromium-host';
import { createServer } from 'electron-vite';
import { buildParts, removeStamp } from './support/build-stamp.ts';
import { findOrFetchElectron } from './support/electron-binary.ts';
import { hasDisplay, isRoot, missingPrograms, remedyFor, windowPrograms } from './support/machine.ts';
import { inProject, projectRoot, say } from './support/project.ts';

process.env['BILLFOLD_PARENT_PID'] = String(process.ppid);
await import('./support/follow-parent.ts');

if (!hasDisplay()) {
  say('Development needs a display (DISPLAY and WAYLAND_DISPLAY are empty). A virtual one:  xvfb-run -a npm run dev');
  process.exit(1);
}

const electron = await findOrFetchElectron();
if (electron === undefined && findChromium() === null) {
  say(`Neither Electron nor Chromium is on this machine. Please ${remedyFor(missingPrograms(windowPrograms))}`);
  process.exit(1);
}

process.chdir(projectRoot);
// What development builds is not the product: the next start or command builds again.
for (const part of buildParts) removeStamp(projectRoot, part);

if (electron === undefined) {
  say('Developing on the Chromium host, because Electron is not on this machine and cannot be fetched.');
  process.env['ELECTRON_EXEC_PATH'] = process.execPath;
  process.env['ELECTRON_ENTRY'] = inProject('build', 'support', 'dev-program.ts');
} else {
  say(`Developing on Electron (${electron}).`);
  // Electron starts for root without its sandbox alone; electron-vite asks for that by this variable.
  if (isRoot()) process.env['NO_SANDBOX'] = '1';
  process.env['ELECTRON_EXEC_PATH'] = electron;
}
process.env['ELECTRON_CLI_ARGS'] = JSON.stringify(process.argv.slice(2));
await createServer({ configFile: 'electron.vite.config.ts', build: { watch: {} } }, { rendererOnly: false });
