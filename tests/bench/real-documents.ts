import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { PdfContent } from '../../electron/pdf-reader/index.ts';
import { readDocument } from '../../electron/pdf-reader/read-document.ts';

/** What Python's own reading of an electronic invoice says, as it is written there. */
const statedSchema = z.record(z.string(), z.string().nullable());
export type Stated = z.infer<typeof statedSchema>;

export interface RealXml {
  readonly name: string;
  readonly file: string;
  readonly stated: Stated;
}

/** A PDF with an electronic invoice inside, and its text as poppler reads it. */
export interface RealPdf {
  readonly name: string;
  readonly content: PdfContent;
  readonly stated: Stated;
  readonly words: string;
}

/** Half of all documents only measure the reader: which ones, their names decide. */
export const isMeasuring = (name: string): boolean => (createHash('sha256').update(name).digest()[0] ?? 0) % 2 === 1;

/** The electronic invoices of a folder and of the folders in it, alone and inside PDFs. */
export async function realDocuments(folder: string): Promise<{ xml: RealXml[]; pdfs: RealPdf[]; unreadable: number }> {
  const all = (await readdir(folder, { recursive: true })).sort();
  const named = (extension: RegExp) => all.filter((name) => extension.test(name));
  const xmlNames = named(/\.xml$/i);
  const stated = await statedIn(xmlNames.map((name) => join(folder, name)));
  const xml = xmlNames.flatMap((name, index) => {
    const facts = stated[index];
    return facts ? [{ name, file: join(folder, name), stated: facts }] : [];
  });

  const work = await mkdtemp(join(tmpdir(), 'billfold-bench-'));
  const read: { name: string; content: PdfContent; part: string }[] = [];
  let unreadable = 0;
  for (const [index, name] of named(/\.pdf$/i).entries()) {
    const reading = await readDocument(join(folder, name)).catch(() => null);
    if (!reading?.ok) {
      unreadable += 1;
      continue;
    }
    const part = join(work, `${String(index)}.xml`);
    const [embedded] = reading.content.xml;
    if (!embedded) continue;
    await writeFile(part, embedded.text.replace(/^\ufeff?<\?xml[^>]*\?>/u, ''));
    read.push({ name, content: reading.content, part });
  }
  const inside = await statedIn(read.map(({ part }) => part));
  const pdfs: RealPdf[] = [];
  for (const [index, { name, content }] of read.entries()) {
    const facts = inside[index];
    if (facts)
      pdfs.push({ name, content, stated: facts, words: await outputOf('pdftotext', [join(folder, name), '-']) });
  }
  return { xml, pdfs, unreadable };
}

async function statedIn(files: readonly string[]): Promise<(Stated | null)[]> {
  const script = join(import.meta.dirname, 'stated-facts.py');
  const lines = (await outputOf('python3', [script], `${files.join('\n')}\n`)).trim().split('\n');
  return files.map((_, index) => statedSchema.nullable().parse(JSON.parse(lines[index] ?? 'null')));
}

async function outputOf(program: string, args: readonly string[], input = ''): Promise<string> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.end(input);
  return text(child.stdout);
}
