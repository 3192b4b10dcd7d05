import type { PDFPageProxy } from 'pdfjs-dist';
import { z } from 'zod';
import type { PlacedText } from '#shared/import/page/rows.ts';

/* What was filled into a form, and remarks written on a page: readers draw them, and they are no part of the page's own text. */

/** Of what pdf.js tells of an annotation, what says a text. */
const annotationSchema = z.object({
  subtype: z.string(),
  rect: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  annotationFlags: z.number().default(0),
  fieldType: z.string().nullish(),
  fieldValue: z.unknown().optional(),
  password: z.boolean().optional(),
  options: z.array(z.object({ exportValue: z.string(), displayValue: z.string() })).optional(),
  textContent: z.array(z.string()).nullish(),
  contentsObj: z.object({ str: z.string() }).optional(),
});
type Annotation = z.infer<typeof annotationSchema>;

/** Invisible, hidden and not to be seen: bits of a PDF's annotation flags. */
const unseen = 1 | 2 | 32;
const usualSize = 10;

/** The texts of a page's form fields and free remarks, each line at its place. */
export async function filledIn(page: PDFPageProxy): Promise<PlacedText[]> {
  const annotations: unknown[] = await page.getAnnotations();
  return annotations.flatMap((each) => {
    const { data: annotation } = annotationSchema.safeParse(each);
    return annotation && (annotation.annotationFlags & unseen) === 0 ? linesOf(annotation) : [];
  });
}

function linesOf(annotation: Annotation): PlacedText[] {
  const [x1, y1, x2, y2] = annotation.rect;
  const [left, right, bottom, top] = [Math.min(x1, x2), Math.max(x1, x2), Math.min(y1, y2), Math.max(y1, y2)];
  const lines = textOf(annotation)
    .split(/\r\n?|\n/u)
    .filter((line) => line.trim() !== '');
  const height = (top - bottom) / Math.max(1, lines.length);
  const size = Math.min(usualSize, height);
  return lines.map((text, index) => ({
    text: text.toWellFormed(),
    left,
    // Where a line ends is not told: letters are about half as wide as high.
    right: Math.min(right, left + (text.length * size) / 2),
    baseline: top - index * height - (height + size * 0.7) / 2,
    size,
  }));
}

function textOf({ subtype, fieldType, fieldValue, password, options, textContent, contentsObj }: Annotation): string {
  if (subtype === 'FreeText') return textContent?.length ? textContent.join('\n') : (contentsObj?.str ?? '');
  if (subtype !== 'Widget' || password === true) return '';
  if (fieldType === 'Tx') return typeof fieldValue === 'string' ? fieldValue : '';
  if (fieldType !== 'Ch') return '';
  const chosen = Array.isArray(fieldValue) ? fieldValue : [fieldValue];
  return chosen
    .flatMap((value) => (typeof value === 'string' ? [value] : []))
    .map((value) => options?.find(({ exportValue }) => exportValue === value)?.displayValue ?? value)
    .join(', ');
}
