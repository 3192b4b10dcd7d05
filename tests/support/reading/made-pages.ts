import type { PageTruth } from './layout-parts.ts';
import { madeInvoice } from './made-invoice.ts';
import { type MadeLanguage, madeWords } from './made-words.ts';
import { measuringLayouts } from './measuring-layouts.ts';
import { openLayouts } from './open-layouts.ts';
import { onPaper } from './paper.ts';
import { seeded } from './seeded.ts';

export interface MadePage {
  /** Layout, language and turn. */
  readonly name: string;
  readonly language: MadeLanguage;
  readonly truth: PageTruth;
  readonly pdf: Buffer;
}

const turns = 3;

/** Every layout in every language, three of each; the same ones each time. */
export async function madePages(which: 'open' | 'measuring'): Promise<MadePage[]> {
  const pages: MadePage[] = [];
  let seed = which === 'open' ? 1_000 : 2_000;
  for (const [layout, draw] of Object.entries(which === 'open' ? openLayouts : measuringLayouts)) {
    for (const [name, words] of Object.entries(madeWords)) {
      for (let turn = 1; turn <= turns; turn += 1) {
        const random = seeded((seed += 1));
        const language = name as MadeLanguage;
        const invoice = madeInvoice(language, random, layout === 'untaxed' ? 0 : turn === 2 ? 2 : 1);
        const truths: PageTruth[] = [];
        const pdf = await onPaper((paper) => {
          truths.push(draw({ paper, invoice, words, random }));
        });
        for (const truth of truths)
          pages.push({ name: `${layout}, ${language} ${String(turn)}`, language, truth, pdf });
      }
    }
  }
  return pages;
}
