import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeavyDocument } from '../../support/heavy-documents.ts';
import { answerWith, openPreview, textLayer } from './opened-preview.ts';
import { type ServedWindow, serveWindow } from './served-window.ts';

let served: ServedWindow;
beforeAll(async () => {
  served = await serveWindow();
}, 120_000);
afterAll(async () => {
  await served.close();
});

/** The window gives a document 15 seconds; making and reading the file takes some more here. */
const waitOptions = { timeout: 60_000 };
/** What a busy machine may take for one turn of the window. */
const aMoment = 1_500;

/** Answers with a way to learn how long, in milliseconds, the window did nothing else at worst. */
async function watchedFrom(page: Page): Promise<() => Promise<number>> {
  const heart = await page.evaluateHandle(() => {
    // Whatever becomes of the window's clock afterwards.
    const now = performance.now.bind(performance);
    const state = { last: now(), longest: 0, beat: () => 0 };
    state.beat = () => {
      state.longest = Math.max(state.longest, now() - state.last);
      state.last = now();
      return state.longest;
    };
    setInterval(state.beat, 20);
    return state;
  });
  return () => heart.evaluate((state) => state.beat());
}

const open = async (page: Page, kind: string, row: number): Promise<void> => {
  await answerWith(page, kind);
  await page.click(`[data-index="${String(row)}"] [aria-colindex="3"]`);
};
const firstPage = (page: Page) => page.locator('[aria-busy="false"] [data-page="1"] canvas');
const tooComplex = (page: Page) => page.locator('[data-problem="too-complex"]');

/** Lets the window's clock jump until its timeout: the document has had time enough to show that it is stuck. */
async function lettingTimePass(page: Page, over: () => Promise<boolean>): Promise<void> {
  await page.clock.install();
  await expect
    .poll(async () => {
      if (await over()) return true;
      await page.clock.fastForward(15_000);
      return over();
    }, waitOptions)
    .toBe(true);
  await page.clock.resume();
}

async function opened(kind: HeavyDocument) {
  const { page } = await openPreview(served, 'invoice');
  await firstPage(page).waitFor();
  const longestPause = await watchedFrom(page);
  await open(page, `heavy-${kind}`, 3);
  return { page, longestPause };
}

/** An ordinary document is shown at once by whatever threads there are now. */
async function showsAnother(page: Page): Promise<void> {
  const begun = performance.now();
  await open(page, 'odd-chinese', 2);
  await textLayer(page).getByText('发票').waitFor({ state: 'attached' });
  await firstPage(page).waitFor();
  expect(performance.now() - begun).toBeLessThan(10_000);
}

/** A sample of each; all of them, which takes two minutes, in `npm run soak -- documents`. */
const isSample = process.env['EVERY_DOCUMENT'] !== '1';
const givenUp: HeavyDocument[] = ['huge-picture'];
const slow: HeavyDocument[] = ['nested-states', 'unpacks-often', 'forms-in-forms', 'crossed-lines'];
const shown: HeavyDocument[] = ['many-pages'];
const alsoShown: HeavyDocument[] = ['unpacks-to-much', 'deep-tree', 'long-path', 'much-text'];

describe('a document that asks for too much', () => {
  it.each<HeavyDocument>(isSample ? givenUp : [...givenUp, ...slow])(
    'is given up with words and ways out, and others are shown at once: %s',
    async (kind) => {
      const { page, longestPause } = await opened(kind);
      // The first two wait as the window does; one of them for its memory, not for its time.
      if (kind !== 'nested-states' && kind !== 'huge-picture')
        await lettingTimePass(page, () => tooComplex(page).isVisible());
      await tooComplex(page).getByText('This PDF is too complex to show here').waitFor(waitOptions);
      for (const name of ['Try again', 'Save as…', 'Open in another program', 'Show in folder'])
        await tooComplex(page).getByRole('button', { name }).waitFor();
      expect(await tooComplex(page).getByRole('button', { name: 'Fetch again' }).count()).toBe(0);
      expect(await longestPause()).toBeLessThan(aMoment);
      await showsAnother(page);
      await page.close();
    },
    120_000,
  );

  it.each<HeavyDocument>(isSample ? shown : [...shown, ...alsoShown])(
    'and can be shown all the same does not hold up the window: %s',
    async (kind) => {
      const { page, longestPause } = await opened(kind);
      await firstPage(page).or(tooComplex(page)).waitFor(waitOptions);
      expect(await longestPause()).toBeLessThan(aMoment);
      await showsAnother(page);
      await page.close();
    },
    120_000,
  );

  it('can be opened elsewhere or left out where it waits to be imported', async () => {
    const { page } = await served.open('?imports#/import');
    await page.waitForSelector('[data-import-item]');
    await page.evaluate(() => {
      window.fake.answer('imports.document', ({ id }) => ({
        ok: true,
        value: { url: '/document/heavy-nested-states', kind: 'pdf', fileName: `${id}.pdf`, bytes: 1 },
      }));
    });
    await page.getByRole('button', { name: 'Next file' }).click();
    const ways = tooComplex(page).getByRole('button');
    await expect
      .poll(() => ways.allTextContents(), waitOptions)
      .toEqual(['Try again', 'Open in another program', 'Discard']);
    await ways.getByText('Open in another program').click();
    await expect
      .poll(() => page.evaluate(() => window.fake.made.at(-1)))
      .toEqual({ name: 'imports.openDocument', request: { id: '2026-10 Bandwidth' } });
    await ways.getByText('Discard').click();
    await page.getByText('2026-10 Bandwidth.pdf was discarded.').first().waitFor();
    await page.close();
  }, 120_000);

  it('is left without waiting for it', async () => {
    const { page } = await opened('unpacks-often');
    await showsAnother(page);
    expect(await tooComplex(page).count()).toBe(0);
    await page.close();
  });

  it('says so of the page alone where the first one can be shown, and lists all pages of very many', async () => {
    const { page } = await opened('heavy-second-page');
    await firstPage(page).waitFor(waitOptions);
    const second = page.locator('[data-page="2"]');
    const words = second.getByText('This page is too complex to show here.');
    await lettingTimePass(page, () => words.isVisible());
    await firstPage(page).waitFor();
    await open(page, 'heavy-many-pages', 2);
    await textLayer(page)
      .getByText('One of very many')
      .waitFor({ state: 'attached', ...waitOptions });
    const longestPause = await watchedFrom(page);
    await page.getByRole('button', { name: 'Page thumbnails' }).click();
    await page.waitForSelector('[data-thumbnail="3"] canvas');
    expect(await page.locator('[data-thumbnail]').count()).toBeLessThan(50);
    await page.getByRole('button', { name: 'Print' }).click();
    await page.getByText('This document has more than 300 pages').waitFor();
    expect(await longestPause()).toBeLessThan(aMoment);
    await page.close();
  }, 120_000);
});
