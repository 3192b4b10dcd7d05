import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedWindow, serveWindow } from './served-window.ts';

let served: ServedWindow;
beforeAll(async () => {
  served = await serveWindow();
}, 120_000);
afterAll(async () => {
  await served.close();
});

/** The last is 1280 × 800 at 200 %. */
const sizes = [
  { width: 800, height: 600 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 640, height: 400 },
] as const;
const accounts = ['acc_imagekit', 'acc_datadog', 'acc_notion'] as const;
const screens = ['overview', 'alerts', 'subscription', 'details', 'exports', 'verification'];
/** The same whichever account is chosen. */
const screensOfAll = ['desk', 'to-do', 'sellers', 'import', 'handover', 'settings'];
const deskDialogs = ['Add a budget', 'Exchange rates'];

/** What is wrong with the amounts on screen: cut, covered, wrapped or without their currency. */
const faults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const shown = document.querySelector('[role="dialog"]') ?? document;
    for (const cell of shown.querySelectorAll<HTMLElement>('[data-money]')) {
      const isShown = cell.checkVisibility({ visibilityProperty: true });
      if (!isShown || cell.closest('[aria-hidden="true"], .sr-only') !== null) continue;
      cell.scrollIntoView({ block: 'center', inline: 'nearest' });
      const range = document.createRange();
      range.selectNodeContents(cell);
      const { left, right, top, bottom, width } = range.getBoundingClientRect();
      const text = cell.innerText.trim();
      const say = (what: string) =>
        found.push(`${text}: ${what} in ${cell.closest('section')?.querySelector('h2')?.innerText ?? location.hash}`);
      if (width === 0) continue;
      if (new Set([...range.getClientRects()].map((rect) => Math.round(rect.top))).size > 1) say('wrapped');
      if (/\d/.test(text) && !/[A-Z]{3}|[€¥$]/.test(text)) say('without its currency');
      const clipping = (element: Element): boolean => getComputedStyle(element).overflowX !== 'visible';
      for (let box = cell.parentElement; box !== null; box = box.parentElement) {
        if (!clipping(box)) continue;
        const edge = box.getBoundingClientRect();
        if (left < edge.left - 0.5 || right > edge.right + 0.5) say('cut');
      }
      const middle = (top + bottom) / 2;
      for (const x of [left + 2, right - 2]) {
        const seen = document.elementFromPoint(x, middle);
        if (seen === null || !(cell.contains(seen) || seen.contains(cell)))
          say(`covered by <${seen?.className ?? ''}>`);
      }
    }
    return [...new Set(found)];
  });

/** Texts that end at an edge without a sign that they go on, and without a way to their rest. */
const cutTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const shown = document.querySelector('[role="dialog"]') ?? document;
    return [...shown.querySelectorAll<HTMLElement>('main *, [role="dialog"] *')].flatMap((element) => {
      const { overflowX, textOverflow, clipPath } = getComputedStyle(element);
      const isCut = overflowX === 'hidden' || overflowX === 'clip';
      if (!isCut || textOverflow === 'ellipsis' || clipPath !== 'none' || element.clientWidth <= 1) return [];
      const isWider = element.scrollWidth > element.clientWidth + 1;
      return isWider && element.innerText.trim() !== '' ? [`text cut: ${element.innerText.slice(0, 40)}`] : [];
    });
  });
const look = async (page: Page): Promise<string[]> => [...(await faults(page)), ...(await cutTexts(page))];

/** Lets what a screen still asks for come, and the page be laid out. */
const settled = (page: Page): Promise<unknown> =>
  page.waitForFunction(
    () =>
      document.querySelector('main .animate-pulse, main [aria-busy="true"]') === null &&
      document.fonts.status === 'loaded',
  );

describe.each(accounts)('amounts of %s', (account) => {
  it.each(sizes)('are whole on every screen at $width × $height', async (size) => {
    const { page, problems } = await served.open(`?full&large&account=${account}#/invoices`, size);
    await page.waitForSelector('[data-index="2"] [data-money]');
    const wrong: Record<string, string[]> = { invoices: await faults(page) };
    await page.locator('[data-index][tabindex="0"]').press('Enter');
    await page.waitForSelector('[data-facts]');
    wrong['preview'] = await faults(page);
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: /Accounts shown/ }).click();
    await page.getByRole('option', { name: 'All accounts' }).click();
    await settled(page);
    wrong['all'] = await faults(page);
    const shownScreens = account === accounts[0] ? [...screens, ...screensOfAll] : screens;
    for (const screen of shownScreens) {
      await page.evaluate((name) => {
        location.hash = `#/${name}`;
      }, screen);
      await page.waitForSelector('#page-title');
      await settled(page);
      wrong[screen] = await look(page);
      for (const name of screen === 'desk' ? deskDialogs : []) {
        await page.getByRole('button', { name }).click();
        await page.waitForSelector('[role="dialog"]');
        wrong[name] = await look(page);
        await page.keyboard.press('Escape');
      }
    }
    expect(Object.fromEntries(Object.entries(wrong).filter(([, each]) => each.length > 0))).toEqual({});
    expect(problems).toEqual([]);
  });
});
