import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Bytes of script, gzipped, that the window may need before it can be used. */
const limit = 250_000;
/** What the entry imports at once although not statically; English stands for whichever language is spoken. */
const loadedAtOnce = /[\\/]renderer[\\/](?:start-window|i18n[\\/]en)\.ts$/;

/** Fails the build when the window's first script grows beyond its limit. */
export function firstLoad(): Plugin {
  return {
    name: 'first-load',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = new Map(
        Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])),
      );
      const needed = new Set<string>();
      const need = (name: string): void => {
        const chunk = chunks.get(name);
        if (!chunk || needed.has(name)) return;
        needed.add(name);
        const dynamic = chunk.dynamicImports.filter((each) =>
          loadedAtOnce.test(chunks.get(each)?.facadeModuleId ?? ''),
        );
        [...chunk.imports, ...dynamic].forEach(need);
      };
      for (const [name, chunk] of chunks) if (chunk.isEntry) need(name);
      const size = [...needed].reduce((sum, name) => sum + gzipSync(chunks.get(name)?.code ?? '').length, 0);
      if (size > limit)
        this.error(
          `The window loads ${size} bytes of gzipped script at first, of which ${limit} are the most. Load later what is not seen at once.`,
        );
    },
  };
}
