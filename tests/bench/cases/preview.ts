import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import { launchApp } from '../../support/launch-app.ts';
import { workFolder } from '../large-archive.ts';
import { inTurns, type Measured, type Measurement } from '../measurement.ts';
import { blankApp, prepareWindow } from '../window-world.ts';

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
  await using world = await prepareWindow();
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
