import { join } from 'node:path';
import { within } from '../support/waits.ts';
import { startDesktop } from '../support/desktop.ts';
import type { Desktop, DesktopOptions } from '../support/desktop.ts';
import { availableLaunchers } from '../support/electron-start.ts';
import { launchApp } from '../support/launch-app.ts';
import type { LaunchedApp } from '../support/launched-app.ts';
import { takePicture } from '../support/pages/picture.ts';
import { mainJobInWindow } from './in-window.ts';
import { showOnCommandLine } from './show-on-command-line.ts';
import type { Place, Shown } from './shown.ts';
import { reasonOf, runSteps } from './steps.ts';
import { whyNoWindow } from './why-no-window.ts';

const stepSeconds = 90;
const closeSeconds = 15;
const names = { electron: 'Electron', packed: 'the packed program', 'chromium-host': 'the Chromium host' } as const;

/** Shows the main job in the window on a virtual desktop; by commands where no window opens. */
export async function showInWindow(place: Place, options: DesktopOptions = { tray: true }): Promise<Shown> {
  const { dataDir, pictures, exportFolder, say } = place;
  let desktop: Desktop;
  try {
    desktop = await startDesktop(options).catch(async (error: unknown) => {
      const silent = await startDesktop({ ...options, notifications: 'none' });
      say(`The notification service does not start: ${reasonOf(error)}`);
      return silent;
    });
  } catch (error) {
    return showOnCommandLine(place, `the virtual desktop does not start: ${reasonOf(error)}`);
  }
  const opened = await openWindow(place, desktop);
  if (typeof opened === 'string') {
    await desktop.stop();
    return showOnCommandLine(place, opened);
  }
  const app = opened;
  say('');
  const allTrue = await runSteps(mainJobInWindow({ app, desktop, dataDir, exportFolder }), {
    say,
    limitSeconds: stepSeconds,
    async picture(fileName) {
      const path = join(pictures, fileName);
      await takePicture(app.page, path);
      return path;
    },
  });
  return {
    allTrue,
    stays: `The window stays open on the display ${desktop.env['DISPLAY'] ?? ''}.`,
    ended: app.exited,
    async close() {
      await within(closeSeconds, 'the end of the window', app.quit()).catch(() => app.kill());
      await desktop.stop();
    },
  };
}

/** The program's window, with Electron where it is there; else why there is none. */
async function openWindow({ dataDir, say }: Place, desktop: Desktop): Promise<LaunchedApp | string> {
  let obstacle = '';
  for (const launcher of availableLaunchers().toReversed()) {
    if (obstacle !== '') say(`In Electron the window does not open (${obstacle}): trying the Chromium host.`);
    const started = performance.now();
    try {
      const app = await launchApp({ launcher, desktop, dataDir });
      say(`The window is open, in ${names[launcher]}, after ${((performance.now() - started) / 1000).toFixed(1)} s.`);
      return app;
    } catch (error) {
      obstacle = whyNoWindow(error);
    }
  }
  return obstacle;
}
