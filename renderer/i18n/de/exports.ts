import type { exports as english } from '../en/exports.ts';
import type { Words } from '../words.ts';

export const exports: Words<typeof english> = {
  title: 'Exporte',
};
