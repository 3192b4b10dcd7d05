import type { PDFPageProxy } from 'pdfjs-dist';
import { createHandle, type DocumentHandle, type EarlyDrawing, sizeOfPage } from './document-handle.ts';
import { drawPage } from './draw-page.ts';
import type { PageSize } from './page-layout.ts';
import { createWorkTimeout, type WorkTimeout, TooComplex } from './work-timeout.ts';
import { createPdfThreads, type PdfJs, type Reader } from './pdf-threads.ts';
import { passwordsInTurn } from './typed-passwords.ts';

/** No page asks for as long; what does so has been made to. */
const maxMillis = 15_000;

/** Why a document cannot be shown. */
export type DocumentProblem = 'unreachable' | 'empty' | 'not-pdf' | 'encrypted' | 'broken' | 'too-complex';

export type Opened =
  { readonly ok: true; readonly document: DocumentHandle } | { readonly ok: false; readonly problem: DocumentProblem };

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
  /** Opens what an address of Billfold's own scheme serves; pages known to be too complex are not drawn again. */
  open(address: string, signal: AbortSignal, tooComplex?: ReadonlySet<number>): Promise<Opened>;
  /** An address for bytes that the window has already, such as a file inside a document, until they are taken back. */
  lend(bytes: Uint8Array): string;
  takeBack(address: string): void;
  dispose(): void;
}

const assets = (folder: string) => new URL(`./pdfjs/${folder}/`, document.baseURI).href;

/**
 * pdf.js, loaded when first needed, with one thread that reads all documents and one for the drawings of each. A document
 * that keeps them busy for too long, or wants more memory than any, loses them; others go on. Scripts never run.
 */
export function createPdfEngine(): PdfEngine {
  const threads = createPdfThreads();
  const lent = new Map<string, Uint8Array>();

  let lastDrawn: FirstDrawing | null = null;
  let ahead: { readonly address: string; readonly opening: Promise<Opened>; readonly stop: AbortController } | null =
    null;

  function dropAhead(): void {
    ahead?.stop.abort();
    void ahead?.opening.then((opened) => (opened.ok ? opened.document.close() : undefined));
    ahead = null;
  }

  async function read(address: string, signal: AbortSignal, without: ReadonlySet<number>): Promise<Opened> {
    for (let again = false; ; again = true) {
      const [reader, bytes] = await Promise.all([
        threads.reader(),
        // pdf.js takes them for its own.
        lent.get(address)?.slice() ?? bytesOf(address, signal),
      ]);
      if (typeof bytes === 'string') return { ok: false, problem: bytes };
      reader.endIfStuck();
      const opened = await openWith(reader, bytes, signal, without);
      // The thread may have been lost to another document, which was left.
      if (opened !== 'ended') return opened;
      if (again || signal.aborted) return { ok: false, problem: 'too-complex' };
    }
  }

  async function openWith(
    reader: Reader,
    bytes: Uint8Array,
    signal: AbortSignal,
    without: ReadonlySet<number>,
  ): Promise<Opened | 'ended'> {
    const { pdfjs, worker } = reader;
    const painter = await threads.painter();
    pdfjs.GlobalWorkerOptions.rendererPorts = [painter];
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
    const next = passwordsInTurn();
    const lock = { isShut: false };
    task.onPassword = (answer: (password: string | Error) => void) => {
      const password = next();
      lock.isShut = password === null;
      answer(password ?? new Error('No password that was typed opens it'));
    };
    const tooComplex = Promise.withResolvers<readonly number[]>();
    const busy = new Set<number>();
    const timeout = createWorkTimeout(maxMillis, () => {
      tooComplex.resolve([...busy]);
      reader.end();
      painter.terminate();
    });
    let closing = false;
    const close = async () => {
      if (closing) return;
      closing = true;
      const isLost = timeout.isOver();
      timeout.dispose();
      const closed = task.destroy().then(
        () => 'closed' as const,
        () => 'failed' as const,
      );
      const outcome = await Promise.race([closed, reader.ended]);
      if (outcome === 'closed' && !isLost) threads.giveBack(painter);
      else painter.terminate();
    };
    const leave = () => void close();
    signal.addEventListener('abort', leave);
    try {
      const begun = task.promise.then(async (pdf) => [pdf, await pdf.getPage(1)] as const);
      begun.catch(() => undefined);
      const answer = await timeout.with(Promise.race([begun, reader.ended]));
      if (answer === 'ended') {
        await close();
        return answer;
      }
      void reader.ended.then(timeout.end);
      // pdf.js would go on drawing in the window itself.
      painter.addEventListener('error', timeout.end);
      const [pdf, first] = answer;
      const size = sizeOfPage(first);
      const early = lastDrawn && isSame(size, lastDrawn.size) ? begin(pdfjs, first, lastDrawn.density, timeout) : null;
      const drawn = (density: number) => {
        lastDrawn = { size, density };
      };
      const pages = { first: { size, early, drawn }, busy, without };
      const document = createHandle(pdfjs, pdf, pages, timeout, { close, tooComplex: tooComplex.promise });
      return { ok: true, document };
    } catch (failure) {
      void close();
      if (failure instanceof TooComplex) return { ok: false, problem: 'too-complex' };
      return { ok: false, problem: lock.isShut ? 'encrypted' : 'broken' };
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  return {
    warmUp: threads.warmUp,
    async prepare(address) {
      dropAhead();
      const stop = new AbortController();
      const opening = read(address, stop.signal, new Set());
      ahead = { address, opening, stop };
      const opened = await opening;
      if (opened.ok) await opened.document.drawnAhead;
    },
    async open(address, signal, tooComplex = new Set()) {
      if (ahead?.address !== address) {
        dropAhead();
        return read(address, signal, tooComplex);
      }
      const { opening, stop } = ahead;
      ahead = null;
      signal.addEventListener('abort', () => {
        stop.abort();
      });
      return opening;
    },
    lend(bytes) {
      const address = `lent:${crypto.randomUUID()}`;
      lent.set(address, bytes);
      return address;
    },
    takeBack(address) {
      lent.delete(address);
    },
    dispose() {
      dropAhead();
      threads.dispose();
    },
  };
}

function begin(pdfjs: PdfJs, page: PDFPageProxy, density: number, timeout: WorkTimeout): EarlyDrawing {
  const begun = drawPage(pdfjs, page, density, 'display', 0);
  const drawing = { ...begun, done: timeout.with(begun.done) };
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

const isSame = (one: PageSize, other: PageSize): boolean => one.width === other.width && one.height === other.height;
