import { AxeBuilder } from '@axe-core/playwright';
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

async function openList(path = '#/invoices'): Promise<Page> {
  const { page } = await served.open(path);
  await page.waitForSelector('[data-index="9"] [role="gridcell"] .figures');
  return page;
}

/** Lets the fake main process answer as if it held 100,000 invoices. */
const hundredThousand = (page: Page) =>
  page.evaluate(() => {
    const { fake } = window;
    const [sample] = fake.state.invoices;
    if (!sample) throw new Error('The fake holds no invoice');
    fake.answer('invoices.query', ({ offset, limit }) => {
      const rows = Array.from({ length: Math.min(limit, 100_000 - offset) }, (_, at) => ({
        ...sample,
        key: `acc_imagekit:${offset + at}` as const,
        number: `N-${offset + at}`,
      }));
      return { ok: true, value: { rows, count: 100_000, totals: [], tooLarge: [] } };
    });
    fake.emit('invoices.changed', { accountId: 'acc_imagekit' });
  });

const focusedRow = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-index'));
const selectedCount = (page: Page) => page.locator('[data-selected-count]').textContent();
const results = (page: Page) => page.locator('[data-result-count]').textContent();

describe('list of invoices', () => {
  it('shows 100,000 rows with a few dozen elements, and any of them on the way to the end', async () => {
    const page = await openList();
    await hundredThousand(page);
    await expect.poll(() => results(page)).toContain('100,000 invoices');
    const grid = page.getByRole('grid');
    expect(await grid.getAttribute('aria-rowcount')).toBe('100001');
    await page.locator('[data-index="0"]').focus();
    await page.keyboard.press('End');
    await page.getByText('N-99999', { exact: true }).waitFor();
    expect(await focusedRow(page)).toBe('99999');
    expect(await page.locator('[data-index]').count()).toBeLessThan(60);
    await page.keyboard.press('Home');
    await page.getByText('N-0', { exact: true }).waitFor();
    expect(await focusedRow(page)).toBe('0');
    // Screen after screen, faster than rows are written: the focus is always on a row that is there.
    await page.keyboard.press('PageDown');
    const screen = Number(await focusedRow(page));
    expect(screen).toBeGreaterThan(5);
    for (let turned = 1; turned < 8; turned++) await page.keyboard.press('PageDown');
    expect(await focusedRow(page)).toBe(String(8 * screen));
    await page.getByText(`N-${8 * screen - 1}`, { exact: true }).waitFor();
    await page.close();
  });

  it('keeps focus and words on their row while that is scrolled out of sight', async () => {
    const page = await openList();
    await hundredThousand(page);
    await expect.poll(() => results(page)).toContain('100,000');
    await page.locator('[data-index="3"]').focus();
    await page.getByRole('grid').evaluate((grid) => {
      grid.scrollTop = 900_000;
    });
    await page.getByText('N-28125', { exact: true }).waitFor();
    expect(await focusedRow(page)).toBe('3');
    await page.keyboard.press('ArrowDown');
    await page.getByText('N-4', { exact: true }).waitFor();
    expect(await focusedRow(page)).toBe('4');

    // A control keeps it too: its place must not become another row's.
    await page.locator('[data-index="5"]').getByRole('checkbox').click();
    await page.getByRole('grid').evaluate((grid) => {
      grid.scrollTop = 900_000;
    });
    await page.getByText('N-28125', { exact: true }).waitFor();
    await page.keyboard.press('Space');
    await page.locator('[data-selected-count]').waitFor({ state: 'detached' });

    // Nothing of another row is read aloud while a row is awaited.
    await page.evaluate(() => window.fake.hold('invoices.query'));
    await page.getByRole('grid').evaluate((grid) => {
      grid.scrollTop = 1_800_000;
    });
    await page.locator('[role="rowgroup"][aria-busy="true"]').waitFor();
    await page.keyboard.press('End');
    const awaited = page.getByRole('row', { name: 'Loading' });
    await awaited.waitFor();
    expect(await focusedRow(page)).toBe('99999');
    expect(await awaited.getByRole('gridcell').count()).toBe(0);
    await page.close();
  });

  it('selects by keyboard: Space, a range with Shift, all with Ctrl+A, none with Escape', async () => {
    const page = await openList();
    await page.locator('[data-index="1"]').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+J');
    expect(await selectedCount(page)).toBe('3 selected');
    await page.keyboard.press('k');
    await page.keyboard.press('Space');
    expect(await selectedCount(page)).toBe('2 selected');
    await page.keyboard.press('Control+a');
    expect(await selectedCount(page)).toBe('60 selected');
    await page.keyboard.press('Escape');
    await page.locator('[data-selected-count]').waitFor({ state: 'detached' });
    await page.close();
  });

  it('selects a range of rows that were never loaded', async () => {
    const page = await openList();
    await hundredThousand(page);
    await expect.poll(() => results(page)).toContain('100,000');
    await page.locator('[data-index="0"]').focus();
    await page.keyboard.press('Space');
    await page.getByRole('grid').evaluate((grid) => {
      grid.scrollTop = 32 * 1200;
    });
    await page.getByText('N-1205', { exact: true }).click({ modifiers: ['Shift'] });
    await expect.poll(() => selectedCount(page)).toBe('1,206 selected');
    await page.close();
  });

  it('opens with Enter, follows the arrows, closes with Escape and gives focus back', async () => {
    const page = await openList();
    await page.locator('[data-index="1"]').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'IK-1059' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('heading', { name: 'IK-1058' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'IK-1058' }).waitFor({ state: 'detached' });
    await expect.poll(() => focusedRow(page)).toBe('2');
    await page.close();
  });

  it('finds with Ctrl+F, says so when nothing matches, and clears', async () => {
    const page = await openList();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('IK-1055');
    await expect.poll(() => results(page)).toContain('1 invoice');
    await page.keyboard.type('nonsense');
    await page.getByText('No invoices match').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).last().click();
    await expect.poll(() => results(page)).toContain('60 invoices');
    await page.close();
  });

  it('reaches the row’s actions with the right arrow and fetches a missing document', async () => {
    const page = await openList();
    await page.evaluate(() => {
      const { fake } = window;
      fake.answer('invoices.fetchDocument', ({ key }) => {
        const found = fake.state.invoices.find((each) => each.key === key);
        if (!found) throw new Error('The sample has it');
        const value = { ...found, document: 'stored' as const, documentError: null };
        fake.state.invoices = fake.state.invoices.map((each) => (each === found ? value : each));
        return { ok: true, value };
      });
    });
    await page.locator('[data-index="5"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByText('The document of IK-1055 was fetched.').first().waitFor();
    await expect.poll(() => page.locator('[data-index="5"]').textContent()).toContain('PDF');
    await page.close();
  });

  it.each([
    // The room goes to one more column there.
    [800, 'de-DE', 1],
    [800, 'en-US', 1],
    [860, 'de-DE', 3],
  ])('squeezes no action of a row in a window %i wide (%s)', async (width, locale, count) => {
    const { page } = await served.open(`?locale=${locale}&account=acc_datadog#/invoices`, { width, height: 600 });
    // To be paid, and in use: it has all actions there are, as far as they have room.
    await page.hover('[data-index="0"]');
    const actions = page.locator('[data-index="0"] .row-action');
    await expect.poll(() => actions.count()).toBe(count);
    await page.waitForSelector('[data-index="5"] .row-action');
    for (const action of await page.locator('.row-action').all()) {
      const squeezed = await action.evaluate((button) => {
        const icon = button.querySelector('svg');
        const icons = icon && icon.getBoundingClientRect().width - Number(icon.getAttribute('width'));
        return { icons, text: button.scrollWidth - button.clientWidth };
      });
      expect(squeezed).toEqual({ icons: 0, text: 0 });
    }
    // Nor do they cover an amount.
    const total = await page.locator('[data-index="0"] [data-align="end"]').boundingBox();
    const first = await actions.first().boundingBox();
    expect(first?.x).toBeGreaterThan((total?.x ?? 0) + (total?.width ?? 0));
    await page.close();
  });

  it('remembers the width of a column that was changed by keyboard', async () => {
    const page = await openList();
    const header = page.getByRole('columnheader', { name: 'Number' });
    const width = async () => Math.round((await header.boundingBox())?.width ?? 0);
    const status = page.getByRole('columnheader', { name: 'Status' });
    const before = (await status.boundingBox())?.width ?? 0;
    await status.getByRole('button').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(async () => (await status.boundingBox())?.width).toBe(before + 16);
    await page.reload();
    await page.waitForSelector('[data-index="9"]');
    await expect.poll(async () => (await status.boundingBox())?.width).toBe(before + 16);
    expect(await width()).toBeGreaterThan(100);
    await page.close();
  });

  it('takes the selection to Exports with Ctrl+E', async () => {
    const page = await openList();
    await page.locator('[data-index="1"]').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+e');
    await page.getByRole('radio', { name: '2 invoices selected on Invoices', checked: true }).waitFor();
    await page.close();
  });

  it.each(['#/invoices', '#/exports', '?theme=dark#/invoices', '?theme=dark#/exports'])(
    'has nothing for axe to find in its own part of %s',
    async (path) => {
      const { page } = await served.open(path);
      await page.waitForSelector('[data-index="9"] [role="gridcell"] .figures, [data-export-count]');
      const { violations } = await new AxeBuilder({ page }).include('main').analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
      await page.close();
    },
  );
});
