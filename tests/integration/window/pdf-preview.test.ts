import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OddDocument } from '../../support/odd-documents.ts';
import type { SampleDocumentKind } from '../../support/sample-documents.ts';
import { answerWith, openPreview as openIn, textLayer } from './opened-preview.ts';
import { type ServedWindow, serveWindow } from './served-window.ts';

let served: ServedWindow;
beforeAll(async () => {
  served = await serveWindow();
}, 120_000);
afterAll(async () => {
  await served.close();
});

const openPreview = (kind: SampleDocumentKind, size?: { width: number; height: number }) => openIn(served, kind, size);
const findOutcome = (page: Page) => page.locator('[data-find-outcome]');
const hitCount = (page: Page) =>
  page.evaluate(() =>
    ['document-hit', 'document-hit-current'].map((name) => CSS.highlights.get(name)?.size ?? 0).join(' '),
  );

async function find(page: Page, query: string): Promise<void> {
  await page.locator('[role="region"][aria-busy="false"]').focus();
  await page.keyboard.press('Control+f');
  await page.keyboard.type(query);
}

describe('preview of an invoice', () => {
  it('draws the page, lays its text over it, and keeps to the content policy', async () => {
    const { page, problems } = await openPreview('three-pages');
    await page.waitForSelector('[data-page="1"] canvas');
    await textLayer(page).getByText('Billed to Nordlicht Logistik GmbH').waitFor();
    const inked = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-page="1"] canvas');
      const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return pixels.some((value, at) => at % 4 === 0 && value < 64);
    });
    expect(inked).toBe(true);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('draws JPEG 2000 and JBIG2 pictures with the decoders in the worker, which alone may compile WebAssembly', async () => {
    const { page, problems, fetched } = await openPreview('coded-images');
    await page.waitForSelector('[data-page="1"] canvas');
    const greys = () =>
      page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('[data-page="1"] canvas');
        const at = (share: number) =>
          canvas?.getContext('2d')?.getImageData(canvas.width * share, canvas.height / 2, 1, 1).data[0] ?? null;
        return [at(0.25), at(0.75)];
      });
    await expect.poll(greys).toEqual([128, 0]);
    expect(problems).toEqual([]);
    expect(fetched).toContain('openjpeg.wasm');
    expect(fetched).toContain('jbig2.wasm');
    expect(fetched.filter((file) => file.includes('nowasm'))).toEqual([]);
    await page.close();
  });

  it('goes through the pages by key and tells which one is read', async () => {
    const { page } = await openPreview('three-pages');
    await page.waitForSelector('[data-page="1"] canvas');
    const number = page.getByLabel('Page', { exact: true });
    await page.locator('[role="region"][aria-busy="false"]').focus();
    await page.keyboard.press('PageDown');
    await expect.poll(() => number.inputValue()).toBe('2');
    await page.keyboard.press('End');
    await expect.poll(() => number.inputValue()).toBe('3');
    await page.waitForSelector('[data-page="3"] canvas');
    await page.keyboard.press('Home');
    await expect.poll(() => number.inputValue()).toBe('1');
    await page.close();
  });

  it('zooms, and draws sharper pages for it', async () => {
    const { page } = await openPreview('invoice');
    await page.waitForSelector('[data-page="1"] canvas');
    const width = () => page.locator('[data-page="1"] canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width);
    const fitted = await width();
    await page.locator('[data-zoom]').click();
    await expect.poll(width).toBe(793);
    expect(fitted).toBeLessThan(793);
    await page.getByRole('button', { name: 'Fit width' }).click();
    await expect.poll(width).toBe(fitted);
    await page.close();
  });

  it('finds text on all pages, counts the hits and marks them', async () => {
    const { page } = await openPreview('three-pages');
    await textLayer(page).getByText('Bandwidth block 1', { exact: true }).waitFor();
    await find(page, 'NUMBER');
    await expect.poll(() => findOutcome(page).textContent()).toBe('1 of 3');
    await expect.poll(() => hitCount(page)).toMatch(/^[01] 1$/);
    await page.keyboard.press('Enter');
    await expect.poll(() => findOutcome(page).textContent()).toBe('2 of 3');
    await expect.poll(() => page.getByLabel('Page', { exact: true }).inputValue()).toBe('2');
    await page.keyboard.press('Escape');
    await expect.poll(() => hitCount(page)).toBe('0 0');
    await page.close();
  });

  it('says that nothing was found', async () => {
    const { page } = await openPreview('invoice');
    await textLayer(page).getByText('Invoice', { exact: true }).waitFor();
    await find(page, 'no such words');
    await expect.poll(() => findOutcome(page).textContent()).toBe('No matches');
    await page.close();
  });

  it.each([
    ['encrypted', 'This PDF is password-protected'],
    ['broken', 'This PDF is damaged'],
    ['empty', 'This file is empty'],
    ['html', 'This file isn’t a PDF'],
  ] as const)('says what is wrong with a file that is %s, and offers a next step', async (kind, words) => {
    const { page } = await openPreview(kind);
    const problem = page.locator('[data-problem]');
    await problem.getByText(words).waitFor();
    await problem.getByRole('button', { name: 'Fetch again' }).waitFor();
    await problem.getByRole('button', { name: 'Save as…' }).waitFor();
    await page.close();
  });

  it('shows all pages small beside the document, and goes to the one that is clicked', async () => {
    const { page } = await openPreview('three-pages');
    await page.waitForSelector('[data-page="1"] canvas');
    await page.getByRole('button', { name: 'Page thumbnails' }).click();
    await page.waitForSelector('[data-thumbnail="3"] canvas');
    await page.locator('[data-thumbnail="3"]').click();
    await expect.poll(() => page.getByLabel('Page', { exact: true }).inputValue()).toBe('3');
    expect(await page.locator('[aria-current="page"][data-thumbnail]').getAttribute('data-thumbnail')).toBe('3');
    await page.close();
  });

  it('turns the pages with their text, and finds in them as before', async () => {
    const { page } = await openPreview('three-pages');
    await page.waitForSelector('[data-page="1"] canvas');
    const shape = () =>
      page.locator('[data-page="1"] canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width > canvas.height);
    expect(await shape()).toBe(false);
    await page.getByRole('button', { name: 'Rotate' }).click();
    await expect.poll(shape).toBe(true);
    const words = textLayer(page).getByText('Billed to Nordlicht Logistik GmbH');
    await words.waitFor();
    const box = await words.boundingBox();
    expect(box && box.height > box.width).toBe(true);
    await find(page, 'NUMBER');
    await expect.poll(() => findOutcome(page).textContent()).toBe('1 of 3');
    await page.close();
  });

  it('lists embedded files, and shows an electronic invoice with what differs from the archive', async () => {
    const { page, problems } = await openPreview('e-invoice');
    await page.locator('[data-embedded] summary').click();
    const panel = page.locator('[data-e-invoice]');
    await panel.getByText('Pixel & Söhne GmbH').waitFor();
    await panel.getByText('Hosting <Plan L>').waitFor();
    expect(await panel.locator('[data-compared="different"]').innerText()).toContain('490.76 EUR');
    await page.getByRole('button', { name: 'Save terms.txt' }).click();
    const saved = () =>
      page.evaluate(() => window.fake.made.findLast(({ name }) => name === 'invoices.saveAttachment'));
    await expect.poll(saved).toMatchObject({ request: { name: 'terms.txt' } });
    expect(problems).toEqual([]);
    await page.close();
  });

  it('shows odd documents all the same, or says what they are', async () => {
    const { page, problems } = await openPreview('invoice');
    const texts: readonly (readonly [OddDocument, string])[] = [
      ['many-pages', 'Page 1 of 500'],
      ['broken-xref', 'Invoice number ODD-1'],
      ['large', 'Invoice number ODD-20MB'],
      ['scripts', 'Invoice number ODD-JS'],
      ['right-to-left', 'שח'],
      ['chinese', '发票'],
      ['owner-password', 'Invoice number ODD-1'],
    ];
    const damaged: readonly OddDocument[] = ['garbage', 'no-pages', 'circular', 'truncated'];
    let row = 2;
    const open = async (kind: OddDocument) => {
      await answerWith(page, `odd-${kind}`);
      row = row === 2 ? 3 : 2;
      await page.click(`[data-index="${String(row)}"] [aria-colindex="3"]`);
    };
    for (const [kind, text] of texts) {
      await open(kind);
      await textLayer(page).getByText(text).waitFor({ state: 'attached' });
      await expect.poll(() => page.locator('[data-scripts]').count()).toBe(kind === 'scripts' ? 1 : 0);
    }
    for (const kind of damaged) {
      await open('chinese');
      await textLayer(page).getByText('发票').waitFor({ state: 'attached' });
      await open(kind);
      await page.locator('[data-problem]').getByText('This PDF is damaged').waitFor();
    }
    await open('text');
    await page.locator('[data-problem]').getByText('This file isn’t a PDF').waitFor();
    await open('attachments');
    await page.locator('[data-embedded] summary').getByText('2 embedded files').waitFor();
    await open('no-text');
    await page.waitForSelector('[data-page="1"] canvas');
    await find(page, 'total');
    await expect
      .poll(() => findOutcome(page).textContent())
      .toBe('This document has no searchable text (it may be a scan)');
    expect(problems).toEqual([]);
    await page.close();
  });

  it('prints the pages and nothing else of the window', async () => {
    const { page } = await openPreview('three-pages');
    await page.waitForSelector('[data-page="1"] canvas');
    await page.evaluate(() => {
      window.print = () => {
        document.title = `printing ${document.querySelectorAll('.print-sheets canvas').length} pages`;
      };
    });
    await page.getByRole('button', { name: 'Print' }).click();
    await expect.poll(() => page.title()).toBe('printing 3 pages');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#app').isVisible()).toBe(false);
    expect(await page.locator('.print-sheets canvas').first().isVisible()).toBe(true);
    // A system may never say that it has what it needs: printing again leaves one sheet, not two.
    await page.emulateMedia({ media: null });
    await page.evaluate(() => {
      document.title = '';
    });
    await page.getByRole('button', { name: 'Print' }).click();
    await expect.poll(() => page.title()).toBe('printing 3 pages');
    // What a printer gets: each page on a sheet of its own size, and no sheet more. With it the system has what it needs.
    const sheets = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sizes = [...sheets.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [
      Math.round(Number(width)),
      Math.round(Number(height)),
    ]);
    expect(sizes).toEqual([
      [595, 842],
      [595, 842],
      [595, 842],
    ]);
    expect(await page.locator('.print-sheets').count()).toBe(0);
    await page.close();
  });

  it('takes the whole width of a small window and gives the list back when closed', async () => {
    const { page } = await openPreview('invoice', { width: 800, height: 600 });
    await page.waitForSelector('[data-page="1"] canvas');
    expect(await page.getByRole('grid').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Close preview' }).click();
    await page.getByRole('grid').waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex'));
    await expect.poll(focused).toBe('4');
    await page.close();
  });
});
