import { randomUUID } from 'node:crypto';

/** Opaque addresses for documents: the window never learns a path and cannot make one up. */
export interface DocumentLinks {
  /** An address within the window's own origin. The same file keeps it until Billfold quits. */
  addressOf(file: string): string;
  fileOf(id: string): string | null;
}

export function createDocumentLinks(): DocumentLinks {
  const files = new Map<string, string>();
  const ids = new Map<string, string>();
  return {
    addressOf(file) {
      const id = ids.get(file) ?? randomUUID();
      ids.set(file, id);
      files.set(id, file);
      return `/documents/${id}`;
    },
    fileOf: (id) => files.get(id) ?? null,
  };
}
