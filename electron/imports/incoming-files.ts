import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { flushFolders, ifMissing, placeOver, removePart, sha256Of, writePart } from '../files/index.ts';

/** Copies of files that wait to be confirmed, by hash: not yet part of the archive. Failures are Node's file errors. */
export type IncomingFiles = ReturnType<typeof createIncomingFiles>;

export function createIncomingFiles(folder: string) {
  const pathOf = (sha256: string): string => join(folder, `${sha256}.pdf`);
  const describe = (content: Uint8Array) => ({ sha256: sha256Of(content), bytes: content.length });

  return {
    pathOf,
    describe,

    /** When this returns the copy is durable. */
    async keep(content: Uint8Array): Promise<void> {
      const { sha256 } = describe(content);
      await mkdir(folder, { recursive: true });
      const part = join(folder, `${sha256}.${randomUUID()}.part`);
      await writePart(part, content);
      await placeOver(part, pathOf(sha256));
      await flushFolders([folder]);
    },

    /** The bytes as they came; null where they are gone or no longer those. */
    async bytesOf(sha256: string): Promise<Uint8Array | null> {
      const content = await readFile(pathOf(sha256)).catch(ifMissing(null));
      return content && describe(content).sha256 === sha256 ? content : null;
    },

    async remove(sha256s: readonly string[]): Promise<void> {
      for (const sha256 of sha256s) await removePart(pathOf(sha256));
    },

    /** Removes what a process left behind when it ended: parts, what was taken out of others, and copies that nobody waits for. */
    async removeAllBut(sha256s: ReadonlySet<string>): Promise<void> {
      for (const name of await readdir(folder).catch(() => [])) {
        if (!sha256s.has(name.replace(/\.pdf$/, ''))) await rm(join(folder, name), { recursive: true, force: true });
      }
    },
  };
}
