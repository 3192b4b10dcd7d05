export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Takes one line without a line break at its end; nothing secret is left in it. */
export type LogSink = (line: string, level: LogLevel) => void;
