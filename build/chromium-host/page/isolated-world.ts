import { decode, encode } from './codec.ts';
import { holdFiles } from './files.ts';
import { createIpcRenderer } from './ipc-renderer.ts';
import { createPeer } from './peer.ts';
import { createRequire, preloadGlobals } from './preload-modules.ts';
import type { IsolatedSettings } from './settings.ts';
import { watchWindow } from './watch-window.ts';

/* Runs in the isolated world, which only the preload script and the host can reach. */

export type Preload = (...args: unknown[]) => void;

export function startIsolatedWorld(settings: IsolatedSettings, preload: Preload): void {
  if (window.parent !== window || location.protocol === 'chrome-error:') return;
  const sendText = Reflect.get(globalThis, settings.binding) as (text: string) => void;
  const send = (message: unknown): void => {
    sendText(encode(message));
  };
  const peer = createPeer(settings.wire);
  const questions = new Map<number, (answer: unknown) => void>();
  const ask = (message: Record<string, unknown>): Promise<unknown> =>
    new Promise((resolve) => {
      const id = questions.size + Math.random();
      questions.set(id, resolve);
      send({ ...message, id });
    });

  const ipc = createIpcRenderer(send);
  const files = holdFiles(() => ask({ do: 'file-paths' }));
  Object.defineProperty(globalThis, settings.receiver, {
    value: (text: string) => {
      const message = decode(text) as { do: string; id: number; value: unknown };
      if (message.do === 'answer') {
        questions.get(message.id)?.(message.value);
        questions.delete(message.id);
      } else if (message.do === 'files') {
        return files.held();
      } else {
        ipc.receive(message);
      }
      return undefined;
    },
  });
  peer.serve((task, ...args) => {
    if (task === 'permission') return ask({ do: 'permission', permission: args[0] });
    if (task === 'window-open') send({ do: 'window-open', url: args[0], frameName: args[1], features: args[2] });
    return undefined;
  });
  watchWindow(send);

  const exposeInMainWorld = (key: unknown, api: unknown): void => {
    if (typeof key !== 'string') throw new TypeError('contextBridge.exposeInMainWorld: apiKey must be a string');
    peer.callRoot('expose', key, api);
  };
  const require = createRequire({
    contextBridge: { exposeInMainWorld },
    ipcRenderer: ipc.ipcRenderer,
    webUtils: { getPathForFile: files.pathOf },
  });
  const globals = preloadGlobals(settings.process);
  const module = { exports: {} };
  try {
    preload(require, globals.process, globals.setImmediate, globals.clearImmediate, globalThis, module.exports, module);
  } catch (error) {
    console.error(`Unable to load preload script: ${settings.preloadPath}`);
    console.error(error);
    send({ do: 'preload-error', error });
  }
}
