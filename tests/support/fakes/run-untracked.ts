import type { RunJob } from '../../../electron/platform/ports.ts';

/** Runs work without a progress report. */
export const runUntracked: RunJob = (_, work) =>
  work({ signal: new AbortController().signal, progress: () => undefined });
