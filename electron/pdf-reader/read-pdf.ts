import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { documentKindOf } from '#shared/file-content.ts';
import type { Row } from '#shared/import/page/rows.ts';
import type * as PdfJsModule from 'pdfjs-dist';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { longestText, type PdfContent, type PdfReading } from './content.ts';
import { imageOfPage } from './page-image.ts';
import { pagesText } from './page-text.ts';
import { decodedXml, headOf } from './read-xml.ts';
import { startTextRecognition } from './recognise.ts';

type PdfJs = typeof PdfJsModule;

/** In any encoding. */
const maxXml = 26_000_000;

let loading: Promise<PdfJs> | null = null;

/** pdf.js with its worker in this thread: it finds the worker in the global before it would start one. */
const load = (): Promise<PdfJs> =>
  (loading ??= (async () => {
    const worker: unknown = await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
    Object.assign(globalThis, { pdfjsWorker: worker });
    return import('pdfjs-dist/legacy/build/pdf.mjs');
  })());

const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** pdf.js would fetch its tables by address, as in a browser. The name comes from our own call, never from a document. */
class FileData {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const folder = kind === 'cMapUrl' ? 'cmaps' : kind === 'standardFontDataUrl' ? 'standard_fonts' : 'wasm';
    return new Uint8Array(await readFile(join(packageFolder, folder, filename)));
  }
}

/** Reads what a PDF holds; whatever is wrong with it is a problem. */
export const readPdf = (bytes: Uint8Array, file: string, password: string | null): Promise<PdfReading> =>
  withDocument(bytes, password, (pdf) => contentOf(pdf, file));

/** Most of an invoice's facts stand on its first pages, and its sums on the last one. */
const firstRecognised = 3;

/** Reads a scan: what its pictures say, by text recognition. */
export const recognisePdf = (bytes: Uint8Array, languageFolder: string, password: string | null): Promise<PdfReading> =>
  withDocument(bytes, password, async (pdf, pdfjs) => {
    const recognition = await startTextRecognition(languageFolder);
    try {
      let text = '';
      const rows: Row[] = [];
      for (let number = 1; number <= pdf.numPages; number += 1) {
        if (number > firstRecognised && number < pdf.numPages) continue;
        const page = await pdf.getPage(number);
        const image = await imageOfPage(page, pdfjs);
        page.cleanup();
        if (!image) continue;
        const read = await recognition.read(image, number);
        text += read.text;
        rows.push(...read.rows);
      }
      return { kind: 'pdf', pages: pdf.numPages, text, rows, recognised: true, ...(await attachmentsOf(pdf)) };
    } finally {
      await recognition.end();
    }
  });

/** The bytes of an embedded file; null where there is none of that name or the PDF cannot be read. */
export async function attachmentOfPdf(
  bytes: Uint8Array,
  name: string,
  password: string | null,
): Promise<Uint8Array | null> {
  const reading = await withDocument(bytes, password, async (pdf) => {
    for (const [id, { filename }] of (await pdf.getAttachments()) ?? []) {
      if (filename === name) return (await pdf.getAttachmentContent(id)) ?? null;
    }
    return null;
  });
  return reading.ok ? reading.content : null;
}

type Outcome<T> =
  { readonly ok: true; readonly content: T } | { readonly ok: false; readonly problem: 'encrypted' | 'damaged' };

async function withDocument<T>(
  bytes: Uint8Array,
  password: string | null,
  use: (pdf: PDFDocumentProxy, pdfjs: PdfJs) => Promise<T>,
): Promise<Outcome<T>> {
  const pdfjs = await load();
  const task = pdfjs.getDocument({
    data: bytes,
    ...(password === null ? {} : { password }),
    BinaryDataFactory: FileData,
    cMapUrl: `${join(packageFolder, 'cmaps')}${sep}`,
    standardFontDataUrl: `${join(packageFolder, 'standard_fonts')}${sep}`,
    wasmUrl: `${join(packageFolder, 'wasm')}${sep}`,
    useWorkerFetch: false,
    // Without it pdf.js loads and mends a font file for each of the standard fonts, which only drawing needs: half of the time.
    useSystemFonts: true,
    disableFontFace: true,
    enableXfa: false,
    stopAtErrors: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  try {
    return { ok: true, content: await use(await task.promise, pdfjs) };
  } catch (failure) {
    return { ok: false, problem: failure instanceof pdfjs.PasswordException ? 'encrypted' : 'damaged' };
  } finally {
    await task.destroy();
  }
}

async function contentOf(pdf: PDFDocumentProxy, file: string): Promise<PdfContent> {
  // A document without a readable first page is damaged, whatever its directory says.
  await pdf.getPage(1);
  const { text, rows } = await pagesText(pdf, file);
  return {
    kind: 'pdf',
    pages: pdf.numPages,
    text: text.slice(0, longestText).toWellFormed(),
    rows,
    ...(await attachmentsOf(pdf)),
  };
}

async function attachmentsOf(pdf: PDFDocumentProxy): Promise<Pick<PdfContent, 'attachments' | 'xml'>> {
  const attachments: { name: string; bytes: number }[] = [];
  const xml: { name: string; text: string }[] = [];
  try {
    for (const [id, { filename: name }] of (await pdf.getAttachments()) ?? []) {
      const bytes = (await pdf.getAttachmentContent(id)) ?? new Uint8Array();
      attachments.push({ name, bytes: bytes.length });
      if (bytes.length <= maxXml && isXml(name, bytes)) xml.push({ name, text: decodedXml(bytes) });
    }
  } catch {
    // What could be read of a damaged directory is kept.
  }
  return { attachments, xml };
}

/** By its name, or whatever its name by its root element. */
const isXml = (name: string, bytes: Uint8Array): boolean =>
  /\.xml$/i.test(name) || documentKindOf(headOf(bytes)) === 'xml';
