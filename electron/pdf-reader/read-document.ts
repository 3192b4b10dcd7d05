import { readFile } from 'node:fs/promises';
import { contentOfHead } from '#shared/file-content.ts';
import type { PdfProblem, PdfReading } from './content.ts';
import { attachmentOfPdf, readPdf, recognisePdf } from './read-pdf.ts';
import { attachmentOfXml, headOf, readXml } from './read-xml.ts';

/** Reads what a file holds, whatever its name. Throws Node's file errors; what is wrong with the document is a problem. */
export async function readDocument(file: string, password: string | null = null): Promise<PdfReading> {
  const bytes = new Uint8Array(await readFile(file));
  const found = contentOfHead(headOf(bytes));
  if (found === 'pdf') return readPdf(bytes, file, password);
  return found === 'cii' || found === 'ubl' ? readXml(bytes) : { ok: false, problem: found satisfies PdfProblem };
}

/** What the pictures of a PDF say, by text recognition. Throws and answers as `readDocument`. */
export const recognise = async (file: string, languageFolder: string, password: string | null): Promise<PdfReading> =>
  recognisePdf(new Uint8Array(await readFile(file)), languageFolder, password);

/** The bytes of a file inside; null where there is none of that name or the document cannot be read. */
export async function readAttachment(file: string, name: string, password: string | null): Promise<Uint8Array | null> {
  const bytes = new Uint8Array(await readFile(file));
  const isPdf = contentOfHead(headOf(bytes)) === 'pdf';
  return isPdf ? attachmentOfPdf(bytes, name, password) : attachmentOfXml(bytes, name);
}
