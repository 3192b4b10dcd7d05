import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

/** What the entry imports at once although not statically; English stands for whichever language is spoken. */
const soonIn = (root: string): string[] => ['start-window.ts', 'i18n/en/first.ts'].map((file) => resolve(root, file));

/** Bytes of script, gzipped, that the window may need before it can be used. */
const limit = 250_000;

/** Whether a chunk holds a module, or stands for it where that only passes on others. */
const isOf = (chunk: Rollup.OutputChunk | undefined, id: string): boolean =>
  chunk?.facadeModuleId === id || chunk?.moduleIds.includes(id) === true;

/** Fails a build whose window needs more script at first than it may. */
export function firstLoad(): Plugin {
  let soon: string[] = [];
  return {
    name: 'first-load',
    apply: 'build',
    configResolved({ root }) {
      soon = soonIn(root);
    },
    generateBundle(_options, bundle) {
      const chunks = new Map(
        Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])),
      );
      const needed = new Set<string>();
      const need = (name: string): void => {
        const chunk = chunks.get(name);
        if (!chunk || needed.has(name)) return;
        needed.add(name);
        const dynamic = chunk.dynamicImports.filter((each) => soon.some((id) => isOf(chunks.get(each), id)));
        [...chunk.imports, ...dynamic].forEach(need);
      };
      for (const [name, chunk] of chunks) if (chunk.isEntry) need(name);
      for (const id of soon)
        if (![...needed].some((name) => isOf(chunks.get(name), id)))
          this.error(`${id} is not among what the window loads at first: say in build/vite/first-load.ts what is.`);
      const size = [...needed].reduce((sum, name) => sum + gzipSync(chunks.get(name)?.code ?? '').length, 0);
      if (size > limit)
        this.error(
          `The window loads ${size} bytes of gzipped script at first, of which ${limit} are the most. Load later what is not seen at once.`,
        );
    },
  };
}
