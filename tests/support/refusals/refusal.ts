import { expect } from 'vitest';
import type { PracticeServer } from '../../../electron/practice/index.ts';
import { raw, type RawAnswer } from '../practice.ts';

/** Something that a vendor refuses, with the vendor's own words for it. */
export interface Refusal {
  readonly name: string;
  /** Word for word from the source. */
  readonly quote: string;
  readonly source: string;
  readonly request: (server: PracticeServer) => Promise<RawAnswer>;
  readonly status: number;
  /** What the error must hold. */
  readonly error: Readonly<Record<string, unknown>>;
}

export const post = (
  server: PracticeServer,
  path: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<RawAnswer> => raw(server, path, { method: 'POST', body, headers });

export const says = (text: string): unknown => expect.stringContaining(text);
