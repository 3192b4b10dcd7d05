import { renameSync, rmSync } from 'node:fs';
import { join, parse } from 'node:path';
import log from 'electron-log/node';
import type { LogLevel } from '#shared/settings.ts';

/** Takes one line without a line break at its end; nothing secret is left in it. */
export type LogSink = (line: string, level: LogLevel) => void;

interface Rotation {
  /** A file that has so many makes way for a new one. */
  readonly maxBytes: number;
  /** So many files are kept, the one that is written among them. */
  readonly files: number;
}

/** Appends to a file that only its owner can read. A full one becomes `NAME.1.log`, that one `NAME.2.log`, and so on. */
export function fileSink(file: string, { maxBytes, files }: Rotation = { maxBytes: 1_000_000, files: 5 }): LogSink {
  const logger = log.create({ logId: file });
  logger.transports.console.level = false;
  // What goes wrong with the file itself must not mix with a command's answer on standard output.
  logger.transports.console.writeFn = ({ message }) => {
    standardErrorSink()(message.data.map(String).join(' '), 'error');
  };
  const { file: transport } = logger.transports;
  transport.resolvePathFn = () => file;
  transport.maxSize = maxBytes;
  transport.archiveLogFn = () => {
    makeWay(file, files);
  };
  transport.format = '{text}';
  transport.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  return (line, level) => {
    logger[level](line);
  };
}

/** Renames each file to the name of the next older one; the oldest goes. Another process may be doing the same. */
function makeWay(file: string, files: number): void {
  const { dir, name, ext } = parse(file);
  const nameOf = (age: number): string => (age === 0 ? file : join(dir, `${name}.${age}${ext}`));
  for (let age = files - 1; age >= 1; age--) {
    try {
      renameSync(nameOf(age - 1), nameOf(age));
    } catch {
      // It is not there, or stays where it is: what is written next goes on in it.
    }
  }
  // Earlier versions kept one beside it, by this name.
  rmSync(join(dir, `${name}.old${ext}`), { force: true });
}

/** For debugging: standard output belongs to the answers of commands. */
export const standardErrorSink = (): LogSink => (line) => {
  process.stderr.write(`${line}\n`);
};
