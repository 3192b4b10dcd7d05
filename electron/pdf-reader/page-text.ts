import { readFile } from 'node:fs/promises';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { type PlacedText, type Row, rowsOf } from '#shared/import/page/rows.ts';
import { spanTexts } from './actual-text.ts';
import { longestText } from './content.ts';
import { filledIn } from './filled-in.ts';

const pagesWithRows = 5;
/** Of longer documents what could not be read stays so. */
const mostPagesTwice = 50;

interface PagesText {
  readonly text: string;
  readonly rows: Row[];
}

/** The text of all pages, and the rows of the first and last ones. */
export async function pagesText(pdf: PDFDocumentProxy, file: string): Promise<PagesText> {
  const read = await readPages(pdf, null);
  if (!read.text.includes('\u0000') || pdf.numPages > mostPagesTwice) return read;
  const spans = createSpans(spanTexts(await readFile(file)));
  const named = await readPages(pdf, spans);
  return spans.agree() ? named : read;
}

/** The spans of a document as they come, against those that its file has. */
function createSpans(texts: readonly (string | null)[]) {
  let next = 0;
  return {
    begin: (): string | null => texts[next++] ?? null,
    /** As many came as there are: only then each is the one that it is taken for. */
    agree: (): boolean => next === texts.length,
  };
}
type Spans = ReturnType<typeof createSpans>;

async function readPages(pdf: PDFDocumentProxy, spans: Spans | null): Promise<PagesText> {
  let text = '';
  const rows: Row[] = [];
  for (let number = 1; number <= pdf.numPages && text.length < longestText; number += 1) {
    const read = await readPage(pdf, number, spans);
    text += read.text;
    if (number <= pagesWithRows || number > pdf.numPages - pagesWithRows) rows.push(...read.rows);
  }
  return { text, rows };
}

/** pdf.js tells the tag, and its types do not. */
const isSpan = (item: { readonly type: string }): boolean =>
  item.type === 'beginMarkedContentProps' && 'tag' in item && item.tag === 'Span';

/** A damaged page says nothing; the others still do. */
async function readPage(pdf: PDFDocumentProxy, number: number, spans: Spans | null): Promise<PagesText> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: spans !== null });
    let text = '';
    const pieces: PlacedText[] = [];
    /** What the marked contents around an item stand for, the innermost last; undefined where it is their glyphs. */
    const around: (string | undefined)[] = [];
    for (const item of items) {
      if (!('str' in item)) {
        if (item.type === 'endMarkedContent') around.pop();
        else around.push(isSpan(item) ? (spans?.begin() ?? undefined) : undefined);
        continue;
      }
      const said = around.at(-1);
      // The first of its glyphs says all of it.
      if (said !== undefined && item.str !== '') around[around.length - 1] = '';
      const words = said === undefined || item.str === '' ? item.str : said;
      text += item.hasEOL ? `${words}\n` : words;
      const [, , , height = 0, left = 0, baseline = 0] = item.transform as number[];
      const size = Math.abs(height) || item.height || 10;
      pieces.push({ text: words.toWellFormed(), left, right: left + item.width, baseline, size });
    }
    for (const line of await filledIn(page)) {
      text += `\n${line.text}`;
      pieces.push(line);
    }
    page.cleanup();
    return { text: `${text}\n`, rows: rowsOf(pieces, number) };
  } catch {
    return { text: '', rows: [] };
  }
}
