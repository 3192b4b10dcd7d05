import { mkdir, readdir, readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { flushFolders, ifMissing, placeOver, removePart, sha256Of, writePart } from '../files/index.ts';

/** Copies of files that wait to be confirmed, by hash: not yet part of the archive. Failures are Node's file errors. */
export interface IncomingFiles {
  pathOf(sha256: string): string;
  describe(content: Uint8Array): { sha256: string; bytes: number };
  /** When this returns the copy is durable. */
  keep(content: Uint8Array): Promise<void>;
  /** The bytes as they came; null where they are gone or no longer those. */
  bytesOf(sha256: string): Promise<Uint8Array | null>;
  remove(sha256s: readonly string[]): Promise<void>;
  /** Removes what a process left behind when it ended: parts, and copies that nobody waits for. */
  removeAllBut(sha256s: ReadonlySet<string>): Promise<void>;
}

export function createIncomingFiles(folder: string): IncomingFiles {
  const pathOf = (sha256: string): string => join(folder, `${sha256}.pdf`);
  const describe = (content: Uint8Array) => ({ sha256: sha256Of(content), bytes: content.length });

  return {
    pathOf,
    describe,

    async keep(content) {
      const { sha256 } = describe(content);
      await mkdir(folder, { recursive: true });
      const part = join(folder, `${sha256}.${randomUUID()}.part`);
      await writePart(part, content);
      await placeOver(part, pathOf(sha256));
      await flushFolders([folder]);
    },

    async bytesOf(sha256) {
      const content = await readFile(pathOf(sha256)).catch(ifMissing(null));
      return content && describe(content).sha256 === sha256 ? content : null;
    },

    async remove(sha256s) {
      for (const sha256 of sha256s) await removePart(pathOf(sha256));
    },

    async removeAllBut(sha256s) {
      for (const name of await readdir(folder).catch(() => [])) {
        if (!sha256s.has(name.replace(/\.pdf$/, ''))) await removePart(join(folder, name));
      }
    },
  };
}
