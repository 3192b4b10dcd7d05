import type { AppControl, MenuEntry } from '../support/app-control.ts';
import { expect, goTo, startPractice, test } from './fixture.ts';

const labelsOf = (items: readonly MenuEntry[]): string[] => items.flatMap(({ label }) => (label === '' ? [] : [label]));
const bar = async (control: AppControl): Promise<string[]> => labelsOf(await control.applicationMenu());
const popup = async (control: AppControl): Promise<string[]> => labelsOf(await control.popupMenu());

test('a right click cuts, copies and pastes, and the menus speak the program’s language', async ({ launch }) => {
  const app = await launch();
  await startPractice(app);
  const { page, control } = app;
  expect(await bar(control)).toEqual(['File', 'Edit', 'View', 'Window']);

  await goTo(page, 'Invoices');
  const field = page.getByRole('searchbox', { name: 'Find invoices' });
  await field.fill('INV-1');
  await field.click({ button: 'right' });
  await expect.poll(() => popup(control)).toEqual(['Cut', 'Copy', 'Paste', 'Select all']);
  await control.clickPopupItem('Select all');
  await field.click({ button: 'right' });
  await expect.poll(async () => (await control.popupMenu()).find(({ label }) => label === 'Cut')?.enabled).toBe(true);
  await control.clickPopupItem('Cut');
  await expect(field).toHaveValue('');
  await field.click({ button: 'right' });
  await expect.poll(() => popup(control)).toContain('Paste');
  await control.clickPopupItem('Paste');
  await expect(field).toHaveValue('INV-1');

  // Nothing is offered where there is nothing to do.
  await page.getByRole('heading', { name: 'Invoices', level: 1 }).click({ button: 'right' });
  expect(await popup(control)).toEqual([]);

  await goTo(page, 'Settings');
  await page.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  await expect.poll(() => bar(control)).toEqual(['Datei', 'Bearbeiten', 'Ansicht', 'Fenster']);
});
