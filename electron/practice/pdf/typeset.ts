import type PDFDocument from 'pdfkit';
import { imageOf, type Picture } from './images.ts';
import type { Paper } from './paper.ts';

const left = 50;
const right = 545;
const bottom = 760;
const rowHeight = 26;

// The standard fonts hold Latin letters only; anything else would be set as a wrong letter.
const settable = (text: string): string => text.normalize('NFC').replace(/[^\x20-\x7e\u00a0-\u00ff–—‘’“”•…€]/gu, '?');

/** Sets a paper as a PDF; the same paper gives the same bytes. */
export function typeset(Document: typeof PDFDocument, paper: Paper, picture: Picture): Promise<Buffer> {
  const date = new Date(paper.issued * 1000);
  const document = new Document({
    size: 'A4',
    margin: left,
    bufferPages: true,
    info: {
      Title: `${paper.title} ${paper.name}`,
      Author: 'Pixelstream Media Cloud',
      Creator: 'Practice billing',
      Producer: 'Practice billing',
      CreationDate: date,
      ModDate: date,
    },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    document.on('error', reject);
  });

  const regular = (size: number): void => void document.font('Helvetica').fontSize(size).fillColor('#1c2430');
  const bold = (size: number): void => void document.font('Helvetica-Bold').fontSize(size).fillColor('#1c2430');
  const put = (text: string, x: number, y: number): void =>
    void document.text(settable(text), x, y, { lineBreak: false });
  const putRight = (text: string, x: number, y: number): void => {
    const clean = settable(text);
    document.text(clean, x - document.widthOfString(clean), y, { lineBreak: false });
  };
  const rule = (y: number): void =>
    void document.moveTo(left, y).lineTo(right, y).lineWidth(0.5).strokeColor('#c5ccd6').stroke();

  const scan = paper.picture === 'scan';
  document.image(imageOf(picture), right - 64, 44, { width: 64, height: 64 });
  bold(22);
  put(paper.title, left, 48);
  let y = 92;
  for (const [label, value] of paper.facts) {
    bold(9);
    put(label, left, y);
    regular(9);
    put(value, left + 110, y);
    y += 14;
  }

  y = 172;
  bold(9);
  put('Pixelstream Media Cloud', left, y);
  put('Bill to', left + 260, y);
  regular(9);
  for (const [index, line] of ['548 Practice Street', 'San Francisco, CA 94104', 'United States'].entries()) {
    put(line, left, y + 14 * (index + 1));
  }
  for (const [index, line] of paper.recipient.entries()) put(line, left + 260, y + 14 * (index + 1));

  const heading = (top: number): number => {
    bold(8);
    put('Description', left, top);
    putRight('Qty', 390, top);
    putRight('Unit price', 465, top);
    putRight('Amount', right, top);
    rule(top + 14);
    return top + 22;
  };
  y = heading(Math.max(290, 200 + 14 * paper.recipient.length));
  for (const row of paper.rows) {
    if (y > bottom - rowHeight) {
      document.addPage();
      y = heading(60);
    }
    regular(9);
    put(row.description, left, y);
    putRight(row.quantity, 390, y);
    putRight(row.unit, 465, y);
    putRight(row.amount, right, y);
    regular(7);
    put(row.period, left, y + 11);
    y += rowHeight;
  }

  if (y > bottom - 16 * (paper.totals.length + paper.notes.length)) {
    document.addPage();
    y = 60;
  }
  rule(y);
  y += 8;
  for (const [label, value] of paper.totals) {
    if (label === 'Total' || label === 'Amount due') bold(9);
    else regular(9);
    put(label, 330, y);
    putRight(value, right, y);
    y += 16;
  }
  regular(8);
  for (const note of paper.notes) {
    put(note, left, y);
    y += 12;
  }

  for (const annex of paper.annexes) {
    document.addPage();
    bold(13);
    put(annex.title, left, 60);
    regular(9);
    for (const [index, [label, value]] of annex.rows.entries()) {
      put(label, left, 90 + index * 18);
      putRight(value, 260, 90 + index * 18);
    }
  }

  if (paper.xml !== null) {
    // PDF 2.0, 7.11.4: dates are given, or they would be those of the day when the file is made.
    document.file(Buffer.from(paper.xml), {
      name: 'factur-x.xml',
      type: 'text/xml',
      description: 'Invoice data',
      creationDate: date,
      modifiedDate: date,
    });
  }
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    document.switchToPage(page);
    regular(8);
    putRight(`${paper.name}${scan ? ' with signed order' : ''} · Page ${page + 1} of ${count}`, right, 785);
  }
  document.end();
  return done;
}
