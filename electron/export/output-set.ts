import { readFile } from 'node:fs/promises';
import type { ExportOutput } from '#shared/export.ts';
import { numbered } from '#shared/naming.ts';
import type { Database } from '../database/open.ts';
import { flushFolders, ifMissing, placeNew, placeOver, removePart, sumOf, writePart } from '../files/index.ts';
import type { TargetFolder } from './folder.ts';
import { type Manifest, manifestSchema } from './manifest.ts';

/** Those of a first set, where nothing can be there yet. */
export const firstNames = {
  csv: 'ledger.csv',
  xlsx: 'ledger.xlsx',
  voidsAndCredits: 'voids-and-credits.csv',
  verification: 'verification.json',
  findingsList: 'verification.csv',
  manifest: 'manifest.json',
  checksums: 'SHA256SUMS',
} as const;
export type OutputKind = keyof typeof firstNames;
type Names = Readonly<Record<OutputKind, string>>;
type Sums = Readonly<Partial<Record<OutputKind, string>>>;

/** The names of what an export writes beside the documents, and what is there under them from the last time. */
export interface OutputSet {
  readonly names: Names;
  readonly manifest: Manifest | null;
  /** SHA-256 of what is there; absent where nothing is. */
  readonly sums: Sums;
}

/** Somebody else wrote a file of the set since it was chosen: theirs stays, and another set is to be chosen. */
export class NameTaken extends Error {}

export interface WrittenOutput extends ExportOutput {
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * The files beside the documents. Billfold renews its own of the same selection; one that somebody else wrote or
 * changed, or that belongs to another selection, is never touched: then all of them take a number.
 */
export type Outputs = ReturnType<typeof createOutputs>;

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
    async choose(folder: TargetFolder, kinds: readonly OutputKind[], selection: string): Promise<OutputSet> {
      for (let number = 1; ; number++) {
        const set = await readSet(folder, kinds, number);
        const isOurs = (kind: OutputKind): boolean => {
          const sum = set.sums[kind];
          if (sum === undefined) return true;
          return known.get(folder.root, set.names[kind], sum, selection) === 1 || set.isListed(kind, sum, selection);
        };
        if (kinds.every(isOurs)) return set;
      }
    },

    /**
     * Writes one of the set, whole or not at all; nothing where the same bytes are there, or with `dryRun`. Throws
     * `NameTaken` when what is there is no longer what the set was chosen by.
     */
    async write(
      folder: TargetFolder,
      { jobId, selection, dryRun }: { jobId: string; selection: string; dryRun: boolean },
      { names, sums }: OutputSet,
      kind: OutputKind,
      content: Buffer<ArrayBuffer>,
    ): Promise<WrittenOutput> {
      const path = names[kind];
      const chosenOver = sums[kind];
      const sha256 = await sumOf(content);
      const file = folder.absolute(path);
      const written = { path, sha256, bytes: content.length, state: chosenOver ? 'renewed' : 'new' } as const;
      if ((await sumOfFile(file)) === sha256) return { ...written, state: 'same' };
      if (dryRun) return written;
      // Noted first: after a crash in between it is still known as ours.
      note.run(folder.root, path, sha256, selection);
      const part = folder.partFor(jobId);
      await writePart(part, content);
      // Looked at again right before: only a file that is still Billfold's own is renewed.
      const isOurs = chosenOver !== undefined && (await sumOfFile(file)) === chosenOver;
      if (isOurs) await placeOver(part, file);
      else if (!(await placeNew(part, file))) {
        await removePart(part);
        throw new NameTaken(path);
      }
      await flushFolders([folder.root]);
      return written;
    },
  };
}

async function readSet(folder: TargetFolder, kinds: readonly OutputKind[], number: number) {
  const names = Object.fromEntries(
    Object.entries(firstNames).map(([kind, name]) => [kind, numbered(name, number)]),
  ) as Record<OutputKind, string>;
  const found: Partial<Record<OutputKind, Buffer>> = {};
  const sums: Partial<Record<OutputKind, string>> = {};
  for (const kind of kinds) {
    const bytes = await readOrNull(folder.absolute(names[kind]));
    if (!bytes) continue;
    found[kind] = bytes;
    sums[kind] = await sumOf(bytes);
  }
  const manifest = found.manifest ? manifestOf(found.manifest) : null;

  /** What the folder itself reports, where the data folder does not know it: a manifest of ours, and what it lists. */
  const isListed = (kind: OutputKind, sum: string, selection: string): boolean => {
    if (!manifest || !found.checksums || manifest.selection.hash !== selection) return false;
    if (!found.checksums.toString().includes(`${sums.manifest ?? ''}  ${names.manifest}\n`)) return false;
    if (kind === 'manifest' || kind === 'checksums') return true;
    const listed = kind === 'csv' || kind === 'xlsx' ? manifest.ledger[kind] : manifest.pack?.[kind];
    return listed?.sha256 === sum;
  };
  return { names, sums, manifest, isListed };
}

function manifestOf(bytes: Buffer): Manifest | null {
  try {
    return manifestSchema.safeParse(JSON.parse(bytes.toString())).data ?? null;
  } catch {
    return null;
  }
}

async function sumOfFile(file: string): Promise<string | undefined> {
  const bytes = await readOrNull(file);
  return bytes ? sumOf(bytes) : undefined;
}

const readOrNull = (file: string): Promise<Buffer<ArrayBuffer> | null> => readFile(file).catch(ifMissing(null));
