import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

/** Where the window's parts are, from its root. */
const entryIn = (root: string): string => resolve(root, 'main.ts');
/** What the entry imports at once although not statically. */
const windowIn = (root: string): string => resolve(root, 'start-window.ts');
/** English stands for whichever language is spoken. */
const wordsIn = (root: string): string => resolve(root, 'i18n/en.ts');

/** Bytes of script, gzipped, that the window may need before it can be used. */
const limit = 250_000;

/** A module with all that it imports statically. */
function closureOf(start: string, graph: Rolldown.ChunkingContext, found = new Set<string>()): Set<string> {
  if (found.has(start)) return found;
  found.add(start);
  for (const id of graph.getModuleInfo(start)?.importedIds ?? []) closureOf(id, graph, found);
  return found;
}

/** Puts what the window needs at first into two files, where each module shared with a later page would get one of its own. */
export function fewFiles(root: string): Rolldown.CodeSplittingOptions {
  const [entry, window] = [entryIn(root), windowIn(root)];
  let before: Set<string> | null = null;
  let first: Set<string> | null = null;
  return {
    groups: [
      {
        // What has to be done before the window's own modules are evaluated stays apart from them.
        debugName: 'before',
        name(id, graph) {
          before ??= closureOf(entry, graph);
          return before.has(id) && id !== entry ? 'before' : null;
        },
        priority: 2,
      },
      {
        debugName: 'window',
        name(id, graph) {
          first ??= closureOf(window, graph);
          return first.has(id) && id !== window ? 'window' : null;
        },
        priority: 1,
      },
    ],
  };
}

/** Lets the page fetch the window's files beside its entry, and fails the build when they grow beyond their limit. */
export function firstLoad(): Plugin {
  let root = '';
  return {
    name: 'first-load',
    apply: 'build',
    configResolved(config) {
      ({ root } = config);
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }): HtmlTagDescriptor[] {
        const start = Object.values(bundle).find(
          (file) => file.type === 'chunk' && file.moduleIds.includes(windowIn(root)),
        );
        if (start?.type !== 'chunk') return [];
        const files = [start.fileName, ...start.imports];
        const styles = files.flatMap((name) => {
          const file = bundle[name];
          return file?.type === 'chunk' ? [...(file.viteMetadata?.importedCss ?? [])] : [];
        });
        const links = [
          ...files.map((name) => ({ rel: 'modulepreload', href: `./${name}` })),
          ...styles.map((name) => ({ rel: 'stylesheet', href: `./${name}` })),
        ];
        return links
          .filter(({ href }) => !html.includes(href))
          .map((link) => ({ tag: 'link', attrs: { ...link, crossorigin: true }, injectTo: 'head' }));
      },
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
        const dynamic = chunk.dynamicImports.filter((each) =>
          chunks.get(each)?.moduleIds.some((id) => id === windowIn(root) || id === wordsIn(root)),
        );
        [...chunk.imports, ...dynamic].forEach(need);
      };
      for (const [name, chunk] of chunks) if (chunk.isEntry) need(name);
      for (const id of [windowIn(root), wordsIn(root)])
        if (![...needed].some((name) => chunks.get(name)?.moduleIds.includes(id)))
          this.error(`${id} is not among what the window loads at first: say in build/vite/first-load.ts what is.`);
      const size = [...needed].reduce((sum, name) => sum + gzipSync(chunks.get(name)?.code ?? '').length, 0);
      if (size > limit)
        this.error(
          `The window loads ${size} bytes of gzipped script at first, of which ${limit} are the most. Load later what is not seen at once.`,
        );
    },
  };
}
