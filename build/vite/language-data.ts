import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { gatherLanguageData } from '../support/language-data.ts';

/** Puts the data of text recognition under `tessdata/` beside the program. */
export function languageData(root: string): Plugin {
  let outDir = '';
  return {
    name: 'language-data',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      gatherLanguageData(root, resolve(outDir, 'tessdata'));
    },
  };
}
