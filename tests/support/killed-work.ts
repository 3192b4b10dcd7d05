import { spawn } from 'node:child_process';
import { ending } from './waits.ts';

/**
 * When a kill comes: once so many steps were told, or so long after the work began, as a share of the time that all of
 * it takes. Between steps are the listing, and the writing of ledger, manifest and checksums.
 */
export type Moment = { readonly steps: number } | { readonly share: number };

/** A script of its own process that writes one byte when its work begins, and one for each step of it. */
export interface Work {
  readonly script: string;
  readonly args: readonly string[];
}

/** Beside other work a sync of some seconds takes minutes. */
const maxSeconds = 300;

/** Runs the script and kills it without warning; null when that worked, else how long the work took that ended before. */
async function kill(when: { steps: number } | { millis: number }, { script, args }: Work): Promise<number | null> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = ending(child, `a ${args[0] ?? 'process'} that is to be killed`, maxSeconds);
  let told = 0;
  let begun = 0;
  let timer: NodeJS.Timeout | undefined;
  child.stdout.on('data', (bytes: Buffer) => {
    if (told === 0) {
      begun = performance.now();
      if ('millis' in when) timer = setTimeout(() => child.kill('SIGKILL'), when.millis);
    }
    told += bytes.length;
    // The first is the beginning.
    if ('steps' in when && told > when.steps) child.kill('SIGKILL');
  });
  const { signal } = await ended;
  clearTimeout(timer);
  return signal === 'SIGKILL' ? null : performance.now() - begun;
}

const firstGuess = 1000;

/** Kills at the moment; what ended before its kill is done again by `again`, and killed earlier. */
export async function killAt(moment: Moment, work: Work, again: () => void): Promise<void> {
  if ('steps' in moment) {
    // On a busy machine the last steps are over before the kill comes.
    for (let { steps } = moment; (await kill({ steps }, work)) !== null; steps = Math.ceil(steps / 2)) again();
    return;
  }
  let whole = firstGuess;
  for (;;) {
    const took = await kill({ millis: moment.share * whole }, work);
    if (took === null) return;
    whole = Math.min(took, whole * 0.9);
    again();
  }
}

/** So many moments, each third by time, the others by steps between 1 and `until`; the same for the same seed. */
export function moments(count: number, until: number, seed: number): Moment[] {
  let state = seed;
  return Array.from({ length: count }, (_, index) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return index % 3 === 1 ? { share: state / 2 ** 32 } : { steps: 1 + (state % until) };
  });
}
