import type { Program } from '../bootstrap.ts';

/** A server that hardly answers keeps a command no longer; what is left goes out with the next one. */
const longestMillis = 120_000;

/** Delivers what was found to whoever is told by other ways than this computer. */
export async function tellOthers(
  { notices, team, channels }: Pick<Program, 'notices' | 'team' | 'channels'>,
  signal: AbortSignal,
): Promise<void> {
  await notices.look();
  // Where there is a team, it says what another desk has told already.
  await team.exchange();
  await channels.deliver(AbortSignal.any([signal, AbortSignal.timeout(longestMillis)]));
}
