import { lstat, readFile } from 'node:fs/promises';
import type { ExportOutput } from '#shared/export.ts';
import { numbered } from '#shared/naming.ts';
import type { Database } from '../database/open.ts';
import { flushFolders, hashFile, ifMissing, placeNew, placeOver, sumOf } from '../files/index.ts';
import type { FileSum } from './draft.ts';
import type { TargetFolder } from './folder.ts';
import { listedSums, type Manifest, manifestSchema, questionOf } from './manifest.ts';
import { firstNames, isTable, type OutputKind, type TableKind } from './output-names.ts';

type Names = Readonly<Record<OutputKind, string>>;

/** The names of what an export writes beside the documents, and what is there under them from the last time. */
export interface OutputSet {
  readonly names: Names;
  readonly manifest: Manifest | null;
  /** SHA-256 of what is there; absent where nothing is. */
  readonly sums: Readonly<Partial<Record<OutputKind, string>>>;
  /** It is of another selection with the same content: it stays as it is, and nothing is written. */
  readonly isOfAnother: boolean;
}

/** What an export would write: the question that it answers, and what it says. */
export interface Wanted {
  readonly question: string;
  readonly tables: Readonly<Partial<Record<TableKind, FileSum>>>;
  /** Whether a manifest lists the same documents. */
  readonly isSaidBy: (manifest: Manifest) => boolean;
}

/** Somebody else wrote a file of the set since it was chosen: theirs stays, and another set is to be chosen. */
export class NameTaken extends Error {}

export interface WrittenOutput extends ExportOutput, FileSum {}

/**
 * The files beside the documents. Billfold renews its own of the same selection; one that somebody else wrote or
 * changed, or that belongs to another selection, is never touched: then all of them take a number, unless the other
 * selection's say the very same.
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
    async choose(
      folder: TargetFolder,
      kinds: readonly OutputKind[],
      { question, tables, isSaidBy }: Wanted,
    ): Promise<OutputSet> {
      for (let number = 1; ; number++) {
        const { names, sums, manifest } = await readSet(folder, kinds, number);
        const isOurs = (kind: OutputKind): boolean => {
          const sum = sums[kind];
          if (sum === undefined || known.get(folder.root, names[kind], sum, question) === 1) return true;
          if (!manifest || questionOf(manifest.selection) !== question) return false;
          return !isTable(kind) || listedSums(manifest)[kind] === sum;
        };
        if (kinds.every(isOurs)) return { names, sums, manifest, isOfAnother: false };
        if (!manifest || !isSaidBy(manifest)) continue;
        const listed = listedSums(manifest);
        const isSame = (kind: OutputKind): boolean =>
          !isTable(kind) || (sums[kind] === listed[kind] && sums[kind] === tables[kind]?.sha256);
        if (kinds.every(isSame)) return { names, sums, manifest, isOfAnother: true };
      }
    },

    /**
     * Gives a finished part its name in the set; nothing where the same bytes are there, or where there is no part.
     * Throws `NameTaken` when what is there is no longer what the set was chosen by. The part is its maker's to discard.
     */
    async place(
      folder: TargetFolder,
      question: string,
      { names, sums }: OutputSet,
      kind: OutputKind,
      { part, ...sum }: FileSum & { readonly part: string | null },
    ): Promise<WrittenOutput> {
      const path = names[kind];
      const chosenOver = sums[kind];
      const file = folder.absolute(path);
      const written = { ...sum, path, state: chosenOver ? 'renewed' : 'new' } as const;
      if ((await sumOfFile(file)) === sum.sha256) return { ...written, state: 'same' };
      if (part === null) return written;
      // Noted first: after a crash in between it is still known as ours.
      note.run(folder.root, path, sum.sha256, question);
      // Looked at again right before: only a file that is still Billfold's own is renewed.
      const isOurs = chosenOver !== undefined && (await sumOfFile(file)) === chosenOver;
      if (isOurs) await placeOver(part, file);
      else if (!(await placeNew(part, file))) throw new NameTaken(path);
      await flushFolders([folder.root]);
      return written;
    },
  };
}

/** The manifest only where the checksums beside it vouch for it. */
async function readSet(folder: TargetFolder, kinds: readonly OutputKind[], number: number) {
  const names = Object.fromEntries(
    Object.entries(firstNames).map(([kind, name]) => [kind, numbered(name, number)]),
  ) as Record<OutputKind, string>;
  const sums: Partial<Record<OutputKind, string>> = {};
  for (const kind of kinds) {
    const sum = await sumOfFile(folder.absolute(names[kind]));
    if (sum !== undefined) sums[kind] = sum;
  }
  const [manifest, checksums] = await Promise.all(
    [names.manifest, names.checksums].map((name) => readOrNull(folder.absolute(name))),
  );
  if (!manifest || !checksums) return { names, sums, manifest: null };
  const isVouchedFor = checksums.toString().includes(`${await sumOf(manifest)}  ${names.manifest}\n`);
  return { names, sums, manifest: isVouchedFor ? manifestOf(manifest) : null };
}

function manifestOf(bytes: Buffer): Manifest | null {
  try {
    return manifestSchema.safeParse(JSON.parse(bytes.toString())).data ?? null;
  } catch {
    return null;
  }
}

/** Undefined where nothing is. A folder or a link that leads nowhere has the name, too, and is not ours. */
async function sumOfFile(file: string): Promise<string | undefined> {
  const sum = await hashFile(file).then(({ sha256 }) => sha256, ifMissing(undefined));
  if (sum !== undefined) return sum;
  return lstat(file).then(() => 'no regular file', ifMissing(undefined));
}

const readOrNull = (file: string): Promise<Buffer<ArrayBuffer> | null> => readFile(file).catch(ifMissing(null));
