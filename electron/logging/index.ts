import { redact, redactData } from '#shared/redact.ts';
import { wallTime } from '#shared/period.ts';
import { type LogLevel, logLevels } from '#shared/settings.ts';
import { instantFromMillis } from '#shared/time.ts';
import { visibleLine } from '#shared/visible-text.ts';
import type { Clock, Logger } from '../platform/ports.ts';
import type { LogSink } from './sinks.ts';

export { bugOf } from './bug.ts';
export { fileSink, standardErrorSink } from './sinks.ts';

export interface LoggerOptions {
  readonly sinks: readonly {
    readonly write: LogSink;
    /** Lines of this level and all weightier ones are written; asked at each line. */
    readonly level: () => LogLevel;
  }[];
  readonly clock: Pick<Clock, 'now'>;
}

/** A logger whose every line went through `redact`: no key, token, password or query string reaches a sink. */
export function createLogger({ sinks, clock }: LoggerOptions): Logger {
  const at = (level: LogLevel, module: string) => (message: string, data?: Record<string, unknown>) => {
    const taking = sinks.filter((sink) => logLevels.indexOf(level) <= logLevels.indexOf(sink.level()));
    if (taking.length === 0) return;
    const line = lineOf(
      wallTime(instantFromMillis(clock.now()), Intl.DateTimeFormat().resolvedOptions().timeZone),
      level,
      module,
      message,
      data,
    );
    for (const { write } of taking) write(line, level);
  };
  const child = (module: string): Logger => ({
    debug: at('debug', module),
    info: at('info', module),
    warn: at('warn', module),
    error: at('error', module),
    child,
  });
  return child('billfold');
}

function lineOf(time: string, level: LogLevel, module: string, message: string, data: Record<string, unknown> = {}) {
  // One line a call: a message with line breaks could pretend to be others.
  const words = redact(message).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  const details = Object.keys(data).length === 0 ? '' : ` ${JSON.stringify(redactData(data))}`;
  return visibleLine(`${time} ${level.padEnd(5)} ${redact(module)}: ${words}${details}`);
}
