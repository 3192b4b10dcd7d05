import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { Day } from '#shared/time.ts';
import { ZipFile } from 'yazl';

/** An entry of an archive: bytes in pieces that are made as they are needed, or a file that is stored as it is. */
export interface ZipEntry {
  readonly name: string;
  /** What is written as its time of change. */
  readonly day: Day;
  readonly content: Iterable<Buffer> | AsyncIterable<Buffer> | { readonly file: string; readonly bytes: number };
  /** Called when its turn has come. */
  readonly onStart?: () => void;
}

const plainFile = 0o100644;

/**
 * A ZIP archive as a stream, entry after entry, however large; the same entries give the same bytes on every computer.
 * Fails when a file is not there or has another size.
 */
export function zipOf(entries: Iterable<ZipEntry>): Readable {
  const zip = new ZipFile();
  for (const { name, day, content, onStart } of entries) {
    const isFile = 'file' in content;
    const options = {
      mtime: noonOf(day),
      mode: plainFile,
      // The other form of time would depend on the computer's time zone.
      forceDosTimestamp: true,
      compress: !isFile,
      ...(isFile && { size: content.bytes }),
    };
    zip.addReadStreamLazy(name, options, (give) => {
      onStart?.();
      const stream = isFile ? createReadStream(content.file) : Readable.from(content);
      stream.on('error', (cause: Error) => zip.emit('error', cause));
      give(null, stream);
    });
  }
  zip.end();
  const pieces = zip.outputStream as Readable;
  const output = Readable.from(pieces);
  zip.on('error', (cause: Error) => pieces.destroy(cause));
  // Whoever reads hears of it through `output`; after that was cancelled it is nobody's.
  pieces.on('error', () => undefined);
  return output;
}

/** On the clock of this computer, because that is how ZIP keeps times. */
function noonOf(day: Day): Date {
  const [year = 1980, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Math.max(1980, year), month - 1, date, 12);
}
