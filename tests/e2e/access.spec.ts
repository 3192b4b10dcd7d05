import type { Page } from '@playwright/test';
import { expectNoFindings, loadAxe } from './axe.ts';
import { expect, goTo, saveAlert, startPractice, test } from './fixture.ts';
import type { Screen } from './fixture.ts';

const themes = ['light', 'dark'] as const;
const screens: readonly Screen[] = [
  'All accounts',
  'To do',
  'Overview',
  'Invoices',
  'Alerts',
  'Subscription',
  'Billing details',
  'Exports',
  'Hand-over',
  'Settings',
];
/** What shows once a screen has its content. */
const contents: Readonly<Record<Screen, string>> = {
  'All accounts': '[data-account]',
  'To do': '[data-to-do]',
  Overview: '[data-upcoming-total]',
  Invoices: '[role="gridcell"] >> text=USD',
  Alerts: '[data-alert-event]',
  Subscription: '[role="meter"]',
  'Billing details': 'td',
  Exports: '[data-folder]',
  'Hand-over': '[data-handover]',
  Settings: '[role="switch"]',
};
async function useTheme(page: Page, theme: (typeof themes)[number]): Promise<void> {
  await page.evaluate((chosen) => window.billfold.call('settings.set', { theme: chosen }), theme);
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

test('axe finds nothing before there is an account', async ({ launch }) => {
  const { page } = await launch();
  await expect(page.getByRole('heading', { name: 'Welcome to Billfold' })).toBeVisible();
  await loadAxe(page);
  for (const theme of themes) {
    await useTheme(page, theme);
    await expectNoFindings(page, `first start, ${theme}`);
    await page.getByRole('button', { name: 'Connect an account' }).click();
    await page.getByText('Advanced').click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Paste a key first.')).toBeVisible();
    await expectNoFindings(page, `connecting, ${theme}`);
    await page.getByRole('button', { name: 'Back' }).click();
  }
});

test('axe finds nothing on any screen, list, preview or dialog', async ({ launch }) => {
  test.setTimeout(120_000);
  const app = await launch();
  await startPractice(app);
  const { page } = app;
  await goTo(page, 'Alerts');
  await saveAlert(page, '100.00');
  await saveAlert(page, '5,000.00');
  await expect(page.locator('[data-alert-event]')).toHaveCount(1);
  await loadAxe(page);
  for (const theme of themes) {
    await useTheme(page, theme);
    for (const screen of screens) {
      await goTo(page, screen);
      await expect(page.locator(contents[screen]).first()).toBeVisible();
      await expectNoFindings(page, `${screen}, ${theme}`);
    }
    await goTo(page, 'Billing details');
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('button', { name: 'Add tax ID' }).click();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByText('Enter the number.')).toBeVisible();
    await expectNoFindings(page, `editing details, ${theme}`);
    await goTo(page, 'Invoices');
    await page.getByRole('row').filter({ hasText: 'PDF' }).first().click();
    await expect(page.getByRole('region', { name: 'Page 1 of' })).toBeVisible();
    await page.getByText('Details and line items').click();
    await expectNoFindings(page, `preview, ${theme}`);
    await page.getByRole('button', { name: 'Close preview' }).click();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Search pages and commands' })).toBeVisible();
    await expectNoFindings(page, `palette, ${theme}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await expectNoFindings(page, `shortcuts, ${theme}`);
    await page.keyboard.press('Escape');
    await goTo(page, 'Settings');
    await page.getByRole('button', { name: 'Rename' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNoFindings(page, `a dialog of the settings, ${theme}`);
    await page.keyboard.press('Escape');
  }
});

/** What has the focus, and whether one can see that. */
async function focused(page: Page): Promise<{ name: string; role: string; visible: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return { name: '', role: '', visible: false };
    const box = element.getBoundingClientRect();
    const looks = [element, element.parentElement, element.nextElementSibling].flatMap((each) =>
      each ? [getComputedStyle(each)] : [],
    );
    const marked = looks.some(
      ({ outlineStyle, outlineWidth, boxShadow }) =>
        (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
    );
    const onScreen = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((each) => each.innerText) : [];
    return {
      name: [element.getAttribute('aria-label'), ...labels, element.innerText, element.id].filter(Boolean).join(' '),
      role: element.getAttribute('role') ?? element.tagName.toLowerCase(),
      visible: marked && onScreen,
    };
  });
}

/** Presses Tab until something is reached; each stop on the way shows that it has the focus. */
async function tabTo(page: Page, wanted: RegExp | { readonly role: string }): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    expect(now.visible, `the focus shows on "${now.name}" (${now.role})`).toBe(true);
    if (wanted instanceof RegExp ? wanted.test(now.name) : now.role === wanted.role) return;
  }
  throw new Error(`${wanted instanceof RegExp ? wanted.source : wanted.role} cannot be reached with Tab`);
}

test('from the first start to an alert and an open invoice without a mouse', async ({ launch, notifications }) => {
  const { page } = await launch();
  await expect(page.getByRole('heading', { name: 'Welcome to Billfold' })).toBeVisible();
  await tabTo(page, /^Start with practice data/);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-upcoming-total]')).toBeVisible();

  await tabTo(page, /^Alerts/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Alerts', level: 1 })).toBeFocused();
  await tabTo(page, /Threshold amount/);
  await page.keyboard.type('100');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-alert-event]')).toHaveCount(1);
  await notifications.expectCount(1);
  await tabTo(page, /^Remove alert/);

  await page.keyboard.press('Control+4');
  await expect(page.getByRole('heading', { name: 'Invoices', level: 1 })).toBeFocused();
  await expect(page.getByRole('row').filter({ hasText: 'PDF' }).first()).toBeVisible();
  await tabTo(page, { role: 'row' });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Close preview' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Close preview' })).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('billing details');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Billing details', level: 1 })).toBeFocused();
});

/** Elements that are wider than what shows them, where nothing can be scrolled to the rest. */
const cutOff = (page: Page, tablesScroll: boolean): Promise<string[]> =>
  page.evaluate((tablesMayScroll) => {
    const root = document.documentElement;
    const found = root.scrollWidth > root.clientWidth ? [`the page: ${String(root.scrollWidth)}`] : [];
    for (const element of document.querySelectorAll<HTMLElement>('main, main *')) {
      const { overflowX, display, textOverflow, clipPath } = getComputedStyle(element);
      if (element.clientWidth === 0 || display === 'inline' || overflowX === 'visible' || clipPath !== 'none') continue;
      if (element.scrollWidth <= element.clientWidth + 1) continue;
      // Long names end in an ellipsis.
      if (textOverflow === 'ellipsis' || (tablesMayScroll && overflowX === 'auto' && element.localName !== 'main'))
        continue;
      found.push(`${element.localName} "${element.innerText.slice(0, 40)}"`);
    }
    const outside = [...document.querySelectorAll<HTMLElement>('button, input, a, h1, h2, [role="combobox"]')].filter(
      (each) => {
        const box = each.getBoundingClientRect();
        const scrolls = each.closest('[role="grid"], .overflow-x-auto, .overflow-auto');
        return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1) && !scrolls;
      },
    );
    return [...found, ...outside.map((each) => `outside: ${each.localName} "${each.innerText.slice(0, 40)}"`)];
  }, tablesScroll);

for (const { width, height, of } of [
  { width: 800, height: 600, of: 'the smallest window' },
  { width: 640, height: 400, of: 'a window of 1280 × 800 at 200 %' },
]) {
  test(`nothing is cut off in ${of}`, async ({ launch }) => {
    const app = await launch();
    await startPractice(app);
    const { page } = app;
    await goTo(page, 'Alerts');
    await saveAlert(page, '100.00');
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 0, mobile: false });
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
    for (const language of ['en', 'de'] as const) {
      await page.evaluate((chosen) => window.billfold.call('settings.set', { language: chosen }), language);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      for (const [index, screen] of screens.entries()) {
        // Nine screens have a key.
        if (index < 9) await page.keyboard.press(`Control+${String(index + 1)}`);
        else await page.locator('nav a').nth(index).click();
        await expect(page.locator(contents[screen]).first()).toBeVisible();
        await expect.poll(() => cutOff(page, width < 800), { message: `${screen}, ${language}` }).toEqual([]);
      }
    }
  });
}
