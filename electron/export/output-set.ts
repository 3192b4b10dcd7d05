import { readFile } from 'node:fs/promises';
import { numbered } from '#shared/naming.ts';
import type { Database } from '../database/open.ts';
import { flushFolders, isFileCode, placeNew, placeOver, sha256Of, writePart } from '../files/index.ts';
import type { TargetFolder } from './folder.ts';
import { type Manifest, manifestSchema } from './manifest.ts';

const kinds = ['csv', 'xlsx', 'manifest', 'checksums'] as const;
export type OutputKind = (typeof kinds)[number];

const baseNames: Readonly<Record<OutputKind, string>> = {
  csv: 'ledger.csv',
  xlsx: 'ledger.xlsx',
  manifest: 'manifest.json',
  checksums: 'SHA256SUMS',
};

/** The names of ledger, manifest and checksums of one export, and what is there under them from the last time. */
export interface OutputSet {
  readonly names: Readonly<Record<OutputKind, string>>;
  readonly manifest: Manifest | null;
}

export type Outputs = ReturnType<typeof createOutputs>;

/**
 * The four files beside the documents. Billfold renews its own of the same selection; one that somebody else wrote or
 * changed, or that belongs to another selection, is never touched: then all four take a number.
 */
export function createOutputs(db: Database) {
  const known = db
    .prepare<[string, string, string, string], 1>(
      'SELECT 1 FROM export_outputs WHERE folder = ? AND path = ? AND sha256 = ? AND selection = ?',
    )
    .pluck();
  const note = db.prepare(
    'INSERT INTO export_outputs (folder, path, sha256, selection) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET selection = excluded.selection',
  );

  return {
    async choose(folder: TargetFolder, selection: string): Promise<OutputSet> {
      for (let number = 1; ; number++) {
        const set = await readSet(folder, number);
        const isOurs = (kind: OutputKind): boolean => {
          const bytes = set.found[kind];
          if (!bytes) return true;
          const sum = sha256Of(bytes);
          return known.get(folder.root, set.names[kind], sum, selection) === 1 || set.isListed(kind, sum, selection);
        };
        if (kinds.every(isOurs)) return { names: set.names, manifest: set.manifest };
      }
    },

    /** Writes one of the set, whole or not at all; nothing where the same bytes are there. Returns its sum. */
    async write(folder: TargetFolder, jobId: string, name: string, bytes: Buffer, selection: string): Promise<string> {
      const sha256 = sha256Of(bytes);
      const file = folder.absolute(name);
      const before = await readOrNull(file);
      if (before && sha256Of(before) === sha256) return sha256;
      // Noted first: after a crash in between it is still known as ours.
      note.run(folder.root, name, sha256, selection);
      const part = folder.partFor(jobId);
      await writePart(part, bytes);
      if (before || !(await placeNew(part, file))) await placeOver(part, file);
      await flushFolders([folder.root]);
      return sha256;
    },
  };
}

async function readSet(folder: TargetFolder, number: number) {
  const names = Object.fromEntries(
    kinds.map((kind) => [kind, numbered(baseNames[kind], number)]),
  ) as OutputSet['names'];
  const found: Partial<Record<OutputKind, Buffer>> = {};
  for (const kind of kinds) {
    const bytes = await readOrNull(folder.absolute(names[kind]));
    if (bytes) found[kind] = bytes;
  }
  const manifest = found.manifest ? manifestOf(found.manifest) : null;

  /** What the folder itself tells, where the data folder does not know it: a manifest of ours, and what it lists. */
  const isListed = (kind: OutputKind, sum: string, selection: string): boolean => {
    if (!manifest || !found.manifest || !found.checksums || manifest.selection.hash !== selection) return false;
    const line = `${sha256Of(found.manifest)}  ${names.manifest}\n`;
    if (!found.checksums.toString().includes(line)) return false;
    return kind === 'manifest' || kind === 'checksums' || manifest.ledger[kind]?.sha256 === sum;
  };
  return { names, found, manifest, isListed };
}

function manifestOf(bytes: Buffer): Manifest | null {
  try {
    return manifestSchema.safeParse(JSON.parse(bytes.toString())).data ?? null;
  } catch {
    return null;
  }
}

const readOrNull = (file: string): Promise<Buffer | null> =>
  readFile(file).catch((cause: unknown) => {
    if (isFileCode(cause, 'ENOENT', 'ENOTDIR')) return null;
    throw cause;
  });
