import { copyFile, mkdir, open, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** A file in an asar archive: inside it at an offset, or beside it in `….unpacked`. */
interface ArchivedFile {
  readonly path: string;
  readonly size: number;
  /** Bytes from the end of the header; `null` when the file lies unpacked beside the archive. */
  readonly offset: number | null;
  readonly hasIntegrity: boolean;
}

interface Archive {
  readonly files: readonly ArchivedFile[];
  /** Writes everything to a folder, as the program sees it. */
  extractTo(folder: string): Promise<void>;
}

interface Entry {
  files?: Record<string, Entry> | undefined;
  size?: number | undefined;
  offset?: string | undefined;
  unpacked?: boolean | undefined;
  integrity?: unknown;
}

const entrySchema: z.ZodType<Entry> = z.lazy(() =>
  z.object({
    files: z.record(z.string(), entrySchema).optional(),
    size: z.number().optional(),
    offset: z.string().optional(),
    unpacked: z.boolean().optional(),
    integrity: z.unknown().optional(),
  }),
);

/** Reads an asar archive (https://github.com/electron/asar#format) without the program that wrote it. */
export async function readArchive(file: string): Promise<Archive> {
  await using handle = await open(file, 'r');
  const sizes = Buffer.alloc(16);
  await handle.read(sizes, 0, 16, 0);
  const contentStart = 8 + sizes.readUInt32LE(4);
  const json = Buffer.alloc(sizes.readUInt32LE(12));
  await handle.read(json, 0, json.length, 16);
  const files = [...filesOf(entrySchema.parse(JSON.parse(json.toString('utf8'))), '')];

  return {
    files,
    async extractTo(folder) {
      await using source = await open(file, 'r');
      for (const { path, size, offset } of files) {
        const target = join(folder, path);
        await mkdir(dirname(target), { recursive: true });
        if (offset === null) {
          await copyFile(join(`${file}.unpacked`, path), target);
        } else {
          const content = Buffer.alloc(size);
          await source.read(content, 0, size, contentStart + offset);
          await writeFile(target, content);
        }
      }
    },
  };
}

function* filesOf(entry: Entry, path: string): Generator<ArchivedFile> {
  if (entry.files === undefined) {
    const offset = entry.unpacked === true ? null : Number(entry.offset);
    yield { path, size: entry.size ?? 0, offset, hasIntegrity: entry.integrity !== undefined };
    return;
  }
  for (const [name, inside] of Object.entries(entry.files))
    yield* filesOf(inside, path === '' ? name : `${path}/${name}`);
}
