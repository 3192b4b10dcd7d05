import { randomUUID } from 'node:crypto';
import { origin } from './origin.ts';

/** Opaque addresses for documents: the window never learns a path and cannot make one up. */
export function createDocumentLinks() {
  const files = new Map<string, string>();
  const ids = new Map<string, string>();
  return {
    /** The same file keeps its address until Billfold quits. */
    addressOf(file: string): string {
      const id = ids.get(file) ?? randomUUID();
      ids.set(file, id);
      files.set(id, file);
      return `${origin}/documents/${id}`;
    },
    fileOf: (id: string): string | null => files.get(id) ?? null,
  };
}

export type DocumentLinks = ReturnType<typeof createDocumentLinks>;
