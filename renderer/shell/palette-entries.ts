import type { Component } from 'vue';

export interface PaletteEntry {
  readonly id: string;
  readonly group: 'screens' | 'accounts' | 'actions' | 'invoices';
  readonly label: string;
  readonly hint?: string;
  readonly icon: Component;
  readonly run: () => unknown;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Entries that hold every word typed, whatever its accents and case. */
export function matching(entries: readonly PaletteEntry[], typed: string): PaletteEntry[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return entries.filter(({ label, hint = '' }) => {
    const text = plain(`${label} ${hint}`);
    return words.every((word) => text.includes(word));
  });
}
