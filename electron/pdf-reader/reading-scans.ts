import type { Row } from '#shared/import/page/rows.ts';
import type { TextRecognition } from './text-recognition.ts';

type ReadPdf = TextRecognition['recognise'];

/** A stamp, a number of a page: what a scan has of letters and digits besides its picture. */
const mostBeside = 40;

const isScan = (rows: readonly Row[]): boolean =>
  rows
    .flatMap(({ cells }) => cells)
    .map(({ text }) => text.replace(/[^\p{L}\d]/gu, ''))
    .join('').length < mostBeside;

/**
 * Reads a PDF, and one without text by text recognition. Where that fails, or finds nothing either, the document is what the
 * reader said of it.
 */
export const readingScans =
  ({ read }: { readonly read: ReadPdf }, { recognise }: Pick<TextRecognition, 'recognise'>): ReadPdf =>
  async (file, name, password) => {
    const opened = await read(file, name, password);
    // What an electronic invoice states need not be guessed.
    if (!opened.ok || opened.value.kind !== 'pdf' || opened.value.xml.length > 0 || !isScan(opened.value.rows))
      return opened;
    const recognised = await recognise(file, name, password);
    if (!recognised.ok) return recognised.error.code === 'cancelled' ? recognised : opened;
    return recognised.value.rows.length > opened.value.rows.length ? recognised : opened;
  };
