/** How far a job was at a moment (milliseconds of any steady clock). */
export interface ProgressSample {
  readonly at: number;
  readonly done: number;
}

const windowMillis = 15_000;
const shortestSpanMillis = 1_000;

/** The samples of the last quarter of a minute and the new one; a job that starts over starts its samples over. */
export function withSample(samples: readonly ProgressSample[], sample: ProgressSample): readonly ProgressSample[] {
  const last = samples.at(-1);
  if (last && sample.done < last.done) return [sample];
  const recent = samples.filter(({ at }) => at > sample.at - windowMillis);
  // One sample from before the window is kept, so that a slow job still has a span to measure.
  const before = samples.at(-1 - recent.length);
  return [...(before ? [before] : []), ...recent, sample];
}

/** Items a second over the samples; null while the span is too short to say. */
export function rateOf(samples: readonly ProgressSample[]): number | null {
  const first = samples.at(0);
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < shortestSpanMillis) return null;
  return ((last.done - first.done) * 1000) / (last.at - first.at);
}

/** Whole seconds until `total` is reached at the present rate; null when that cannot be said. */
export function secondsLeft(samples: readonly ProgressSample[], total: number | null): number | null {
  const rate = rateOf(samples);
  const last = samples.at(-1);
  if (rate === null || rate <= 0 || total === null || !last) return null;
  return Math.ceil(Math.max(0, total - last.done) / rate);
}

/** A wait as people say it: whole seconds below a minute, whole minutes below an hour, then hours and minutes. */
export type Duration =
  | { readonly unit: 'seconds'; readonly seconds: number }
  | { readonly unit: 'minutes'; readonly minutes: number }
  | { readonly unit: 'hours'; readonly hours: number; readonly minutes: number };

export function durationOf(seconds: number): Duration {
  if (seconds < 60) return { unit: 'seconds', seconds: Math.max(1, seconds) };
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return { unit: 'minutes', minutes };
  return { unit: 'hours', hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
