import log from 'electron-log/node';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Takes one line without a line break at its end; nothing secret is left in it. */
export type LogSink = (line: string, level: LogLevel) => void;

/** Appends to a file that only its owner can read. Beyond `maxBytes` it becomes `NAME.old.log` and a new one begins. */
export function fileSink(file: string, maxBytes = 2_000_000): LogSink {
  const logger = log.create({ logId: file });
  logger.transports.console.level = false;
  // What goes wrong with the file itself must not mix with a command's answer on standard output.
  logger.transports.console.writeFn = ({ message }) => {
    standardErrorSink()(message.data.map(String).join(' '), 'error');
  };
  const { file: transport } = logger.transports;
  transport.resolvePathFn = () => file;
  transport.maxSize = maxBytes;
  transport.format = '{text}';
  transport.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  return (line, level) => {
    logger[level](line);
  };
}

/** For debugging: standard output belongs to the answers of commands. */
export const standardErrorSink = (): LogSink => (line) => {
  process.stderr.write(`${line}\n`);
};
