/** How large pages are shown: fitted to the width of the pane, or a factor of their real size. */
export type Zoom = { readonly kind: 'fit-width' } | { readonly kind: 'factor'; readonly factor: number };

/** CSS pixels for a PDF point at actual size: 96 to 72 an inch. */
export const pixelsPerPoint = 96 / 72;

const steps = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5];
const smallest = 0.25;
const largest = 5;
const tolerance = 0.005;

const within = (factor: number) => Math.min(largest, Math.max(smallest, factor));

/** The next round step above or below a factor. */
export const zoomedIn = (factor: number): number => steps.find((step) => step > factor + tolerance) ?? largest;
export const zoomedOut = (factor: number): number => steps.findLast((step) => step < factor - tolerance) ?? smallest;

/** The factor in use; `widest` is the widest page in points, `pane` the pane's inner width in CSS pixels. */
export function factorOf(zoom: Zoom, widest: number, pane: number): number {
  if (zoom.kind === 'factor') return within(zoom.factor);
  return widest > 0 && pane > 0 ? within(pane / (widest * pixelsPerPoint)) : 1;
}
