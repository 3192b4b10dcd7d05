import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { asIfVendorChanged } from '../support/vendor-changes.ts';
import { expectNoFindings, loadAxe } from './axe.ts';
import {
  expect,
  goTo,
  findingsOfInvoice,
  invoiceRows,
  openFindings,
  startPractice,
  syncedCount,
  syncNow,
  test,
  verifyArchive,
} from './fixture.ts';

test('what the vendor changed and took back is shown version by version, accepted, and listed with a name', async ({
  launch,
  dataDir,
  folder,
}) => {
  const first = await launch();
  await startPractice(first);
  await syncedCount(first.page);
  expect(await first.quit()).toBe(0);
  const { changed, withdrawn } = asIfVendorChanged(dataDir);

  const { page, control } = await launch();
  await syncNow(page);
  await verifyArchive(page);
  await expect(openFindings(page)).toHaveCount(2);
  await expect(openFindings(page).filter({ hasText: 'Changed after it was final' })).toContainText(changed);
  await expect(openFindings(page).filter({ hasText: 'Withdrawn by the vendor' })).toContainText(withdrawn);

  await loadAxe(page);
  await expectNoFindings(page, 'Findings of the verification');

  // The invoice itself shows both versions, and hands out the PDF of the first.
  await openFindings(page).getByRole('button', { name: changed, exact: true }).click();
  await expect(findingsOfInvoice(page)).toContainText('the vendor changed it on');
  const versions = page.locator('[data-versions]');
  await versions.getByText('2 versions; showing the newest').click();
  await expect(versions.locator('li').last()).toContainText('when it became final');
  await expect(versions.getByRole('cell', { name: 'Total' })).toBeVisible();
  await expectNoFindings(page, 'Versions of an invoice');
  const saved = join(folder, 'first.pdf');
  await control.answerDialog({ filePath: saved });
  await versions.getByRole('button', { name: 'Save as…' }).click();
  await expect(page.getByText('Saved as first.pdf.').first()).toBeVisible();
  expect((await readFile(saved, 'latin1')).slice(0, 5)).toBe('%PDF-');

  // Looked at: accepted here, and taken up again once.
  await findingsOfInvoice(page)
    .getByRole('button', { name: /^Accept: / })
    .click();
  await expect(findingsOfInvoice(page)).toContainText('Accepted by');
  await findingsOfInvoice(page)
    .getByRole('button', { name: /^Reopen: / })
    .click();
  await findingsOfInvoice(page)
    .getByRole('button', { name: /^Accept: / })
    .click();
  await expect(findingsOfInvoice(page)).toContainText('Accepted by');

  await verifyArchive(page);
  await expect(openFindings(page)).toHaveCount(1);
  await openFindings(page)
    .getByRole('button', { name: /^Accept: / })
    .click();
  await expect(page.getByText('No new findings.')).toBeVisible();
  await verifyArchive(page);
  await expect(page.locator('[data-accepted]')).toContainText('2 accepted findings');
  await expectNoFindings(page, 'Accepted findings');
  await expect(page.locator('[data-accepted] tbody tr').filter({ hasText: withdrawn })).toContainText('Accepted by');
});

test('an archive whose folder is away is said to be so, and found again where it is now', async ({
  launch,
  dataDir,
  folder,
}) => {
  const first = await launch();
  await startPractice(first);
  const count = await syncedCount(first.page);
  expect(await first.quit()).toBe(0);
  const elsewhere = join(folder, 'elsewhere');
  const empty = join(folder, 'empty');
  await mkdir(empty);
  await rename(join(dataDir, 'documents'), elsewhere);

  const { page, control } = await launch();
  await goTo(page, 'Invoices');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText('The archive isn’t in').first()).toBeVisible();
  await goTo(page, 'Settings');
  await control.answerDialog({ filePaths: [empty] });
  await page.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(page.getByText('Connect its drive, or choose the folder that it’s in now.')).toBeVisible();
  await control.answerDialog({ filePaths: [elsewhere] });
  await page.getByRole('button', { name: 'Choose the archive’s folder…' }).click();
  await expect(page.getByText('The archive is now in').first()).toContainText(elsewhere);
  expect(await syncedCount(page)).toBe(count);
  await invoiceRows(page).filter({ hasText: 'PDF' }).first().click();
  await expect(page.getByRole('region', { name: /^Page 1 of/ })).toContainText('Invoice number');
});
