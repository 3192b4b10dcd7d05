import { buffer } from 'node:stream/consumers';
import { type Entry as ZipEntry, fromBufferPromise, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { type Entry, lastPart, type Opened, Unreadable } from './inside.ts';

// Names are told and never used as paths: none is refused for how it looks.
const options = { lazyEntries: true, decodeStrings: false } as const;
const encryptedFlag = 1;

/** A ZIP archive called `name`, in a file (its path) or in memory. Its folders do not count: a file's name is its last part. */
export async function openZip(name: string, archive: string | Uint8Array, largest: number): Promise<Opened> {
  const opening =
    typeof archive === 'string' ? openPromise(archive, options) : fromBufferPromise(Buffer.from(archive), options);
  const zip = await opening.catch((cause: unknown) => {
    throw new Unreadable('damaged', cause);
  });
  return {
    mail: null,
    entries: (async function* () {
      try {
        yield* filesOf(zip, largest);
      } catch {
        // Those before it are whole; whether there are others, nobody can tell.
        yield { name, reason: 'damaged' as const };
      }
    })(),
  };
}

async function* filesOf(zip: ZipFile, largest: number): AsyncGenerator<Entry> {
  for await (const entry of zip.eachEntry()) {
    const path = pathOf(entry);
    const name = lastPart(path);
    // A folder, or what macOS and others put beside the files.
    if (name === '' || name.startsWith('.') || path.startsWith('__MACOSX/')) continue;
    if ((entry.generalPurposeBitFlag & encryptedFlag) !== 0) yield { name, reason: 'encrypted' };
    else if (entry.uncompressedSize > largest) yield { name, reason: 'too-large' };
    else {
      const content = await zip
        .openReadStreamPromise(entry)
        .then(buffer)
        .catch(() => null);
      yield content ? { name, content: new Uint8Array(content) } : { name, reason: 'damaged' };
    }
  }
}

const pathOf = ({ generalPurposeBitFlag, fileNameRaw, extraFields }: ZipEntry): string =>
  getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
