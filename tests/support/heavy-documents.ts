import { deflateSync } from 'node:zlib';
import { ordinaryPage, pdfOf, stream, unpackingTo } from './odd-documents.ts';

/** Small PDFs that ask for more time or memory than any invoice, each of its own kind. */
export const heavyDocuments = {
  'nested-states': () => pageOf('q '.repeat(2_000_000)),
  'unpacks-to-much': () => unpackingTo(300, 'page'),
  /** Every one of them may be unpacked; all together may not. */
  'unpacks-often': () => oftenUnpacked(),
  'huge-picture': () => picture(32_000, 32_000),
  /** Forms that use each other ten times, ten deep. */
  'forms-in-forms': () => formsInForms(),
  'deep-tree': () => deepTree(200_000),
  'many-pages': () => manyPages(100_000),
  'long-path': () => pageOf(`${zigzag(1_500_000)} S`),
  /** A tile of a point, drawn all over a large page, filled again and again. */
  'crossed-lines': () => pageOf(`1 w ${`${zigzag(20_000)} f* `.repeat(40)}`),
  'much-text': () => pageOf(`BT /F 1 Tf ${'1 0 0 1 9 9 Tm (much) Tj '.repeat(400_000)} ET`),
  /** Its first page is like any other; the second is not. */
  'heavy-second-page': () => twoPages('q '.repeat(2_000_000)),
} satisfies Record<string, () => Buffer>;

export type HeavyDocument = keyof typeof heavyDocuments;

const packed = (content: string): Buffer => stream(deflateSync(content), '/Filter /FlateDecode');
const page = (content: number, more = '') =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${String(content)} 0 R /Resources << /Font << /F 5 0 R >> ${more} >> >>`;
const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
const catalog = '<< /Type /Catalog /Pages 2 0 R >>';
const onePage = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';

const pageOf = (content: string): Buffer => pdfOf([catalog, onePage, page(4), packed(content), font]);

const zigzag = (lines: number): string => {
  const points = Array.from(
    { length: lines },
    (_, at) => `${String((at * 7919) % 595)} ${String((at * 104_729) % 842)} l`,
  );
  return `0 0 m ${points.join(' ')}`;
};

function twoPages(second: string): Buffer {
  const pages = '<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>';
  return pdfOf([catalog, pages, page(4), stream(ordinaryPage('Page 1 of 2')), font, page(7), packed(second)]);
}

function oftenUnpacked(): Buffer {
  const contents = Array.from({ length: 40 }, () => '4 0 R').join(' ');
  const wanted = page(4).replace('/Contents 4 0 R', `/Contents [${contents}]`);
  return pdfOf([catalog, onePage, wanted, packed(' '.repeat(100 * 2 ** 20)), font]);
}

function picture(width: number, height: number): Buffer {
  const rows = deflateSync(Buffer.alloc((width / 8) * height));
  const size = `/Width ${String(width)} /Height ${String(height)} /BitsPerComponent 1 /ColorSpace /DeviceGray`;
  return pdfOf([
    catalog,
    onePage,
    page(4, '/XObject << /I 6 0 R >>'),
    stream('595 0 0 842 0 0 cm /I Do'),
    font,
    stream(rows, `/Type /XObject /Subtype /Image ${size} /Filter /FlateDecode`),
  ]);
}

function formsInForms(): Buffer {
  const depth = 12;
  const form = (at: number) =>
    stream(
      at === depth ? '0 0 9 9 re f' : '/X Do '.repeat(10),
      `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X ${String(7 + at)} 0 R >> >>`,
    );
  const forms = Array.from({ length: depth }, (_, at) => form(at + 1));
  return pdfOf([catalog, onePage, page(4, '/XObject << /X 6 0 R >>'), stream('/X Do'), font, form(0), ...forms]);
}

/** Nodes of the page tree, each in the last one, with the page at the very end. */
function deepTree(depth: number): Buffer {
  const nodes = Array.from(
    { length: depth },
    (_, at) =>
      `<< /Type /Pages /Kids [${String(at + 3)} 0 R] /Count 1 ${at === 0 ? '' : `/Parent ${String(at + 1)} 0 R`} >>`,
  );
  return pdfOf([catalog, ...nodes, `<< /Type /Page /Parent ${String(depth + 1)} 0 R /MediaBox [0 0 595 842] >>`]);
}

function manyPages(count: number): Buffer {
  const kids = Array.from({ length: count }, (_, at) => `${String(at + 5)} 0 R`).join(' ');
  const pages = Array.from({ length: count }, () => '<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>');
  return pdfOf([
    catalog,
    `<< /Type /Pages /Kids [${kids}] /Count ${String(count)} /MediaBox [0 0 595 842] /Resources << /Font << /F 4 0 R >> >> >>`,
    stream(ordinaryPage('One of very many')),
    font,
    ...pages,
  ]);
}
