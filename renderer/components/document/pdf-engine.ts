import type * as PdfJsModule from 'pdfjs-dist';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { drawPage, type Drawing, type Purpose, type Rotation } from './draw-page.ts';
import type { TextRun } from './find-in-text.ts';
import type { PageSize } from './page-layout.ts';
import { pixelsPerPoint } from './zoom.ts';

type PdfJs = typeof PdfJsModule;

/** Why a document cannot be shown. */
export type DocumentProblem = 'unreachable' | 'empty' | 'not-pdf' | 'encrypted' | 'broken';

export type Opened =
  { readonly ok: true; readonly document: DocumentHandle } | { readonly ok: false; readonly problem: DocumentProblem };

/** A file inside a PDF. */
export interface EmbeddedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An open PDF. Pages are counted from 1. */
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
  close(): Promise<void>;
}

/** How the first page of a document was drawn upright on screen. */
interface FirstDrawing {
  readonly size: PageSize;
  readonly density: number;
}

export interface PdfEngine {
  /** Loads pdf.js and its worker ahead of the first document. */
  warmUp(): Promise<void>;
  /**
   * Opens ahead what is about to be shown, and draws its first page as the last document's was drawn. Settles once that
   * is done or cannot be.
   */
  prepare(address: string): Promise<void>;
  /** Opens what an address of Billfold's own scheme serves. */
  open(address: string, signal: AbortSignal): Promise<Opened>;
  dispose(): void;
}

const assets = (folder: string) => new URL(`./pdfjs/${folder}/`, document.baseURI).href;

/** pdf.js, loaded when first needed, with one worker for all documents. Scripts inside documents never run. */
export function createPdfEngine(): PdfEngine {
  let loading: Promise<{ pdfjs: PdfJs; worker: InstanceType<PdfJs['PDFWorker']>; thread: Worker }> | null = null;
  let disposed = false;

  const load = () =>
    (loading ??= import('pdfjs-dist').then((pdfjs) => {
      // pdf.js would start the worker from a blob: address on our own scheme, which the content policy forbids.
      const thread = new Worker(new URL('./pdf.worker.ts', import.meta.url), { type: 'module' });
      return { pdfjs, thread, worker: pdfjs.PDFWorker.create({ port: thread }) };
    }));

  let lastDrawn: FirstDrawing | null = null;
  let ahead: { readonly address: string; readonly opening: Promise<Opened>; readonly stop: AbortController } | null =
    null;

  function dropAhead(): void {
    ahead?.stop.abort();
    void ahead?.opening.then((opened) => (opened.ok ? opened.document.close() : undefined));
    ahead = null;
  }

  async function read(address: string, signal: AbortSignal): Promise<Opened> {
    const [parts, bytes] = await Promise.all([load(), bytesOf(address, signal)]);
    if (typeof bytes === 'string') return { ok: false, problem: bytes };
    const { pdfjs, worker } = parts;
    const task = pdfjs.getDocument({
      data: bytes,
      worker,
      cMapUrl: assets('cmaps'),
      standardFontDataUrl: assets('standard_fonts'),
      wasmUrl: assets('wasm'),
      iccUrl: assets('iccs'),
      useWorkerFetch: true,
      // The bundled standard fonts look the same everywhere; a computer's own stand-ins do not.
      useSystemFonts: false,
      enableXfa: false,
      verbosity: pdfjs.VerbosityLevel.ERRORS,
    });
    try {
      const pdf = await task.promise;
      const first = await pdf.getPage(1);
      const size = sizeOfPage(first);
      const early = lastDrawn && isSame(size, lastDrawn.size) ? begin(pdfjs, first, lastDrawn.density) : null;
      const drawn = (density: number) => {
        lastDrawn = { size, density };
      };
      return { ok: true, document: createHandle(pdfjs, pdf, { size, early, drawn }, () => task.destroy()) };
    } catch (failure) {
      await task.destroy();
      return { ok: false, problem: failure instanceof pdfjs.PasswordException ? 'encrypted' : 'broken' };
    }
  }

  return {
    async warmUp() {
      await load();
    },
    async prepare(address) {
      dropAhead();
      const stop = new AbortController();
      const opening = read(address, stop.signal);
      ahead = { address, opening, stop };
      const opened = await opening;
      if (opened.ok) await opened.document.drawnAhead;
    },
    async open(address, signal) {
      if (ahead?.address !== address) {
        dropAhead();
        return read(address, signal);
      }
      const { opening } = ahead;
      ahead = null;
      return opening;
    },
    dispose() {
      disposed = true;
      dropAhead();
      void loading?.then(({ worker, thread }) => {
        worker.destroy();
        if (disposed) thread.terminate();
      });
    },
  };
}

/** A drawing begun before anybody waits for it. */
interface EarlyDrawing {
  readonly density: number;
  readonly drawing: Drawing;
  /** Never rejects: whoever shows the drawing hears of a damaged page. */
  readonly settled: Promise<unknown>;
}

function begin(pdfjs: PdfJs, page: PDFPageProxy, density: number): EarlyDrawing {
  const drawing = drawPage(pdfjs, page, density, 'display', 0);
  return { density, drawing, settled: drawing.done.catch(() => undefined) };
}

async function bytesOf(address: string, signal?: AbortSignal): Promise<Uint8Array | DocumentProblem> {
  try {
    const response = await fetch(address, signal ? { signal } : {});
    if (!response.ok) return 'unreachable';
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length === 0) return 'empty';
    return hasMagic(bytes) ? bytes : 'not-pdf';
  } catch {
    return 'unreachable';
  }
}

/** Readers accept `%PDF-` anywhere in the first kilobyte (ISO 32000 implementation notes). */
function hasMagic(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-');
}

function sizeOfPage(page: PDFPageProxy): PageSize {
  const { width, height } = page.getViewport({ scale: 1 });
  return { width, height };
}

interface FirstPage {
  readonly size: PageSize;
  readonly early: EarlyDrawing | null;
  drawn(density: number): void;
}

const isSame = (one: PageSize, other: PageSize): boolean => one.width === other.width && one.height === other.height;

function createHandle(
  pdfjs: PdfJs,
  pdf: PDFDocumentProxy,
  first: FirstPage,
  close: () => Promise<void>,
): DocumentHandle {
  /** Until the first page was asked for: thumbnails and other zooms come later. */
  let beginning = true;
  const texts = new Map<number, ReturnType<PDFPageProxy['getTextContent']>>();
  const contentOf = async (number: number) => {
    const known = texts.get(number);
    if (known) return known;
    const content = pdf.getPage(number).then((page) => page.getTextContent());
    texts.set(number, content);
    return content;
  };

  return {
    pageCount: pdf.numPages,
    firstPage: first.size,
    drawnAhead: first.early?.settled ?? Promise.resolve(),
    async sizeOf(number) {
      return sizeOfPage(await pdf.getPage(number));
    },
    async draw(number, density, purpose, rotation = 0) {
      if (beginning && number === 1 && purpose === 'display' && rotation === 0) {
        beginning = false;
        first.drawn(density);
        if (first.early?.density === density) return first.early.drawing;
        first.early?.drawing.cancel();
      }
      return drawPage(pdfjs, await pdf.getPage(number), density, purpose, rotation);
    },
    async textOf(number) {
      const { items } = await contentOf(number);
      return items.flatMap((item) => ('str' in item ? [{ text: item.str, endsLine: item.hasEOL }] : []));
    },
    async layText(number, container, rotation = 0) {
      const [page, textContentSource] = await Promise.all([pdf.getPage(number), contentOf(number)]);
      const viewport = page.getViewport({ scale: pixelsPerPoint, rotation: page.rotate + rotation });
      const layer = new pdfjs.TextLayer({ textContentSource, container, viewport });
      await layer.render();
      return layer.textDivs;
    },
    async embeddedFiles() {
      const files: EmbeddedFile[] = [];
      for (const [id, { filename }] of (await pdf.getAttachments()) ?? []) {
        files.push({ name: filename, bytes: (await pdf.getAttachmentContent(id)) ?? new Uint8Array() });
      }
      return files;
    },
    async hasScripts() {
      return (await pdf.hasJSActions()) || (await pdf.getJSActions()) !== null;
    },
    close,
  };
}
