import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ciiInvoice } from '../support/e-invoices.ts';
import { oddDocuments, setWith } from '../support/odd-documents.ts';
import { dropFiles } from '../support/page-files.ts';
import { expectNoFindings, loadAxe } from './axe.ts';
import { expect, goTo, startPractice, syncedCount, test } from './fixture.ts';

test('PDFs are dropped and chosen, confirmed beside their pages, and are invoices then @packed', async ({
  launch,
  folder,
}) => {
  const { page, control } = await launch();
  await startPractice({ page });
  await syncedCount(page);

  const inbox = join(folder, 'inbox');
  await mkdir(inbox);
  const invoice = await setWith(
    {},
    [
      ['factur-x.xml', ciiInvoice()],
      ['terms.txt', 'Delivered on Monday.'],
    ],
    ['Rechnung RE-2026/0815', 'Gesamtbetrag 490,76 EUR'],
  );
  await writeFile(join(inbox, 'hosting.pdf'), invoice);
  await writeFile(join(inbox, 'page.pdf'), oddDocuments.html());
  await writeFile(
    join(inbox, 'plain.pdf'),
    await setWith({}, [], ['Invoice number P-17', 'Invoice date 2026-10-05', 'Total $12.00']),
  );

  // Dropped on the list of invoices.
  await dropFiles(page, '#app', [join(inbox, 'hosting.pdf'), join(inbox, 'page.pdf')]);
  await expect(page.getByRole('heading', { name: 'Import invoices', level: 1 })).toBeVisible();
  await expect(page.locator('[data-import-place]')).toHaveText('1 of 2');
  await expect(page.getByLabel('Number')).toHaveValue('RE-2026/0815');
  await expect(page.getByLabel('Total')).toHaveValue('490.76');
  await expect(page.locator('[data-page="1"] canvas')).toBeVisible();
  await loadAxe(page);
  await expectNoFindings(page, 'a file to confirm');
  await page.getByRole('button', { name: 'Next file' }).click();
  await expect(
    page.getByText('page.pdf isn’t a PDF or electronic invoice: it contains a web page.', { exact: true }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Clear refused files' }).click();
  await expect(page.locator('[data-import-place]')).toHaveText('1 of 1');

  // Chosen: it waits beside the first; what is certain is taken without it.
  await control.answerDialog({ filePaths: [join(inbox, 'plain.pdf')] });
  await page.getByRole('button', { name: 'Choose files' }).click();
  await expect(page.locator('[data-import-place]')).toHaveText('1 of 2');
  await expect(page.getByText('Needs review')).toBeVisible();
  await page.locator('[data-take-certain]').click();
  await expect(page.getByText('1 invoice was imported.', { exact: true })).toBeVisible();
  await expect(page.getByLabel('Number')).toHaveValue('P-17');
  await expect(page.getByLabel('Issued')).toHaveValue('2026-10-05');
  await page.getByLabel('Number').fill('P-18');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Nothing to import', { exact: true })).toBeVisible();

  // Found by a word of its own, with its pages and its files.
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('searchbox', { name: 'Find invoices' }).fill('0815');
  const row = page.getByRole('grid', { name: 'Invoices' }).getByRole('row').filter({ hasText: 'RE-2026/0815' });
  await row.getByText('RE-2026/0815').click();
  await expect(page.locator('[data-imported]')).toBeVisible();
  await expect(page.locator('[data-page="1"] canvas')).toBeVisible();
  await page.locator('[data-embedded] summary').click();
  await expect(page.locator('[data-compared="same"]')).toBeVisible();
  await expect(page.locator('[data-e-invoice]').getByText('Pixel & Söhne GmbH')).toBeVisible();
  const saved = join(folder, 'saved.txt');
  await control.answerDialog({ filePath: saved });
  await page.getByRole('button', { name: 'Save terms.txt' }).click();
  await expect(page.getByText('Saved as saved.txt.', { exact: true })).toBeVisible();
  expect(await readFile(saved, 'utf8')).toBe('Delivered on Monday.');
  await page.getByRole('button', { name: 'Open in another program' }).click();
  await expect.poll(async () => (await control.shellCalls()).at(-1)?.call).toBe('openPath');
  expect((await readFile(join(inbox, 'hosting.pdf'))).equals(invoice)).toBe(true);

  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Invoice RE-2026/0815 was removed from the archive.', { exact: true })).toBeVisible();
  await expect(row).toHaveCount(0);
  await goTo(page, 'Overview');
});

test('An XML invoice is shown as people read one, with the PDF inside it, and nothing else opens it', async ({
  launch,
  folder,
}) => {
  const { page, control } = await launch();
  await startPractice({ page });
  await syncedCount(page);
  const terms = await setWith({}, [], ['Terms of delivery']);
  const inside = `<ram:AdditionalReferencedDocument><ram:AttachmentBinaryObject mimeCode="application/pdf" filename="terms.pdf">${terms.toString('base64')}</ram:AttachmentBinaryObject></ram:AdditionalReferencedDocument>`;
  const style = '<?xml-stylesheet type="text/xsl" href="https://example.com/x.xsl"?>';
  const xml = ciiInvoice()
    .replace('</ram:ApplicableHeaderTradeAgreement>', `${inside}$&`)
    .replace('<rsm:CrossIndustryInvoice', `${style}$&`);
  const file = join(folder, 'rechnung.xml');
  await writeFile(file, xml);

  await dropFiles(page, '#app', [file]);
  await expect(page.getByRole('heading', { name: 'Import invoices', level: 1 })).toBeVisible();
  await expect(page.getByLabel('Number')).toHaveValue('RE-2026/0815');
  await expect(page.locator('[data-xml-invoice]').getByText('Pixel & Söhne GmbH')).toBeVisible();
  await loadAxe(page);
  await expectNoFindings(page, 'an XML invoice to confirm');
  await page.locator('[data-take-certain]').click();
  await expect(page.getByText('1 invoice was imported.', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('searchbox', { name: 'Find invoices' }).fill('0815');
  await page.getByRole('grid', { name: 'Invoices' }).getByText('RE-2026/0815').click();
  await expect(page.locator('[data-compared="same"]')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open in another program' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Show terms.pdf' }).click();
  await expect(page.locator('[data-page="1"] canvas')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the invoice' }).click();
  const saved = join(folder, 'saved.pdf');
  await control.answerDialog({ filePath: saved });
  await page.getByRole('button', { name: 'Save terms.pdf' }).click();
  await expect(page.getByText('Saved as saved.pdf.', { exact: true })).toBeVisible();
  expect((await readFile(saved)).equals(terms)).toBe(true);
  expect((await control.shellCalls()).map(({ call }) => call)).not.toContain('openPath');
});
