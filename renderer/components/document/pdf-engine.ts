import type * as PdfJsModule from 'pdfjs-dist';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import type { TextRun } from './find-in-text.ts';
import { createKeptAssets } from './kept-assets.ts';
import type { PageSize } from './page-layout.ts';
import { pixelsPerPoint } from './zoom.ts';

type PdfJs = typeof PdfJsModule;

/** Why a document cannot be shown. */
export type DocumentProblem = 'unreachable' | 'empty' | 'not-pdf' | 'encrypted' | 'broken';

export type Opened =
  { readonly ok: true; readonly document: DocumentHandle } | { readonly ok: false; readonly problem: DocumentProblem };

export interface Drawing {
  /** False when it was cancelled before it was complete. Rejects when the page is damaged. */
  readonly done: Promise<boolean>;
  cancel(): void;
}

/** Degrees clockwise that the user turned the pages by. */
export type Rotation = 0 | 90 | 180 | 270;

/** A file inside a PDF. */
export interface EmbeddedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An open PDF. Pages are counted from 1. */
export interface DocumentHandle {
  readonly pageCount: number;
  readonly firstPage: PageSize;
  sizeOf(page: number): Promise<PageSize>;
  /** Draws a page; `density` is canvas pixels for a PDF point. */
  draw(
    page: number,
    canvas: HTMLCanvasElement,
    density: number,
    purpose: 'display' | 'print',
    rotation?: Rotation,
  ): Promise<Drawing>;
  textOf(page: number): Promise<readonly TextRun[]>;
  /** Lays selectable text over a drawn page; answers with an element for each run of `textOf`. */
  layText(page: number, container: HTMLElement, rotation?: Rotation): Promise<readonly HTMLElement[]>;
  embeddedFiles(): Promise<readonly EmbeddedFile[]>;
  /** Whether the document brings scripts along; they never run. */
  hasScripts(): Promise<boolean>;
  close(): Promise<void>;
}

export interface PdfEngine {
  /** Loads pdf.js and its worker ahead of the first document. */
  warmUp(): Promise<void>;
  /** Fetches ahead what is about to be opened. */
  fetchAhead(address: string): void;
  /** Opens what an address of Billfold's own scheme serves. */
  open(address: string, signal: AbortSignal): Promise<Opened>;
  dispose(): void;
}

const assets = (folder: string) => new URL(`./pdfjs/${folder}/`, document.baseURI).href;

/** pdf.js, loaded when first needed, with one worker for all documents. Scripts inside documents never run. */
export function createPdfEngine(): PdfEngine {
  let loading: Promise<{ pdfjs: PdfJs; worker: InstanceType<PdfJs['PDFWorker']>; thread: Worker }> | null = null;
  let disposed = false;
  const BinaryDataFactory = createKeptAssets();

  const load = () =>
    (loading ??= import('pdfjs-dist').then((pdfjs) => {
      // pdf.js would start the worker from a blob: address on our own scheme, which the content policy forbids.
      const thread = new Worker(workerAddress, { type: 'module' });
      return { pdfjs, thread, worker: pdfjs.PDFWorker.create({ port: thread }) };
    }));

  let ahead: { readonly address: string; readonly bytes: ReturnType<typeof bytesOf> } | null = null;
  const fetched = (address: string, signal: AbortSignal) => {
    const bytes = ahead?.address === address ? ahead.bytes : bytesOf(address, signal);
    // pdf.js gives the bytes away to its worker: they are there for once.
    ahead = null;
    return bytes;
  };

  async function open(address: string, signal: AbortSignal): Promise<Opened> {
    const [parts, bytes] = await Promise.all([load(), fetched(address, signal)]);
    if (typeof bytes === 'string') return { ok: false, problem: bytes };
    const { pdfjs, worker } = parts;
    const task = pdfjs.getDocument({
      data: bytes,
      worker,
      cMapUrl: assets('cmaps'),
      standardFontDataUrl: assets('standard_fonts'),
      wasmUrl: assets('wasm'),
      iccUrl: assets('iccs'),
      useWorkerFetch: false,
      BinaryDataFactory,
      // The bundled standard fonts look the same everywhere; a computer's own stand-ins do not.
      useSystemFonts: false,
      enableXfa: false,
      verbosity: pdfjs.VerbosityLevel.ERRORS,
    });
    try {
      const pdf = await task.promise;
      const first = await pdf.getPage(1);
      return { ok: true, document: createHandle(pdfjs, pdf, sizeOfPage(first), () => task.destroy()) };
    } catch (failure) {
      await task.destroy();
      return { ok: false, problem: failure instanceof pdfjs.PasswordException ? 'encrypted' : 'broken' };
    }
  }

  return {
    async warmUp() {
      await load();
    },
    fetchAhead(address) {
      ahead = { address, bytes: bytesOf(address) };
    },
    open,
    dispose() {
      disposed = true;
      void loading?.then(({ worker, thread }) => {
        worker.destroy();
        if (disposed) thread.terminate();
      });
    },
  };
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

function createHandle(
  pdfjs: PdfJs,
  pdf: PDFDocumentProxy,
  firstPage: PageSize,
  close: () => Promise<void>,
): DocumentHandle {
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
    firstPage,
    async sizeOf(number) {
      return sizeOfPage(await pdf.getPage(number));
    },
    async draw(number, canvas, density, purpose, rotation = 0) {
      const page = await pdf.getPage(number);
      const viewport = page.getViewport({ scale: density, rotation: page.rotate + rotation });
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      const task = page.render({ canvas, viewport, intent: purpose, annotationMode: pdfjs.AnnotationMode.ENABLE });
      const done = task.promise.then(
        () => true,
        (failure: unknown) => {
          if (failure instanceof pdfjs.RenderingCancelledException) return false;
          throw failure;
        },
      );
      return {
        done,
        cancel() {
          task.cancel();
        },
      };
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
