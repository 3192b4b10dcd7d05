import type { Worker } from 'tesseract.js';
import { type PlacedText, type Row, rowsOf } from '#shared/import/page/rows.ts';
import type { PageImage } from './page-image.ts';

/* Text recognition. All it needs lies beside the program: nothing is ever fetched. */

const languages = ['deu', 'eng'] as const;
/** In percent, as the engine says how sure it is of a word. */
const leastSure = 50;
/** Stands for what could not be read, as where a PDF does not say what its glyphs are: no value is taken beside it. */
const unreadable = '\u0000';

interface Recognised {
  readonly text: string;
  readonly rows: Row[];
}

export interface TextRecognition {
  read(image: PageImage, page: number): Promise<Recognised>;
  end(): Promise<void>;
}

/** Starts the engine in a thread of this process. `languageFolder` holds its data, as the build gathers it. */
export async function startTextRecognition(languageFolder: string): Promise<TextRecognition> {
  const { default: tesseract } = await import('tesseract.js');
  // Where it cannot begin it would never say so.
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  const begun = tesseract.createWorker([...languages], tesseract.OEM.LSTM_ONLY, {
    // By itself it would fetch them from a server, and keep copies in the current folder.
    ...{ langPath: languageFolder, cacheMethod: 'none' },
    errorHandler: (cause: unknown) => {
      failed.reject(new Error(String(cause)));
    },
  });
  const worker = await Promise.race([begun, failed.promise]);
  await worker.setParameters({ tessedit_pageseg_mode: tesseract.PSM.AUTO });
  return {
    async read(image, page) {
      await worker.setParameters({ user_defined_dpi: String(Math.round(image.scale * 72)) });
      const pieces = piecesOf(await Promise.race([wordsOn(worker, image), failed.promise]), image);
      const rows = rowsOf(pieces, page);
      return { text: `${rows.map(({ cells }) => cells.map(({ text }) => text).join(' ')).join('\n')}\n`, rows };
    },
    async end() {
      await worker.terminate();
    },
  };
}

interface Word {
  readonly text: string;
  readonly confidence: number;
  readonly left: number;
  readonly right: number;
  readonly height: number;
  /** Its line, from one point to another, in pixels. */
  readonly line: { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };
}

async function wordsOn(worker: Worker, { width, height, grey }: PageImage): Promise<Word[]> {
  const image = Buffer.concat([Buffer.from(`P5\n${String(width)} ${String(height)}\n255\n`), grey]);
  const { data } = await worker.recognize(image, {}, { text: false, blocks: true });
  const lines = (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines));
  return lines.flatMap(({ words, baseline, bbox }) =>
    words.map(({ text, confidence, bbox: { x0, x1 } }) => ({
      ...{ text, confidence, left: x0, right: x1 },
      ...{ height: bbox.y1 - bbox.y0, line: baseline },
    })),
  );
}

/** Words at their places on an upright page: a sheet hardly ever lies straight. */
function piecesOf(words: readonly Word[], { scale, height: imageHeight }: PageImage): PlacedText[] {
  const slopes = words
    .filter(({ line }) => line.x1 - line.x0 > 100)
    .map(({ line }) => (line.y1 - line.y0) / (line.x1 - line.x0))
    .sort((a, b) => a - b);
  const slope = slopes[slopes.length >> 1] ?? 0;
  return words.map(({ text, confidence, left, right, height, line }) => {
    const own = line.x1 === line.x0 ? 0 : (line.y1 - line.y0) / (line.x1 - line.x0);
    const y = line.y0 + (left - line.x0) * own - left * slope;
    return {
      text: confidence < leastSure ? unreadable : text,
      left: left / scale,
      right: right / scale,
      baseline: (imageHeight - y) / scale,
      size: Math.max(6, (height / scale) * 0.75),
    };
  });
}
