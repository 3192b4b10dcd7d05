import type { LogLevel } from '#shared/settings.ts';
import { isWritable } from './files/index.ts';
import { createLogger, fileSink, standardErrorSink } from './logging/index.ts';
import { createClock } from './platform/clock.ts';
import { pathsIn } from './platform/paths.ts';
import type { Logger } from './platform/ports.ts';

/**
 * The log of a data folder; `verbose`: to standard error as well, with its smallest lines. `level` is asked at each line: it
 * may be a setting that changes.
 */
export const createLogTo = (folder: string, verbose: boolean, level: () => LogLevel = () => 'info'): Logger =>
  createLogger({
    // A folder that can only be looked at has no log.
    sinks: [...(isWritable(folder) ? [fileSink(pathsIn(folder).log)] : []), ...(verbose ? [standardErrorSink()] : [])],
    clock: createClock(),
    level: verbose ? () => 'debug' : level,
  });
