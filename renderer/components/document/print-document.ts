import type { Rotation } from './draw-page.ts';
import { type PageSize, turned } from './page-layout.ts';
import type { DocumentHandle } from './document-handle.ts';

const densityOf = (pageCount: number) => (pageCount <= 40 ? 200 : 110) / 72;

/** All pages are in memory until the printer has them. */
export const maxPrintedPages = 300;

/** Takes away what the print before left, where the system never said that it had what it needs. */
let cleanUpBefore: () => void = () => undefined;

/**
 * Prints the document's own pages and nothing else of the window. The pages are drawn as canvases into a sheet that
 * only the printer sees (document.css), because the content policy allows no `blob:` images or frames.
 * Answers false when a page could not be drawn; nothing is printed then.
 */
export async function printDocument(printed: DocumentHandle, rotation: Rotation, print: () => void): Promise<boolean> {
  const sheets = document.createElement('div');
  sheets.className = 'print-sheets';
  try {
    for (let page = 1; page <= printed.pageCount; page += 1) {
      const drawing = await printed.draw(page, densityOf(printed.pageCount), 'print', rotation);
      await drawing.done;
      sheets.append(drawing.canvas);
    }
  } catch {
    return false;
  }
  printSheets(sheets, paperOf(turned(printed.firstPage, rotation)), print);
  return true;
}

/** Prints what an element shows, in black on white, on the printer's own paper. */
export function printElement(shown: HTMLElement): void {
  const sheets = document.createElement('div');
  sheets.className = 'print-sheets print-words';
  sheets.append(...[...shown.cloneNode(true).childNodes]);
  const paper = new CSSStyleSheet();
  paper.replaceSync('@page { margin: 15mm; }');
  printSheets(sheets, paper, () => {
    window.print();
  });
}

function printSheets(sheets: HTMLElement, paper: CSSStyleSheet, print: () => void): void {
  cleanUpBefore();
  document.body.append(sheets);
  document.documentElement.dataset['printing'] = 'document';
  document.adoptedStyleSheets.push(paper);
  // The dialog may outlast the call: the sheet stays until the system says that it has what it needs.
  const cleanUp = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== paper);
    delete document.documentElement.dataset['printing'];
    sheets.remove();
    window.removeEventListener('afterprint', cleanUp);
  };
  cleanUpBefore = cleanUp;
  window.addEventListener('afterprint', cleanUp);
  print();
}

/** Paper as large as the first page, without margins: the pages bring their own. */
function paperOf({ width, height }: PageSize): CSSStyleSheet {
  const paper = new CSSStyleSheet();
  paper.replaceSync(`@page { size: ${String(width)}pt ${String(height)}pt; margin: 0; }`);
  return paper;
}
