/** One line of the table. `ratio` is ours to the baseline, or to the limit where the case has an absolute one. */
export interface Measurement {
  readonly case: string;
  readonly ours: number;
  /** Null where the case has a limit and nothing to compare with. */
  readonly baseline: number | null;
  readonly ratio: number;
  /** The highest ratio that is good. */
  readonly wanted: number;
  readonly unit: 'ms' | 'MB' | '%' | 'kB';
  /** Resident set of the process that did the work, in megabytes at its highest; null where none was measured. */
  readonly memory: number | null;
}

export const rounds = 5;

/** The value in the middle. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** The smallest value that this share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export interface Measured {
  readonly millis: number;
  readonly memory: number | null;
}

/** Both in turns, so that what slows the machine down slows both; a first round of each is not counted. */
export async function inTurns(
  ours: () => Promise<Measured>,
  baseline: () => Promise<Measured>,
): Promise<{ ours: number; baseline: number; ratio: number; memory: number | null }> {
  const taken: { ours: Measured; baseline: Measured }[] = [];
  for (let round = 0; round <= rounds; round++) taken.push({ ours: await ours(), baseline: await baseline() });
  const counted = taken.slice(1);
  const middle = {
    ours: median(counted.map((turn) => turn.ours.millis)),
    baseline: median(counted.map((turn) => turn.baseline.millis)),
  };
  const memories = counted.flatMap((turn) => (turn.ours.memory === null ? [] : [turn.ours.memory]));
  return {
    ...middle,
    ratio: middle.ours / middle.baseline,
    memory: memories.length === 0 ? null : Math.max(...memories),
  };
}

/** How long something takes in this process. */
export async function timed(work: () => unknown): Promise<Measured> {
  const start = performance.now();
  await work();
  return { millis: performance.now() - start, memory: null };
}
