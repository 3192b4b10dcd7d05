import PDFDocument from 'pdfkit';
import { codedImagesDocument } from './coded-images.ts';
import { ciiInvoice } from './e-invoices.ts';
import { setWith } from './odd-documents.ts';

/** What `sampleDocument` can make: whole invoices of some pages, and files that cannot be shown. */
export type SampleDocumentKind =
  'invoice' | 'e-invoice' | 'three-pages' | 'coded-images' | 'encrypted' | 'broken' | 'empty' | 'html';

/** A real PDF, or something that was taken for one. */
export async function sampleDocument(kind: SampleDocumentKind, number: string): Promise<Buffer> {
  switch (kind) {
    case 'invoice':
      return invoiceDocument(number, 1);
    case 'e-invoice':
      return setWith(
        {},
        [
          ['factur-x.xml', ciiInvoice()],
          ['terms.txt', 'Delivered on Monday.'],
        ],
        ['Rechnung RE-2026/0815', 'Pixel & Söhne GmbH', 'Gesamtbetrag 490,76 EUR'],
      );
    case 'three-pages':
      return invoiceDocument(number, 3);
    case 'encrypted':
      return invoiceDocument(number, 1, { userPassword: 'not told', pdfVersion: '1.7' });
    case 'broken': {
      const whole = await invoiceDocument(number, 1);
      return Buffer.concat([whole.subarray(0, 200), Buffer.alloc(whole.length / 2, 0x20)]);
    }
    case 'coded-images':
      return codedImagesDocument();
    case 'empty':
      return Buffer.alloc(0);
    case 'html':
      return Buffer.from('<!doctype html><title>Link expired</title><p>This link has expired.</p>');
  }
}

function invoiceDocument(number: string, pages: number, options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', margin: 56, ...options });
  const chunks: Buffer[] = [];
  const whole = Promise.withResolvers<Buffer>();
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  document.on('end', () => {
    whole.resolve(Buffer.concat(chunks));
  });
  for (let page = 1; page <= pages; page += 1) {
    if (page > 1) document.addPage();
    writePage(document, number, page, pages);
  }
  document.end();
  return whole.promise;
}

function writePage(document: PDFKit.PDFDocument, number: string, page: number, pages: number): void {
  document.font('Helvetica-Bold').fontSize(20).text('Invoice', { continued: false });
  document.font('Helvetica').fontSize(10).moveDown();
  document.text(`Invoice number ${number}`).text('Billed to Nordlicht Logistik GmbH').text(`Page ${page} of ${pages}`);
  document.moveDown(2);
  for (let line = 1; line <= 22; line += 1) {
    const y = document.y;
    document.text(`Bandwidth block ${(page - 1) * 22 + line}`, 56, y, { lineBreak: false });
    document.text(`${line * 9}.00 USD`, 400, y, { width: 139, align: 'right' });
    document.moveDown(0.5);
  }
  document.moveDown(2).text('Thank you for your business. Zahlbar sofort ohne Abzüge.', 56);
}
