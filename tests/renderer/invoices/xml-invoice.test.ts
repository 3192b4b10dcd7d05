import { expect, it } from 'vitest';
import { createFakeBridge } from '../../support/fake-bridge.ts';
import { ciiInvoice } from '../../support/e-invoices.ts';
import {
  click,
  lastRequest,
  openWindow,
  seeElement,
  seeText,
  visibleText,
  withWindows,
} from '../../support/open-window.ts';

withWindows();

const addressOf = (xml: string): string =>
  `data:application/octet-stream;base64,${btoa(String.fromCharCode(...new TextEncoder().encode(xml)))}`;
const pdf = btoa('%PDF-1.7 terms');
const fileInside = (name: string, content: string): string =>
  `<ram:AdditionalReferencedDocument><ram:AttachmentBinaryObject mimeCode="application/pdf" filename="${name}">${content}</ram:AttachmentBinaryObject></ram:AdditionalReferencedDocument>`;

async function openXml(xml: string) {
  const fake = createFakeBridge();
  const [invoice, ...rest] = fake.state.invoices;
  if (!invoice) throw new Error('The sample has invoices');
  fake.state.invoices = [{ ...invoice, documentKind: 'xml', source: 'import' }, ...rest];
  fake.answer('invoices.document', () => ({
    ok: true,
    value: { url: addressOf(xml), kind: 'xml', fileName: 'a.xml', bytes: xml.length },
  }));
  await openWindow({ path: `/invoices?invoice=${invoice.key}&find=${invoice.number ?? ''}`, fake });
  return { fake, invoice };
}

it('shows an XML invoice as people read one, and the files inside it', async () => {
  const inside = fileInside('terms.pdf', pdf) + fileInside('terms.pdf.exe', btoa('MZ a program'));
  const { fake, invoice } = await openXml(ciiInvoice().replace('</ram:ApplicableHeaderTradeAgreement>', `${inside}$&`));
  await seeElement('[data-xml-invoice] [data-e-invoice]');
  for (const words of ['Pixel & Söhne GmbH', 'Hosting <Plan L>', 'DE02120300000000202051', '490.76'])
    await seeText(words);
  const files = await seeElement('[data-xml-files]');
  expect(visibleText(files)).toContain('terms.pdf.exe');
  // Only what is a PDF by its content is shown; all can be saved.
  expect([...files.querySelectorAll('button')].map((button) => button.getAttribute('aria-label'))).toEqual([
    'Show terms.pdf',
    'Save terms.pdf',
    'Save terms.pdf.exe',
  ]);
  await click('Save terms.pdf.exe');
  expect(lastRequest(fake, 'invoices.saveAttachment')).toEqual({ key: invoice.key, name: 'terms.pdf.exe' });
});

it('says what is wrong with one that cannot be read', async () => {
  await openXml('<Invoice><ID>1</ID>');
  await seeText('The file is damaged: it isn’t XML.');
});
