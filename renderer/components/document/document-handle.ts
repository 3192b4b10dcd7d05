import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { drawPage, type Drawing, type Purpose, type Rotation } from './draw-page.ts';
import type { TextRun } from './find-in-text.ts';
import type { PageSize } from './page-layout.ts';
import { type WorkTimeout, TooComplex } from './work-timeout.ts';
import type { PdfJs } from './pdf-threads.ts';
import { pixelsPerPoint } from './zoom.ts';

/** Text of a page that is laid over it or searched: a page full of small print has a tenth. */
const maxRuns = 20_000;
const maxCharacters = 500_000;

/** A file inside a PDF. */
export interface EmbeddedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An open PDF. Pages are counted from 1. All work on it rejects with `TooComplex` once one piece took too long. */
export interface DocumentHandle {
  readonly pageCount: number;
  readonly firstPage: PageSize;
  /** Settles once the first page, where it was begun ahead, is drawn or cannot be. */
  readonly drawnAhead: Promise<unknown>;
  sizeOf(page: number): Promise<PageSize>;
  /** Draws a page; `density` is canvas pixels for a PDF point. */
  draw(page: number, density: number, purpose: Purpose, rotation?: Rotation): Promise<Drawing>;
  textOf(page: number): Promise<readonly TextRun[]>;
  /** Lays selectable text over a drawn page; answers with an element for each run of `textOf`. */
  layText(page: number, container: HTMLElement, rotation?: Rotation): Promise<readonly HTMLElement[]>;
  embeddedFiles(): Promise<readonly EmbeddedFile[]>;
  /** Whether the document brings scripts along; they never run. */
  hasScripts(): Promise<boolean>;
  /** Resolves if the document proves too much for the window, with the pages that it was busy with. It is of no use then. */
  readonly tooComplex: Promise<readonly number[]>;
  close(): Promise<void>;
}

/** A drawing begun before anybody waits for it. */
export interface EarlyDrawing {
  readonly density: number;
  readonly drawing: Drawing;
  /** Never rejects: whoever shows the drawing hears of a damaged page. */
  readonly settled: Promise<unknown>;
}

interface FirstPage {
  readonly size: PageSize;
  readonly early: EarlyDrawing | null;
  drawn(density: number): void;
}

interface Pages {
  readonly first: FirstPage;
  /** Those on whose drawing or text somebody waits. */
  readonly busy: Set<number>;
  /** Those that are neither drawn nor read. */
  readonly without: ReadonlySet<number>;
}

export function sizeOfPage(page: PDFPageProxy): PageSize {
  const { width, height } = page.getViewport({ scale: 1 });
  return { width, height };
}

export function createHandle(
  pdfjs: PdfJs,
  pdf: PDFDocumentProxy,
  { first, busy, without }: Pages,
  timeout: WorkTimeout,
  end: Pick<DocumentHandle, 'close' | 'tooComplex'>,
): DocumentHandle {
  /** Until the first page was asked for: thumbnails and other zooms come later. */
  let beginning = true;
  const texts = new Map<number, ReturnType<PDFPageProxy['getTextContent']>>();
  const pageOf = (number: number) => timeout.with(pdf.getPage(number));
  const contentOf = async (number: number) => {
    if (without.has(number)) throw new TooComplex();
    const known = texts.get(number);
    if (known) return known;
    const content = pageOf(number).then((page) => waitFor(number, page.getTextContent()));
    texts.set(number, content);
    return content;
  };

  async function waitFor<T>(number: number, work: Promise<T>): Promise<T> {
    busy.add(number);
    try {
      return await timeout.with(work);
    } finally {
      busy.delete(number);
    }
  }

  return {
    ...end,
    pageCount: pdf.numPages,
    firstPage: first.size,
    drawnAhead: first.early?.settled ?? Promise.resolve(),
    async sizeOf(number) {
      return sizeOfPage(await pageOf(number));
    },
    async draw(number, density, purpose, rotation = 0) {
      if (beginning && number === 1 && purpose === 'display' && rotation === 0) {
        beginning = false;
        first.drawn(density);
        if (first.early?.density === density) return first.early.drawing;
        first.early?.drawing.cancel();
      }
      if (without.has(number)) throw new TooComplex();
      const begun = drawPage(pdfjs, await pageOf(number), density, purpose, rotation);
      return { ...begun, done: waitFor(number, begun.done) };
    },
    async textOf(number) {
      const { items } = await contentOf(number);
      const runs: TextRun[] = [];
      let left = maxCharacters;
      for (const item of items) {
        if (!('str' in item)) continue;
        runs.push({ text: item.str.slice(0, left), endsLine: item.hasEOL });
        left -= item.str.length;
        if (left <= 0) break;
      }
      return runs;
    },
    async layText(number, container, rotation = 0) {
      const [page, textContentSource] = await Promise.all([pageOf(number), contentOf(number)]);
      if (textContentSource.items.length > maxRuns) return [];
      const viewport = page.getViewport({ scale: pixelsPerPoint, rotation: page.rotate + rotation });
      const layer = new pdfjs.TextLayer({ textContentSource, container, viewport });
      await layer.render();
      return layer.textDivs;
    },
    async embeddedFiles() {
      const files: EmbeddedFile[] = [];
      for (const [id, { filename }] of (await timeout.with(pdf.getAttachments())) ?? []) {
        const bytes = await timeout.with(pdf.getAttachmentContent(id));
        files.push({ name: filename, bytes: bytes ?? new Uint8Array() });
      }
      return files;
    },
    async hasScripts() {
      return (await timeout.with(pdf.hasJSActions())) || (await timeout.with(pdf.getJSActions())) !== null;
    },
  };
}
