import type { PracticeOptions, PracticeServer } from './options.ts';

/** Starts a practice server. Its code is much: it is loaded by whoever practises. */
export async function startPracticeServer(options: PracticeOptions): Promise<PracticeServer> {
  const { servePractice } = await import('./server.ts');
  return servePractice(options);
}
