import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { launchApp } from '../../support/launch-app.ts';
import type { LaunchedApp } from '../../support/launched-app.ts';
import { inTurns, type Measured, type Measurement } from '../measurement.ts';
import { blankApp, many, prepareWindow } from '../window-world.ts';

/** From the start of the process to the last large thing painted, once what the user waits for is there. */
async function startOnce(
  launch: () => Promise<LaunchedApp>,
  ready: (page: Page) => Promise<unknown>,
): Promise<Measured> {
  const begun = Date.now();
  const app = await launch();
  await ready(app.page);
  const painted = await app.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          resolve(performance.timeOrigin + (list.getEntries().at(-1)?.startTime ?? Number.NaN));
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
  const memory =
    Number(/VmHWM:\s+(\d+)/.exec(execFileSync('cat', [`/proc/${app.pid}/status`], { encoding: 'utf8' }))?.[1]) / 1024;
  await app.quit();
  return { millis: painted - begun, memory };
}

/** From nothing to a window that can be used, against a blank window of the same host. */
export async function start(): Promise<Measurement[]> {
  await using world = await prepareWindow();
  const { desktop } = world;
  const blank = () =>
    startOnce(
      () => launchApp({ desktop, dataDir: world.empty(), main: blankApp }),
      (page) => page.getByText('Ready').waitFor(),
    );
  const billfold = (dataDir: () => string, text: string) => () =>
    startOnce(
      () => launchApp({ desktop, dataDir: dataDir() }),
      (page) => page.getByText(text).first().waitFor(),
    );
  const upcoming = 'Upcoming invoice so far';
  const empty = await inTurns(billfold(world.empty, 'Welcome to Billfold'), blank);
  const large = await inTurns(
    billfold(() => world.large, upcoming),
    blank,
  );
  const sizes = await inTurns(
    billfold(() => world.large, upcoming),
    billfold(() => world.small, upcoming),
  );
  return [
    { case: 'start to usable window, empty', ...empty, wanted: 1.5, unit: 'ms' },
    { case: `start to usable window, ${many} invoices`, ...large, wanted: 1.5, unit: 'ms' },
    { case: `start with ${many} invoices against start with 60`, ...sizes, wanted: 1.1, unit: 'ms' },
  ];
}
