import type * as PdfJsModule from 'pdfjs-dist';
import type { PDFPageProxy } from 'pdfjs-dist';

export interface Drawing {
  readonly canvas: HTMLCanvasElement;
  /** False when it was cancelled before it was complete. Rejects when the page is damaged. */
  readonly done: Promise<boolean>;
  cancel(): void;
}

/** Degrees clockwise that the user turned the pages by. */
export type Rotation = 0 | 90 | 180 | 270;

/** What a page is drawn for; print shows or hides other annotations and layers. */
export type Purpose = 'display' | 'print';

/** More pixels than this make drawing slow and gain nothing that eyes can see. */
const maxPixels = 16_000_000;
/** Browsers give out no longer canvas. */
const longestSide = 16_384;

/** `wanted`, or as much as a canvas of this page can have. */
function boundedDensity({ width, height }: { width: number; height: number }, wanted: number): number {
  return Math.min(wanted, Math.sqrt(maxPixels / (width * height)), longestSide / Math.max(width, height));
}

/** Draws a page onto a canvas of its own; `density` is canvas pixels for a PDF point, at most. */
export function drawPage(
  pdfjs: typeof PdfJsModule,
  page: PDFPageProxy,
  density: number,
  purpose: Purpose,
  rotation: Rotation,
): Drawing {
  const scale = boundedDensity(page.getViewport({ scale: 1 }), density);
  const viewport = page.getViewport({ scale, rotation: page.rotate + rotation });
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  const task = page.render({ canvas, viewport, intent: purpose, annotationMode: pdfjs.AnnotationMode.ENABLE });
  task.onContinue = withoutFrames;
  const done = task.promise.then(
    () => true,
    (failure: unknown) => {
      if (failure instanceof pdfjs.RenderingCancelledException) return false;
      throw failure;
    },
  );
  return {
    canvas,
    done,
    cancel() {
      task.cancel();
    },
  };
}

/**
 * pdf.js waits for an animation frame before each piece that it draws, and again for each font, and has no option
 * against it. The canvas is not on screen meanwhile: a task of its own draws as smoothly, and one or two frames earlier.
 */
function withoutFrames(proceed: () => void): void {
  const { requestAnimationFrame } = window;
  window.requestAnimationFrame = (draw) => {
    void scheduler.postTask(() => {
      draw(performance.now());
    });
    // No frame that could be cancelled: pdf.js itself leaves out what was cancelled meanwhile.
    return 0;
  };
  try {
    proceed();
  } finally {
    window.requestAnimationFrame = requestAnimationFrame;
  }
}
