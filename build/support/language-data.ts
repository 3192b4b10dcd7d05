import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** The languages that text recognition reads, as its engine calls them. */
const languages = ['deu', 'eng'];
/** The smaller models: as good for print, and a fifth of the size. */
const model = '4.0.0_best_int';

/** Puts the data of all languages into one folder, where the engine looks for it: by itself it would fetch it from a server. */
export function gatherLanguageData(root: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const language of languages) {
    const file = `${language}.traineddata.gz`;
    cpSync(join(root, 'node_modules', '@tesseract.js-data', language, model, file), join(folder, file));
  }
}
