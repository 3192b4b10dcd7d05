import { stat } from 'node:fs/promises';
import { numbered, pathIdentity } from '#shared/naming.ts';
import type { DocumentFile } from '../archive/index.ts';
import { hashFile, inParallel, isFileCode } from '../files/index.ts';
import type { ChosenInvoice } from './chosen.ts';
import type { TargetFolder } from './folder.ts';

/** A document and the path that the template gives it. */
export interface NamedDocument {
  readonly path: string;
  readonly document: DocumentFile;
  readonly invoice: ChosenInvoice;
}

/** Its path is where it goes, relative to the folder. */
export interface PlannedFile extends NamedDocument {
  /** Where it would go if the name were free. */
  readonly wanted: string;
  /** The same bytes are there already. */
  readonly isThere: boolean;
}

/**
 * Gives each document a path of its own: the same bytes at its path are left as they are, other bytes make it take a
 * number, and so does a path that another document of this export has. Paths that differ in case only count as the
 * same.
 */
export type Plan = ReturnType<typeof createPlan>;

const parallel = 4;

export function createPlan(folder: Pick<TargetFolder, 'had' | 'absolute'>) {
  const taken = new Set<string>();
  const nextNumber = new Map<string, number>();
  const sums = new Map<string, Promise<string | null>>();

  /** The sum of what is at a path; null where its size says already that it is something else. */
  function sumAt(path: string, bytes: number): Promise<string | null> {
    const known = sums.get(path) ?? readSum(folder.absolute(path), bytes);
    sums.set(path, known);
    return known;
  }

  return {
    /** The next place for a document, from the path that the template gives it. */
    async place({ invoice, document, path }: NamedDocument): Promise<PlannedFile> {
      const identity = pathIdentity(path);
      for (let number = nextNumber.get(identity) ?? 1; ; number++) {
        const candidate = numbered(path, number);
        if (taken.has(pathIdentity(candidate))) continue;
        const had = await folder.had(candidate);
        const isThere = had && (await sumAt(candidate, document.bytes)) === document.sha256;
        // A foreign file keeps its name free of this job for good; a namesake may still be what a later document looks for.
        if (had && !isThere) continue;
        taken.add(pathIdentity(candidate));
        if (number === (nextNumber.get(identity) ?? 1)) nextNumber.set(identity, number + 1);
        return { invoice, document, path: candidate, wanted: path, isThere };
      }
    },

    /** Reads sums ahead, several at a time. */
    async lookAhead(documents: Iterable<Pick<NamedDocument, 'path' | 'document'>>): Promise<void> {
      await inParallel(documents, parallel, async ({ path, document }) => {
        if (await folder.had(path)) await sumAt(path, document.bytes);
      });
    },
  };
}

async function readSum(file: string, bytes: number): Promise<string | null> {
  try {
    const found = await stat(file);
    return found.isFile() && found.size === bytes ? (await hashFile(file)).sha256 : null;
  } catch (cause) {
    if (isFileCode(cause, 'ENOENT')) return null;
    throw cause;
  }
}
