import { startPracticeServer } from '../../electron/practice/index.ts';
import { seedAccounts, sharedKey } from '../support/twelve-accounts.ts';
import { expectNoFindings, loadAxe } from './axe.ts';
import { expect, goTo, test } from './fixture.ts';

test('who has several accounts begins with all of them; two that lost their key are named everywhere', async ({
  launch,
  folder,
}) => {
  const server = await startPracticeServer({ port: 0, seed: 7, invoices: 6, now: null, speed: 1, anchor: null });
  try {
    await seedAccounts(folder, server, { count: 4, withoutKey: ['Vercel', 'Datadog'] });
    const app = await launch({ env: { BILLFOLD_STRIPE_KEY: sharedKey } });
    const { page, control } = app;
    await loadAxe(page);
    await expect(page.getByRole('heading', { name: 'All accounts', level: 1 })).toBeVisible();
    await expect(page.locator('[data-account]')).toHaveCount(4);
    await expect(page.locator('[data-account="Datadog"]')).toContainText('No key');
    await expect(page.locator('[data-sums]')).toContainText('JPY');
    await expect(page.locator('[data-contracts]')).toContainText('Give notice by');
    await expectNoFindings(page, 'All accounts');

    // Tray, title, rail and the list say so alike.
    const toolTip = async () => (await control.trays())[0]?.toolTip;
    await expect.poll(toolTip).toContain('2 of 4 accounts not watched: Vercel, Datadog');
    await expect.poll(() => page.title()).toContain('2 accounts not watched');
    await goTo(page, 'To do');
    await expect(page.locator('[data-to-do="not-watched"]')).toHaveCount(2);
    await expect(page.locator('[data-unwatched]')).toContainText('2 of 4 accounts');
    await expectNoFindings(page, 'To do');
    await page.locator('[data-to-do="not-watched"]').first().getByRole('button', { name: 'In a week' }).click();
    await expect(page.getByRole('heading', { name: 'Put off and done' })).toBeVisible();
    // Put off is not mended: the tray and the title still say who is not watched.
    await expect.poll(toolTip).toContain('2 of 4 accounts not watched');

    // A row opens its account.
    await goTo(page, 'All accounts');
    await page.locator('[data-account="ImageKit"]').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
    await expect(page.locator('[data-next-alert]')).toContainText('Next alert at $1,000.00');
  } finally {
    await server.close();
  }
});
