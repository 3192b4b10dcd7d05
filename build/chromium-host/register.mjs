/*
 * `node --import @billfold/chromium-host/register out/main/index.js`: makes the module `electron` the Chromium host.
 * The README beside this file says what the host is and which environment variables it reads.
 */
import { readFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

const mainNames = new Set(['electron', 'electron/main', 'electron/common']);
const processType = process.env['CHROMIUM_HOST_PROCESS'] === 'utility' ? 'utility' : 'browser';
const host = new URL(processType === 'utility' ? './electron-utility.ts' : './electron.ts', import.meta.url).href;
const electronPackage = createRequire(import.meta.url).resolve('electron/package.json');

enableCompileCache();
Object.defineProperty(process, 'versions', {
  value: Object.freeze({ ...process.versions, electron: JSON.parse(readFileSync(electronPackage, 'utf8')).version }),
  enumerable: true,
});

if (isMainThread && process.env['ELECTRON_RUN_AS_NODE'] === undefined) {
  Object.defineProperty(process, 'type', { value: processType, enumerable: true });
  Object.defineProperty(process, 'resourcesPath', {
    value: join(dirname(electronPackage), 'dist', 'resources'),
    enumerable: true,
  });
  // What inspects or drives Electron puts its switches in front of the script; Node has found that one already.
  if (processType === 'browser')
    process.argv.splice(1, 0, ...(process.env['CHROMIUM_HOST_SWITCHES'] ?? '').split(' ').filter(Boolean));
  const entryLoaded = "globalThis[Symbol.for('chromium-host.entry-loaded')]?.();";
  let entry;
  registerHooks({
    resolve(specifier, context, next) {
      if (mainNames.has(specifier)) return { url: host, format: 'module-typescript', shortCircuit: true };
      const resolved = next(specifier, context);
      // Only the program itself is imported by nobody.
      if (context.parentURL === undefined) entry ??= resolved.url;
      return resolved;
    },
    load(url, context, next) {
      const loaded = next(url, context);
      if (url !== entry) return loaded;
      entry = null;
      // "The ready event is only emitted when the entry point fully resolved" (electron/electron#41369).
      if (!loaded.format?.startsWith('module')) {
        setImmediate(() => globalThis[Symbol.for('chromium-host.entry-loaded')]?.());
        return loaded;
      }
      return { ...loaded, source: `${loaded.source}\n;${entryLoaded}\n` };
    },
  });
}

// A utility process has its `process.parentPort` before its script runs, also one that imports nothing of Electron.
if (isMainThread && processType === 'utility') await import(host);
