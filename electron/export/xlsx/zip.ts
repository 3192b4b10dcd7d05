import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

// 1980-01-01 00:00, the first day that the format knows: the same content always gives the same bytes.
const zipDate = 0x0021;
const needsVersion = 20;
const namesAreUtf8 = 0x0800;
const byDeflate = 8;

interface Entry {
  readonly name: Buffer;
  readonly sum: number;
  readonly packed: Buffer;
  readonly size: number;
  readonly offset: number;
}

/** A file of an archive, in pieces that are made as they are needed. */
export interface ZipFile {
  readonly name: string;
  readonly content: Iterable<Buffer> | AsyncIterable<Buffer>;
}

/** A ZIP archive of these files (PKWARE APPNOTE 6.3.10, without ZIP64: below 4 GB). Compression runs on threads of its own. */
export async function zipOf(files: readonly ZipFile[]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const entries: Entry[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const entry = { name: Buffer.from(name), offset, ...(await packed(content)) };
    const header = localHeader(entry);
    pieces.push(header, entry.packed);
    entries.push(entry);
    offset += header.length + entry.packed.length;
  }
  const directory = Buffer.concat(entries.map(directoryEntry));
  return Buffer.concat([...pieces, directory, endOf(entries.length, directory.length, offset)]);
}

/** Only the packed bytes are held in memory. */
async function packed(content: ZipFile['content']): Promise<Pick<Entry, 'sum' | 'packed' | 'size'>> {
  let sum = 0;
  let size = 0;
  const result: Buffer[] = [];
  await pipeline(
    async function* () {
      for await (const piece of content) {
        sum = crc32(piece, sum);
        size += piece.length;
        yield piece;
      }
    },
    createDeflateRaw(),
    async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) result.push(piece);
    },
  );
  return { sum, size, packed: Buffer.concat(result) };
}

/** Version to flags, time and sums: the fields that both headers share. */
function sharedFields({ sum, packed, size, name }: Entry): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(needsVersion, 0);
  fields.writeUInt16LE(namesAreUtf8, 2);
  fields.writeUInt16LE(byDeflate, 4);
  fields.writeUInt16LE(0, 6);
  fields.writeUInt16LE(zipDate, 8);
  fields.writeUInt32LE(sum, 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

const localHeader = (entry: Entry): Buffer =>
  Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), sharedFields(entry), entry.name]);

function directoryEntry(entry: Entry): Buffer {
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(needsVersion, 0);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(entry.offset, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), madeBy, sharedFields(entry), rest, entry.name]);
}

function endOf(count: number, directoryLength: number, directoryOffset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directoryLength, 12);
  end.writeUInt32LE(directoryOffset, 16);
  return end;
}
