import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { removePart } from '../files/index.ts';

/** SHA-256 in hexadecimal digits, and how many bytes. */
export interface FileSum {
  readonly sha256: string;
  readonly bytes: number;
}

/** A file while it is made: summed piece by piece, and kept under the name of a part until it gets its own. */
export interface Draft {
  /** Absolute; null where nothing is kept. */
  readonly part: string | null;
  write(piece: Uint8Array): Promise<void>;
  /** Flushes it. No piece may follow. */
  end(): Promise<FileSum>;
  /** Takes away the part, if it is still there. */
  discard(): Promise<void>;
}

/** Begins a new file; with null only its sum is made. Throws Node's file errors. */
async function openDraft(part: string | null): Promise<Draft> {
  const handle = part === null ? null : await open(part, 'wx');
  const sum = createHash('sha256');
  let bytes = 0;
  let isOpen = handle !== null;

  async function close(): Promise<void> {
    if (!isOpen) return;
    isOpen = false;
    await handle?.close();
  }

  return {
    part,
    async write(piece) {
      sum.update(piece);
      bytes += piece.length;
      await handle?.appendFile(piece);
    },
    async end() {
      await handle?.datasync();
      await close();
      return { sha256: sum.digest('hex'), bytes };
    },
    async discard() {
      await close();
      if (part !== null) await removePart(part);
    },
  };
}

export interface Drafts {
  begin(): Promise<Draft>;
  /** Takes away the parts of all that have no name by now. */
  discard(): Promise<void>;
}

/** The drafts of one export. Without names for parts only sums are made. */
export function createDrafts(nextPart: (() => string) | null): Drafts {
  const begun: Draft[] = [];
  return {
    async begin() {
      const draft = await openDraft(nextPart?.() ?? null);
      begun.push(draft);
      return draft;
    },
    async discard() {
      for (const draft of begun) await draft.discard();
    },
  };
}
