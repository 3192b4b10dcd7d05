import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join, parse } from 'node:path';
import { type DocumentKind, documentKinds } from '#shared/document-kind.ts';
import { flushFolders, ifMissing, placeOver, removePart, sha256Of, writePart } from '../files/index.ts';
import type { WaitingImport } from './import-rows.ts';

/** Copies of files that wait to be confirmed, by hash: not yet part of the archive. Failures are Node's file errors. */
export type IncomingFiles = ReturnType<typeof createIncomingFiles>;

export function createIncomingFiles(folder: string) {
  const pathOf = (sha256: string, kind: DocumentKind): string => join(folder, `${sha256}.${kind}`);
  const describe = (content: Uint8Array) => ({ sha256: sha256Of(content), bytes: content.length });

  return {
    pathOf,
    describe,

    /** The copy of a file that waits, and what it was called. */
    documentOf({ sha256, fileName, bytes, proposal: { kind } }: WaitingImport) {
      return { kind, file: pathOf(sha256, kind), fileName, bytes };
    },

    /** When this returns the copy is durable. */
    async keep(content: Uint8Array, kind: DocumentKind): Promise<void> {
      const { sha256 } = describe(content);
      await mkdir(folder, { recursive: true });
      const part = join(folder, `${sha256}.${randomUUID()}.part`);
      await writePart(part, content);
      await placeOver(part, pathOf(sha256, kind));
      await flushFolders([folder]);
    },

    /** The bytes as they came; null where they are gone or no longer those. */
    async bytesOf(sha256: string, kind: DocumentKind): Promise<Uint8Array | null> {
      const content = await readFile(pathOf(sha256, kind)).catch(ifMissing(null));
      return content && describe(content).sha256 === sha256 ? content : null;
    },

    async remove(sha256s: readonly string[]): Promise<void> {
      for (const sha256 of sha256s) for (const kind of documentKinds) await removePart(pathOf(sha256, kind));
    },

    /** Removes what a process left behind when it ended: parts, what was taken out of others, and copies that nobody waits for. */
    async removeAllBut(sha256s: ReadonlySet<string>): Promise<void> {
      for (const name of await readdir(folder).catch(() => [])) {
        if (!sha256s.has(parse(name).name)) await rm(join(folder, name), { recursive: true, force: true });
      }
    },
  };
}
