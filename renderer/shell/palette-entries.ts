import Fuse from 'fuse.js';
import type { Component } from 'vue';
import { foldLetters, searchWords } from '#shared/search-text.ts';

export interface PaletteEntry {
  readonly id: string;
  readonly group: 'screens' | 'accounts' | 'actions' | 'invoices';
  readonly label: string;
  readonly hint?: string;
  readonly icon: Component;
  readonly run: () => unknown;
}

export const action = (id: string, label: string, icon: Component, run: () => unknown): PaletteEntry => ({
  ...{ id: `action-${id}`, group: 'actions', label, icon, run },
});

const textOf = ({ label, hint = '' }: PaletteEntry): string => foldLetters(`${label} ${hint}`);

/** Entries that hold every word typed, whatever its accents and case; without any, those that nearly do, the nearest first. */
export function matching(entries: readonly PaletteEntry[], typed: string): PaletteEntry[] {
  const words = searchWords(typed);
  const found = entries.filter((entry) => words.every((word) => textOf(entry).includes(word)));
  if (found.length > 0) return found;
  const nearly = new Fuse(entries, { keys: [{ name: 'text', getFn: textOf }], threshold: 0.35, ignoreLocation: true });
  return nearly.search(words.join(' ')).map(({ item }) => item);
}
