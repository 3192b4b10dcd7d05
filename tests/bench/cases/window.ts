import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import { ensureBuilt } from '../../../build/support/ensure-built.ts';
import { type Desktop, startDesktop, until } from '../../support/desktop.ts';
import { launchApp } from '../../support/launch-app.ts';
import type { LaunchedApp } from '../../support/launched-app.ts';
import { addManyInvoices, emptyFolder, workFolder } from '../large-archive.ts';
import { inTurns, type Measured, type Measurement, rounds } from '../measurement.ts';

const many = 100_000;
const blankApp = join(import.meta.dirname, '../blank-app/main.js');

interface World extends AsyncDisposable {
  readonly desktop: Desktop;
  /** Data folders: nothing in it, a practice account's sixty invoices, and those with very many more. */
  readonly empty: () => string;
  readonly small: string;
  readonly large: string;
}

async function prepare(): Promise<World> {
  ensureBuilt(['program', 'window']);
  const folder = workFolder();
  const desktop = await startDesktop();
  const small = join(folder, 'small');
  const large = join(folder, 'large');
  const app = await launchApp({ desktop, dataDir: emptyFolder(small) });
  await app.page.getByRole('button', { name: 'Start with practice data' }).click();
  await app.page.getByText('Upcoming invoice so far').waitFor();
  const stored = new Sqlite(join(small, 'billfold.db'), { readonly: true });
  const count = (condition: string) =>
    Number(stored.prepare(`SELECT count(*) FROM invoices WHERE ${condition}`).pluck().get());
  await until(() => count("document = 'stored'") > 0 && count("document = 'pending'") === 0, 'all documents');
  stored.close();
  await app.quit();
  cpSync(small, large, { recursive: true });
  const db = new Sqlite(join(large, 'billfold.db'));
  addManyInvoices(db, String(db.prepare('SELECT id FROM accounts').pluck().get()), many);
  db.close();
  return {
    desktop,
    empty: () => emptyFolder(join(folder, 'empty')),
    small,
    large,
    [Symbol.asyncDispose]: () => desktop.stop(),
  };
}

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
  await using world = await prepare();
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

const longestFrame = 33;

/** Turns the wheel for some seconds and tells the longest time between two frames. */
async function scrollOnce(page: Page, scroller: string): Promise<number> {
  const box = await page.locator(scroller).first().boundingBox();
  if (!box) throw new Error(`${scroller} is not there`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const frames = await page.evaluateHandle(() => {
    const frames: number[] = [];
    let last = performance.now();
    const step = (now: number) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
    return frames;
  });
  for (let turn = 0; turn < 120; turn++) await page.mouse.wheel(0, turn % 30 === 29 ? 200_000 : 600);
  // The first frame began before the wheel turned.
  return frames.evaluate((times) => Math.max(...times.slice(2)));
}

/** Scrolling through very many rows: no frame of any round may be seen to be missing. */
export async function scroll(): Promise<Measurement[]> {
  await using world = await prepare();
  const { desktop } = world;
  const longest = async (
    launch: () => Promise<LaunchedApp>,
    scroller: string,
    open: (page: Page) => Promise<unknown>,
  ) => {
    const app = await launch();
    await open(app.page);
    const taken: number[] = [];
    for (let round = 0; round <= rounds; round++) taken.push(await scrollOnce(app.page, scroller));
    await app.quit();
    return Math.max(...taken.slice(1));
  };
  const ours = await longest(
    () => launchApp({ desktop, dataDir: world.large }),
    '[role="grid"]',
    async (page) => {
      await page.getByRole('link', { name: /^Invoices/ }).click();
      await page.locator('[role="row"]').nth(5).waitFor();
    },
  );
  const baseline = await longest(
    () => launchApp({ desktop, dataDir: world.empty(), main: blankApp, env: { BENCH_PAGE: 'tall.html' } }),
    '#scroller',
    (page) => page.getByText('Ready').waitFor(),
  );
  return [
    {
      case: `scrolling ${many} rows: longest frame of ${rounds} rounds`,
      ours,
      baseline,
      ratio: ours / longestFrame,
      wanted: 1,
      unit: 'ms',
      memory: null,
    },
  ];
}

/** From the click to ink on the first page. */
async function openOnce(page: Page, button: string): Promise<Measured> {
  const drawn = page.evaluate(
    (selector) =>
      new Promise<number>((resolve) => {
        document.querySelector(selector)?.addEventListener(
          'pointerdown',
          () => {
            const begun = performance.now();
            const small = new OffscreenCanvas(32, 32).getContext('2d', { willReadFrequently: true });
            const look = () => {
              const canvas = document.querySelector<HTMLCanvasElement>('[data-page="1"] canvas');
              small?.clearRect(0, 0, 32, 32);
              if (canvas && canvas.width > 0) small?.drawImage(canvas, 0, 0, 32, 32);
              const pixels = small?.getImageData(0, 0, 32, 32).data ?? [];
              if (pixels.some((value, at) => at % 4 === 0 && value < 240 && (pixels[at + 3] ?? 0) > 0))
                resolve(performance.now() - begun);
              else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          },
          { once: true },
        );
      }),
    button,
  );
  await page.locator(button).first().click();
  return { millis: await drawn, memory: null };
}

/** The first page of a three-page PDF in the preview, against pdf.js alone on the same file. */
export async function firstPage(): Promise<Measurement[]> {
  await using world = await prepare();
  const { desktop } = world;
  const documents = join(world.small, 'documents');
  const pages = (file: string) =>
    Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }))?.[1]);
  const files = readdirSync(documents, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.pdf'));
  const three = files.find((file) => pages(join(documents, file)) === 3);
  if (three === undefined) throw new Error('No invoice has three pages');
  const db = new Sqlite(join(world.small, 'billfold.db'));
  const number = String(
    db.prepare('SELECT number FROM invoices WHERE document_sha256 = ?').pluck().get(basename(three, '.pdf')),
  );
  db.close();
  const document = join(workFolder(), 'document.pdf');
  copyFileSync(join(documents, three), document);

  const app = await launchApp({ desktop, dataDir: world.small });
  await app.page.getByRole('link', { name: /^Invoices/ }).click();
  await app.page.getByRole('searchbox').fill(number);
  const row = '[role="row"][data-index="0"] [aria-colindex="3"]';
  await app.page
    .locator(row)
    .getByText(number)
    .or(app.page.locator('[role="row"][data-index="0"]').getByText(number))
    .first()
    .waitFor();
  const ours = async () => {
    const opened = await openOnce(app.page, row);
    await app.page.keyboard.press('Escape');
    await app.page.locator('[data-page="1"]').first().waitFor({ state: 'detached' });
    return opened;
  };
  await ours();
  await app.page.locator(row).click();
  const width = await app.page
    .locator('[data-page="1"] canvas')
    .first()
    .evaluate((canvas) => (canvas as HTMLCanvasElement).width);
  await app.page.keyboard.press('Escape');

  const page = `pdf.html?width=${width}`;
  const alone = await launchApp({
    desktop,
    dataDir: world.empty(),
    main: blankApp,
    env: { BENCH_PAGE: page, BENCH_DOCUMENT: document },
  });
  await alone.page.locator('button[data-ready]').waitFor();
  const measured = await inTurns(ours, () => openOnce(alone.page, 'button'));
  await app.quit();
  await alone.quit();
  return [{ case: 'first page of a 3-page PDF, click to pixels', ...measured, wanted: 1.2, unit: 'ms' }];
}
