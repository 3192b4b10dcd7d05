import type * as PdfJsModule from 'pdfjs-dist';
import type { PDFPageProxy } from 'pdfjs-dist';
import { z } from 'zod';

/** The pictures of a page as one, in shades of grey: what a scanner saw. */
export interface PageImage {
  readonly width: number;
  readonly height: number;
  /** A byte a pixel, row by row from the top; 255 is white. */
  readonly grey: Uint8Array;
  /** Pixels a point. */
  readonly scale: number;
}

/** What scanners use, and what letters are recognised best at, in pixels an inch. */
const finest = 300;
const coarsest = 150;
const pointsAnInch = 72;
/** An A4 page has 8.7 million at the finest. */
const mostPixels = 12_000_000;

type Matrix = readonly [number, number, number, number, number, number];
const matrixSchema = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]);
/** As pdf.js hands out a decoded picture: `kind` says what a pixel is. A mask has none, and paints where a bit is 0. */
const pictureSchema = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  kind: z.int().optional(),
  data: z.instanceof(Uint8Array).or(z.instanceof(Uint8ClampedArray)),
});
type Picture = z.infer<typeof pictureSchema>;

interface Placed {
  readonly picture: Picture;
  /** From the unit square, whose upper edge is the picture's first row, to the page in points. */
  readonly place: Matrix;
}

/** Null for a page without pictures. Text and lines that are drawn are not in it. */
export async function imageOfPage(page: PDFPageProxy, { OPS }: typeof PdfJsModule): Promise<PageImage | null> {
  const pictures = await picturesOn(page, OPS);
  if (pictures.length === 0) return null;
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const dense = Math.max(...pictures.map(({ picture, place }) => picture.width / Math.hypot(place[0], place[1])));
  const wanted = Math.min(finest, Math.max(coarsest, dense * pointsAnInch)) / pointsAnInch;
  const scale = Math.min(wanted, Math.sqrt(mostPixels / (width * height)));
  const image = { width: Math.round(width * scale), height: Math.round(height * scale), scale };
  const grey = new Uint8Array(image.width * image.height).fill(255);
  const toPixels = multiplied([scale, 0, 0, scale, 0, 0], matrixSchema.parse(transform));
  for (const { picture, place } of pictures) paint({ ...image, grey }, picture, multiplied(toPixels, place));
  return { ...image, grey };
}

async function picturesOn(page: PDFPageProxy, OPS: typeof PdfJsModule.OPS): Promise<Placed[]> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const pictures: Placed[] = [];
  let place: Matrix = [1, 0, 0, 1, 0, 0];
  const saved: Matrix[] = [];
  const add = (picture: unknown) => {
    const { data } = pictureSchema.safeParse(picture);
    if (data) pictures.push({ picture: data, place });
  };
  for (const [index, operator] of fnArray.entries()) {
    const given: unknown = argsArray[index];
    const [first] = Array.isArray(given) ? (given as readonly unknown[]) : [];
    if (operator === OPS.save) saved.push(place);
    else if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) place = saved.pop() ?? place;
    else if (operator === OPS.transform) place = multiplied(place, matrixSchema.parse(given));
    else if (operator === OPS.paintFormXObjectBegin) {
      saved.push(place);
      const { data: own } = matrixSchema.safeParse(first && [...(first as Iterable<number>)]);
      if (own) place = multiplied(place, own);
    } else if (operator === OPS.paintImageXObject && typeof first === 'string') add(await objectOf(page, first));
    else if (operator === OPS.paintInlineImageXObject) add(first);
    else if (operator === OPS.paintImageMaskXObject) add(await maskOf(page, first));
  }
  return pictures;
}

/** Pictures that several pages have in common are kept apart. */
function objectOf(page: PDFPageProxy, id: string): Promise<unknown> {
  const objects = id.startsWith('g_') ? page.commonObjs : page.objs;
  return new Promise((resolve) => {
    objects.get(id, resolve);
  });
}

async function maskOf(page: PDFPageProxy, mask: unknown): Promise<unknown> {
  const { data: named } = z.object({ data: z.string(), width: z.int(), height: z.int() }).safeParse(mask);
  if (!named) return mask;
  const kept = await objectOf(page, named.data);
  return { ...named, ...(typeof kept === 'object' ? kept : {}) };
}

/** First `inner`, then `outer`. */
function multiplied(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** Each pixel of the page takes what the picture has at its place. */
function paint(image: PageImage, picture: Picture, [a, b, c, d, e, f]: Matrix): void {
  const size = a * d - b * c;
  if (size === 0) return;
  const corners = [
    [e, f],
    [e + a, f + b],
    [e + c, f + d],
    [e + a + c, f + b + d],
  ] as const;
  const span = (values: readonly number[], most: number): readonly [number, number] => [
    Math.max(0, Math.floor(Math.min(...values))),
    Math.min(most, Math.ceil(Math.max(...values))),
  ];
  const [left, right] = span(
    corners.map(([x]) => x),
    image.width,
  );
  const [top, bottom] = span(
    corners.map(([, y]) => y),
    image.height,
  );
  const shade = shadeOf(picture);
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const dx = x + 0.5 - e;
      const dy = y + 0.5 - f;
      const column = Math.floor(((d * dx - c * dy) / size) * picture.width);
      const row = Math.floor((1 - (a * dy - b * dx) / size) * picture.height);
      if (column < 0 || row < 0 || column >= picture.width || row >= picture.height) continue;
      const value = shade(column, row);
      if (value !== null) image.grey[y * image.width + x] = value;
    }
  }
}

/** How light a pixel of a picture is; null where a mask leaves free what is below. */
function shadeOf({ width, kind, data }: Picture): (column: number, row: number) => number | null {
  const byte = (at: number): number => data[at] ?? 255;
  const bytesARow = (width + 7) >> 3;
  const bit = (column: number, row: number) => (byte(row * bytesARow + (column >> 3)) >> (7 - (column & 7))) & 1;
  if (kind === undefined) return (column, row) => (bit(column, row) === 0 ? 0 : null);
  if (kind === 1) return (column, row) => bit(column, row) * 255;
  const bytes = kind === 2 ? 3 : 4;
  return (column, row) => {
    const at = (row * width + column) * bytes;
    return Math.round(0.299 * byte(at) + 0.587 * byte(at + 1) + 0.114 * byte(at + 2));
  };
}
