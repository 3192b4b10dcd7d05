import type { LogLevel } from '#shared/settings.ts';
import { isWritable } from './files/index.ts';
import { createLogger, fileSink, standardErrorSink } from './logging/index.ts';
import { createClock } from './platform/clock.ts';
import { pathsIn } from './platform/paths.ts';
import type { Logger } from './platform/ports.ts';

/**
 * The log of a data folder; `verbose`: to standard error as well, with its smallest lines. `level` is the file's, asked at
 * each line: it may be a setting that changes.
 */
export const createLogTo = (folder: string, verbose: boolean, level: () => LogLevel = () => 'info'): Logger =>
  createLogger({
    sinks: [
      // A folder that can only be looked at has no log.
      ...(isWritable(folder) ? [{ write: fileSink(pathsIn(folder).log), level }] : []),
      ...(verbose ? [{ write: standardErrorSink(), level: () => 'debug' as const }] : []),
    ],
    clock: createClock(),
  });
