import { EventEmitter } from './event-emitter.ts';

/* What a sandboxed preload script may require, and the globals that Electron gives it (docs/tutorial/sandbox.md). */

const notOffered = (name: string): Error =>
  new Error(`${name} is not offered by the Chromium host (build/chromium-host/README.md)`);

function refuse<T extends object>(name: string, offered: T): T {
  return new Proxy(offered, {
    get(target, key, receiver) {
      if (key in target || typeof key === 'symbol' || key === 'then' || key === '__esModule') {
        return Reflect.get(target, key, receiver) as unknown;
      }
      throw notOffered(`${name}${key}`);
    },
  });
}

export interface PreloadElectron {
  readonly contextBridge: object;
  readonly ipcRenderer: object;
  readonly webUtils: object;
}

export function createRequire(electron: PreloadElectron): (name: string) => unknown {
  const offered = refuse('', {
    contextBridge: refuse('contextBridge.', electron.contextBridge),
    ipcRenderer: refuse('ipcRenderer.', electron.ipcRenderer),
    webUtils: refuse('webUtils.', electron.webUtils),
    webFrame: refuse('webFrame.', {}),
  });
  const modules = new Map<string, unknown>([
    ['electron', offered],
    ['electron/common', offered],
    ['electron/renderer', offered],
    ['events', Object.assign(EventEmitter, { EventEmitter })],
    [
      'timers',
      { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate: soon, clearImmediate: clearTimeout },
    ],
    ['url', refuse('url.', { URL, URLSearchParams })],
  ]);
  return (name) => {
    const found = modules.get(name.replace(/^node:/, ''));
    if (found === undefined) throw new Error(`module not found: ${name}`);
    return found;
  };
}

const soon = (task: (...args: unknown[]) => void, ...args: unknown[]): number => window.setTimeout(task, 0, ...args);

export function preloadGlobals(process: Readonly<Record<string, unknown>>): {
  process: object;
  setImmediate: typeof soon;
  clearImmediate: (id: number) => void;
} {
  const nextTick = (task: (...args: unknown[]) => void, ...args: unknown[]): void => {
    queueMicrotask(() => {
      task(...args);
    });
  };
  return {
    process: refuse('process.', { ...process, nextTick, argv: [], env: {} }),
    setImmediate: soon,
    clearImmediate: (id) => {
      window.clearTimeout(id);
    },
  };
}
