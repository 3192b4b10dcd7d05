import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import type { IsolatedSettings, Wire } from '../page/settings.ts';

/** The scripts that run in a window before those of its page, as text. */
export interface PageScripts {
  mainWorld(wire: Wire): string;
  isolatedWorld(settings: IsolatedSettings, preload: string): string;
}

const bridge = ['codec', 'peer'];
const mainWorldFiles = [...bridge, 'permissions', 'main-world'];
const isolatedWorldFiles = [
  ...bridge, 'event-emitter', 'files', 'ipc-renderer', 'preload-modules', 'watch-window', 'isolated-world',
]; // prettier-ignore

/** One script of several modules: they import nothing but each other, so imports can go and exports become plain. */
function join(files: readonly string[]): string {
  return files
    .map((file) => withoutTypes(readFileSync(new URL(`../page/${file}.ts`, import.meta.url), 'utf8')))
    .map((code) => code.replace(/^import [^;]+;$/gm, '').replace(/^export /gm, ''))
    .join('\n');
}

/** The function is experimental in Node 24 and says so at each first use; the host itself relies on the same feature. */
function withoutTypes(code: string): string {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(code);
  } finally {
    process.emitWarning = emitWarning;
  }
}

export function createPageScripts(): PageScripts {
  const main = join(mainWorldFiles);
  const isolated = join(isolatedWorldFiles);
  return {
    mainWorld: (wire) => `(() => {\n${main}\nstartMainWorld(${JSON.stringify(wire)});\n})();`,
    isolatedWorld: (settings, preload) => `(() => {\n${isolated}
startIsolatedWorld(${JSON.stringify(settings)},
(function (require, process, setImmediate, clearImmediate, global, exports, module) {
${preload}
}));\n})();`,
  };
}
