import type PDFDocument from 'pdfkit';
import type { CreditNoteFacts } from '../data/credit-notes.ts';
import type { InvoiceFacts } from '../data/invoices.ts';
import type { World } from '../data/world.ts';
import { grainyPicture, type Picture } from './images.ts';
import { creditNotePaper, invoicePaper, type Paper } from './paper.ts';
import { typeset } from './typeset.ts';

/** Makes PDFs when they are asked for, and keeps the last ones. */
export type PdfPrinter = ReturnType<typeof createPdfPrinter>;

// Of typical documents a few hundred.
const keptBytes = 24 * 1024 * 1024;

// Pixels; they give ordinary documents about 55 kB and those with a scan 2 MB.
const pictureSides: Record<Paper['picture'], number> = { logo: 156, scan: 960 };

export function createPdfPrinter(world: World) {
  const pictures = new Map<Paper['picture'], Picture>();
  let library: Promise<typeof PDFDocument> | null = null;
  const kept = new Map<string, Buffer>();
  let size = 0;

  const load = async (): Promise<typeof PDFDocument> => (await import('pdfkit')).default;
  const print = async (id: string, paperOf: () => Paper): Promise<Buffer> => {
    const known = kept.get(id);
    if (known) return known;
    library ??= load();
    const paper = paperOf();
    let picture = pictures.get(paper.picture);
    if (!picture) {
      const side = pictureSides[paper.picture];
      picture = grainyPicture(side, world.seed);
      pictures.set(paper.picture, picture);
    }
    const pdf = await typeset(await library, paper, picture);
    if (!kept.has(id)) size += pdf.length;
    kept.set(id, pdf);
    for (const [oldest, bytes] of kept) {
      if (size <= keptBytes) break;
      kept.delete(oldest);
      size -= bytes.length;
    }
    return pdf;
  };

  return {
    invoice: (facts: InvoiceFacts) => print(facts.id, () => invoicePaper(world, facts)),
    creditNote: (note: CreditNoteFacts) => print(note.id, () => creditNotePaper(world, note)),
  };
}
