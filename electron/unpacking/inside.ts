import { extname, parse } from 'node:path';
import type { UnpackProblem } from '#shared/error-reasons.ts';
import type { MailFacts } from '#shared/import/items.ts';
import { oneLine } from '#shared/visible-text.ts';

/** A file inside another one. */
export interface Inside {
  /** The last part of its name; never a path. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** A file that was taken out of others, by itself on the disk. */
export interface Unpacked {
  /** Absolute. */
  readonly file: string;
  readonly name: string;
  /** The innermost mail that it was in; null where it was in none. */
  readonly mail: MailFacts | null;
}

/** What was in a file. */
export interface Unpacking {
  readonly found: readonly Unpacked[];
  readonly unread: readonly { readonly name: string; readonly reason: UnpackProblem }[];
  /** The outermost mail; null where it is none. */
  readonly mail: MailFacts | null;
  /** Addresses (https) in its text that may lead to an invoice. Nothing is fetched from them. */
  readonly links: readonly string[];
}

/** A file inside, or why it cannot be looked at. */
export type Entry = Inside | { readonly name: string; readonly reason: UnpackProblem };

/** What a reader of one kind finds. */
export interface Opened {
  readonly mail: MailFacts | null;
  readonly links?: readonly string[];
  readonly entries: AsyncIterable<Entry> | Iterable<Entry>;
}

/** Thrown where nothing of a file can be read. */
export class Unreadable extends Error {
  readonly reason: UnpackProblem;
  constructor(reason: UnpackProblem, cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

const longestStem = 150;
const longestEnding = 20;

/** The last part of a name, whatever system it was written on, as it can be shown: in one line, with its ending, and empty where nothing of it can. */
export function lastPart(name: string): string {
  const { name: stem, ext } = parse(oneLine(name.split(/[\\/]/).at(-1) ?? '', name.length + 1));
  return `${oneLine(stem, longestStem)}${ext.slice(0, longestEnding)}`;
}

/** What a file of this name is opened as, by its ending. Outlook gives its wrapping always the same name, browsers add ` (1)`. */
export const kindOf = (name: string): string =>
  /^winmail[^.]{0,20}\.dat$/i.test(name) ? '.tnef' : extname(name).toLowerCase();

const containers = new Set(['.eml', '.msg', '.zip', '.tnef']);

/** Whether a file is one that others are in, by its name. */
export const isContainerName = (name: string): boolean => containers.has(kindOf(name));
