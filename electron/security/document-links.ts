import { randomUUID } from 'node:crypto';

/** Opaque addresses for documents: the window never learns a path and cannot make one up. */
export type DocumentLinks = ReturnType<typeof createDocumentLinks>;

export function createDocumentLinks() {
  const files = new Map<string, string>();
  const ids = new Map<string, string>();
  return {
    /** An address within the window's own origin. The same file keeps it until Billfold quits. */
    addressOf(file: string): string {
      const id = ids.get(file) ?? randomUUID();
      ids.set(file, id);
      files.set(id, file);
      return `/documents/${id}`;
    },
    fileOf: (id: string) => files.get(id) ?? null,
  };
}
