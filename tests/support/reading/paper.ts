import PDFDocument from 'pdfkit';

interface TextOptions {
  readonly size?: number;
  readonly bold?: boolean;
  /** The place is where the text ends, and not where it begins. */
  readonly right?: boolean;
}

/** A sheet of A4 to write on: places in points from its left and its top. */
export interface Paper {
  text(left: number, top: number, text: string, options?: TextOptions): void;
  nextPage(): void;
}

/** The PDF of what was written. */
export function onPaper(write: (paper: Paper) => void): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', margin: 0, info: { CreationDate: new Date(0) } });
  const chunks: Buffer[] = [];
  const whole = Promise.withResolvers<Buffer>();
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  document.on('end', () => {
    whole.resolve(Buffer.concat(chunks));
  });
  write({
    text(left, top, text, { size = 9, bold = false, right = false } = {}) {
      document.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size);
      const at = right ? left - document.widthOfString(text) : left;
      document.text(text, at, top, { lineBreak: false });
    },
    nextPage: () => void document.addPage(),
  });
  document.end();
  return whole.promise;
}
