import { readFileSync } from 'node:fs';
import { NotOfferedError } from '../strict.ts';

/** What `app.getAppMetrics` tells of a child: its memory, on systems with a /proc. */
export function metricOf(pid: number): Electron.ProcessMetric {
  return {
    pid,
    type: 'Utility',
    creationTime: 0,
    memory: { workingSetSize: residentKilobytes(pid), peakWorkingSetSize: 0 },
    get cpu(): Electron.CPUUsage {
      throw new NotOfferedError('ProcessMetric.cpu');
    },
  };
}

function residentKilobytes(pid: number): number {
  try {
    return Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    // It has just ended, or this system tells it otherwise.
    return 0;
  }
}
