import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';

/** What people have in their folders besides ordinary invoices. */
export const oddDocuments = {
  /** Needs a password to be opened. */
  encrypted: () => setWith({ userPassword: 'not told', pdfVersion: '1.7' }),
  /** Nobody may copy from it, but everybody may read it. */
  'owner-password': () => setWith({ ownerPassword: 'not told', pdfVersion: '1.7' }),
  /** The table of contents of its objects points anywhere: readers mend that. */
  'broken-xref': () => brokenReferences(),
  /** Begins like a PDF and holds none. */
  garbage: () => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5000, 0x20), Buffer.from('\n%%EOF\n')]),
  truncated: async () => {
    const whole = await setWith({});
    return whole.subarray(0, Math.floor(whole.length / 3));
  },
  empty: () => Buffer.alloc(0),
  html: () => Buffer.from('<!doctype html><title>Sign in</title><p>This link has expired.</p>'),
  text: () => Buffer.from('Invoice 1, total 12.00 EUR'),
  'many-pages': () => pagesOf(Array.from({ length: 500 }, (_, index) => `Page ${String(index + 1)} of 500`)),
  'no-text': () => pagesOf(['']),
  'no-pages': () => pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']),
  /** Pages that contain themselves. */
  circular: () => pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>']),
  'right-to-left': () => foreignText('Identity-H', 'Adobe Identity 0', hebrew),
  chinese: () => foreignText('UniGB-UCS2-H', 'Adobe GB1 2', null),
  large: () => large(),
  scripts: () => withScripts(),
  attachments: () =>
    setWith({}, [
      ['notes.txt', 'Delivered on Monday.'],
      ['terms.pdf', '%PDF-1.4 terms'],
    ]),
} satisfies Record<string, () => Buffer | Promise<Buffer>>;

export type OddDocument = keyof typeof oddDocuments;

/** A PDF with an embedded file for each of these. */
export function setWith(
  options: PDFKit.PDFDocumentOptions,
  files: readonly (readonly [name: string, content: string])[] = [],
  lines: readonly string[] = ['Invoice number ODD-1', 'Total 12.00 EUR'],
): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', ...options });
  const chunks: Buffer[] = [];
  const whole = Promise.withResolvers<Buffer>();
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  document.on('end', () => {
    whole.resolve(Buffer.concat(chunks));
  });
  for (const line of lines) document.text(line);
  const date = new Date(0);
  for (const [name, content] of files)
    document.file(Buffer.from(content), { name, creationDate: date, modifiedDate: date });
  document.end();
  return whole.promise;
}

/** A small PDF whose page, or whose embedded file `much.bin`, unpacks to this much. */
export function unpackingTo(megabytes: number, where: 'page' | 'file'): Buffer {
  const packed = deflateSync(Buffer.alloc(megabytes * 2 ** 20, ' '));
  const stream = (dictionary: string, content: Buffer) =>
    Buffer.concat([
      Buffer.from(`<< ${dictionary} /Length ${content.length} >>\nstream\n`),
      content,
      Buffer.from('\nendstream'),
    ]);
  const much = stream(`/Filter /FlateDecode${where === 'file' ? ' /Type /EmbeddedFile' : ''}`, packed);
  const little = stream('', Buffer.from(' '));
  const names = '/Names << /EmbeddedFiles << /Names [(much.bin) 5 0 R] >> >>';
  return pdfOf([
    `<< /Type /Catalog /Pages 2 0 R ${where === 'file' ? names : ''} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents ${where === 'page' ? 4 : 6} 0 R >>`,
    much,
    '<< /Type /Filespec /F (much.bin) /UF (much.bin) /EF << /F 4 0 R >> >>',
    little,
  ]);
}

/** A PDF of these objects, numbered from 1; the first is its catalog. */
export function pdfOf(objects: readonly (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const places: number[] = [];
  let length = 9;
  const put = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  for (const [index, content] of objects.entries()) {
    places.push(length);
    put(Buffer.from(`${String(index + 1)} 0 obj\n`));
    put(Buffer.isBuffer(content) ? content : Buffer.from(content, 'latin1'));
    put(Buffer.from('\nendobj\n'));
  }
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = String(objects.length + 1);
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${String(length)}\n%%EOF\n`;
  put(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${rows}${trailer}`));
  return Buffer.concat(parts);
}

export const stream = (content: string | Buffer, entries = ''): Buffer => {
  const bytes = Buffer.from(content);
  return Buffer.concat([
    Buffer.from(`<< /Length ${String(bytes.length)} ${entries} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
};

/** The content of a page with one line of text in font `F`. */
export const ordinaryPage = (text: string): string => `BT /F 12 Tf 72 720 Td (${text}) Tj ET`;

const standardFont = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

/** Catalog, page tree, one font (object 3), then a page and its content for each text. */
function objectsOf(texts: readonly string[], catalog = ''): (string | Buffer)[] {
  const page = (index: number) => 4 + 2 * index;
  const kids = texts.map((_, index) => `${String(page(index))} 0 R`).join(' ');
  return [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${String(texts.length)} /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> >>`,
    standardFont,
    ...texts.flatMap((text, index) => [
      `<< /Type /Page /Parent 2 0 R /Contents ${String(page(index) + 1)} 0 R >>`,
      stream(text === '' ? '100 100 50 50 re f' : ordinaryPage(text)),
    ]),
  ];
}

const pagesOf = (texts: readonly string[]): Buffer => pdfOf(objectsOf(texts));

function brokenReferences(): Buffer {
  const whole = pagesOf(['Invoice number ODD-1']).toString('latin1');
  return Buffer.from(
    whole.replace(/^\d{10} 00000 n/gm, '0000000007 00000 n').replace(/startxref\n\d+/, 'startxref\n99999'),
    'latin1',
  );
}

/** Letters of a composite font that is not embedded: their meaning is in a table, or in one that pdf.js brings. */
function foreignText(encoding: string, collection: string, table: string | null): Buffer {
  const [registry = '', ordering = '', supplement = ''] = collection.split(' ');
  const objects = objectsOf(['']);
  objects[2] = `<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /${encoding} /DescendantFonts [6 0 R] ${table === null ? '' : '/ToUnicode 7 0 R'} >>`;
  // 发票 in UCS-2; as numbers of a table of their own these are the first two letters.
  objects[4] = stream(`BT /F 12 Tf 72 720 Td <${table === null ? '53D17968' : '00010002'}> Tj ET`);
  objects.push(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (${registry}) /Ordering (${ordering}) /Supplement ${supplement} >> /FontDescriptor << /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>`,
  );
  if (table !== null) objects.push(stream(table));
  return pdfOf(objects);
}

/** חש */
const hebrew = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
2 beginbfchar <0001> <05d7> <0002> <05e9> endbfchar
endcmap CMapName currentdict /CMap defineresource pop end end`;

/** 20 MB, nearly all of it a picture that no page shows. */
const large = (): Buffer =>
  pdfOf([
    ...objectsOf(['Invoice number ODD-20MB']),
    stream(Buffer.alloc(20 * 1024 * 1024, 0x5a), '/Type /XObject /Subtype /Form'),
  ]);

function withScripts(): Buffer {
  const script = '<< /S /JavaScript /JS (app.alert\\("Hello"\\); while \\(true\\) {}) >>';
  return pdfOf([
    ...objectsOf(
      ['Invoice number ODD-JS'],
      `/OpenAction ${script} /Names << /JavaScript << /Names [(a) ${script}] >> >>`,
    ),
  ]);
}
