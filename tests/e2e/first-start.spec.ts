import { expect, goTo, startPractice, test } from './fixture.ts';
import type { Screen } from './fixture.ts';

const screens: readonly Screen[] = [
  'Overview',
  'Invoices',
  'Alerts',
  'Subscription',
  'Billing details',
  'Exports',
  'Settings',
];

/** How many of the paths have an area, as bars have and lines have not. */
const drawnAreas = (paths: readonly Element[]): number =>
  paths.map((path) => path.getBoundingClientRect()).filter(({ width, height }) => width > 1 && height > 1).length;

test('an empty data folder begins with three choices, of which one needs neither key nor server', async ({
  launch,
}) => {
  const { page } = await launch();
  await expect(page.getByRole('heading', { name: 'Welcome to Billfold', level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start with practice data' })).toBeEnabled();
  await expect(page.getByRole('navigation')).toHaveCount(0);

  await page.getByRole('button', { name: 'Connect an account' }).click();
  await expect(page.getByRole('button', { name: 'Paste key from clipboard' })).toBeVisible();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome to Billfold', level: 1 })).toBeVisible();

  await page.getByRole('button', { name: 'Collect invoices' }).click();
  await expect(page.getByRole('button', { name: 'Read a mailbox…' })).toBeVisible();
  await expect(page.getByText('Incoming invoices').first()).toBeVisible();
});

test('practice data fills the Overview, and every screen says that it is practice data @packed', async ({ launch }) => {
  const app = await launch();
  await startPractice(app);
  const { page } = app;

  const main = page.getByRole('main');
  await expect(main.getByText(/^Billing period \w+ \d+/)).toBeVisible();
  await expect(main.locator('[data-upcoming-total]')).toHaveText(/^\$\d{3}\.\d\d$/);
  await expect(main.locator('[data-forecast-total]')).toHaveText(/^\$\d{3}\.\d\d$/);

  // Twelve months, of which the last may have no invoice yet, once the archive has been synced.
  const chart = main.getByRole('img', { name: /^Invoice totals for the last 12 months in USD\. Highest: \$/ });
  await expect(chart).toBeVisible();
  await expect
    .poll(() => chart.locator('svg path:not([fill="none"])').evaluateAll(drawnAreas))
    .toBeGreaterThanOrEqual(11);
  await main.getByRole('button', { name: 'Show as table' }).click();
  const months = main
    .getByRole('table')
    .filter({ has: page.getByRole('columnheader', { name: 'Month', exact: true }) });
  await expect(months.getByRole('row')).toHaveCount(13);
  // On the first day of a month nothing was billed in it yet.
  await expect.poll(() => months.getByRole('cell', { name: /^\$[\d,]+\.\d\d$/ }).count()).toBeGreaterThanOrEqual(11);

  // The practice vendor tells usage like ImageKit, too.
  await goTo(page, 'Subscription');
  await expect(main.locator('[data-estimate-total]')).toHaveText(/^\$\d{2,3}\.\d\d$/);
  await expect(main.getByRole('meter', { name: 'Usage of Video processing units' })).toBeVisible();
  await expect(main.getByRole('img', { name: /^Bandwidth by month\. Highest: [\d,.]+ GB in / })).toBeVisible();

  for (const screen of screens) {
    await goTo(page, screen);
    await expect(page.locator('[data-practice-badge]')).toHaveText('Practice data');
  }
});
