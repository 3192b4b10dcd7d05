import type { Logger } from '../../../electron/platform/ports.ts';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly module: string | null;
  readonly message: string;
  readonly data: Record<string, unknown>;
}

export interface MemoryLogger extends Logger {
  /** Everything logged so far, by children too, oldest first. */
  readonly lines: readonly LogLine[];
  /** All lines as one text, to look for what must not be there. */
  text(): string;
}

export function memoryLogger(): MemoryLogger {
  const lines: LogLine[] = [];
  const loggerOf = (module: string | null): Logger => {
    const at =
      (level: LogLine['level']) =>
      (message: string, data: Record<string, unknown> = {}) =>
        void lines.push({ level, module, message, data });
    return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), child: loggerOf };
  };
  return { ...loggerOf(null), lines, text: () => lines.map((line) => JSON.stringify(line)).join('\n') };
}
