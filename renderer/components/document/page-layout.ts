import { pixelsPerPoint } from './zoom.ts';

/** A page's size in points, before zoom. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** The size of a page that was turned clockwise. */
export const turned = ({ width, height }: PageSize, degrees: number): PageSize =>
  degrees % 180 === 0 ? { width, height } : { width: height, height: width };

export interface PlacedPage {
  /** Counted from 1. */
  readonly number: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Space above, between and below the pages, in CSS pixels. */
export const pageGap = 12;

/** Pages below each other, in whole CSS pixels. */
export function placePages(sizes: readonly PageSize[], factor: number): PlacedPage[] {
  let top = pageGap;
  return sizes.map(({ width, height }, index) => {
    const page = {
      number: index + 1,
      top,
      width: Math.round(width * factor * pixelsPerPoint),
      height: Math.round(height * factor * pixelsPerPoint),
    };
    top += page.height + pageGap;
    return page;
  });
}

export function heightOf(pages: readonly PlacedPage[]): number {
  const last = pages.at(-1);
  return last ? last.top + last.height + pageGap : 0;
}

/** The pages that touch the stretch from `top` to `bottom`. */
export const pagesBetween = (pages: readonly PlacedPage[], top: number, bottom: number): PlacedPage[] =>
  pages.filter((page) => page.top + page.height >= top && page.top <= bottom);

/** The page being read: the last one that begins above the middle of the view. */
export function pageAt(pages: readonly PlacedPage[], scrollTop: number, viewHeight: number): number {
  const middle = scrollTop + viewHeight / 2;
  return pages.findLast((page) => page.top <= middle)?.number ?? 1;
}

/** In CSS pixels. */
export const thumbnailWidth = 76;
/** Strips of paper are not shown longer than this. */
const longestThumbnail = 3 * thumbnailWidth;

export const heightOfThumbnail = (size: PageSize | undefined): number =>
  size
    ? Math.min(longestThumbnail, Math.max(1, Math.round((thumbnailWidth * size.height) / size.width)))
    : thumbnailWidth;
