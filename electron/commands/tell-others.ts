import type { Program } from '../bootstrap.ts';

/** A server that hardly answers keeps a command no longer; what is left goes out with the next one. */
const longestMillis = 120_000;

/** Delivers what was found to whoever is told by other ways than this computer. */
export async function tellOthers(
  { notices, channels }: Pick<Program, 'notices' | 'channels'>,
  signal: AbortSignal,
): Promise<void> {
  await notices.look();
  await channels.deliver(AbortSignal.any([signal, AbortSignal.timeout(longestMillis)]));
}
