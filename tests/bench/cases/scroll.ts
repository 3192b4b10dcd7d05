import type { Page } from '@playwright/test';
import { launchApp } from '../../support/launch-app.ts';
import type { LaunchedApp } from '../../support/launched-app.ts';
import { type Measurement, rounds } from '../measurement.ts';
import { blankApp, many, prepareWindow } from '../window-world.ts';

/** In milliseconds: one screen refresh missed at 60 Hz, and none more. */
const longestFrame = 33;
/**
 * Chromium's trace marks each frame that the page begins to make. Without `-*` it would write all its other default
 * categories too, 50 MB in a round, and trace itself at work.
 */
const traced = ['-*', 'disabled-by-default-devtools.timeline.frame'];
/** After the last turn of the wheel, so that the rows that are laid out then are measured, too. */
const restMillis = 500;

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  /** Microseconds. */
  readonly ts: number;
}

/** The longest time between the beginnings of two frames, from a trace, in whole milliseconds. */
function longestIn(trace: Buffer): number {
  // As Chromium writes traces.
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const begun = Map.groupBy(
    traceEvents.filter(({ name }) => name === 'BeginMainThreadFrame'),
    ({ pid }) => pid,
  );
  // The page that scrolls makes by far the most.
  const frames = [...begun.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
  const times = frames.map(({ ts }) => ts).toSorted((a, b) => a - b);
  if (times.length < 60) throw new Error(`The trace has only ${times.length} frames`);
  return Math.round(Math.max(...times.slice(1).map((time, at) => time - (times[at] ?? time))) / 1000);
}

/** Turns the wheel for some seconds, with four leaps of thousands of rows, and tells the longest frame. */
async function scrollOnce(page: Page, scroller: string, direction: 1 | -1): Promise<number> {
  const browser = page.context().browser();
  const box = await page.locator(scroller).first().boundingBox();
  if (!browser || !box) throw new Error(`${scroller} is not there`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await browser.startTracing(page, { categories: traced });
  for (let turn = 0; turn < 120; turn++) await page.mouse.wheel(0, direction * (turn % 30 === 29 ? 200_000 : 600));
  await page.waitForTimeout(restMillis);
  return longestIn(await browser.stopTracing());
}

async function longestOf(app: LaunchedApp, scroller: string): Promise<number> {
  // A frame is asked for at every refresh, so that a missing one shows.
  await app.page.evaluate(() => {
    const again = () => requestAnimationFrame(again);
    again();
  });
  const taken: number[] = [];
  // Down and up again: the list has an end.
  for (let round = 0; round <= rounds; round++)
    taken.push(await scrollOnce(app.page, scroller, round % 2 === 0 ? 1 : -1));
  await app.quit();
  return Math.max(...taken.slice(1));
}

/** Scrolling through very many rows: no frame of any round may be seen to be missing. */
export async function scroll(): Promise<Measurement[]> {
  await using world = await prepareWindow();
  const { desktop } = world;
  const app = await launchApp({ desktop, dataDir: world.large });
  await app.page.getByRole('link', { name: /^Invoices/ }).click();
  await app.page.locator('[role="row"]').nth(5).waitFor();
  const ours = await longestOf(app, '[role="grid"]');
  const env = { BENCH_PAGE: 'tall.html' };
  const empty = await launchApp({ desktop, dataDir: world.empty(), main: blankApp, env });
  await empty.page.getByText('Ready').waitFor();
  const baseline = await longestOf(empty, '#scroller');
  return [
    {
      case: `scrolling ${many} rows: longest frame of ${rounds} rounds, traced`,
      ours,
      baseline,
      ratio: ours / longestFrame,
      wanted: 1,
      unit: 'ms',
      memory: null,
    },
  ];
}
