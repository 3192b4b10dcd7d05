import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { isBoundedRequest } from './ipc/bounded-request.ts';
import { type BillfoldBridge, callChannel, eventChannel, filesChannel } from '#shared/ipc/bridge.ts';

type Listener = (payload: unknown) => void;

// One listener on Electron's side; raw events never cross into the page.
const listeners = new Map<string, Set<Listener>>();

ipcRenderer.on(eventChannel, (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload);
});

const bridge: BillfoldBridge = {
  async call(name, request) {
    if (!isBoundedRequest(request)) throw new Error('The request is too large, or no plain value');
    // Main parses the answer by the call's schema.
    return (await ipcRenderer.invoke(callChannel, name, request)) as never;
  },
  async dropFiles(files) {
    // Electron throws for anything but a file, which rejects the page's call.
    const paths = files.map((file) => webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]));
    // Main answers this channel with the drop's id.
    return (await ipcRenderer.invoke(filesChannel, paths)) as string;
  },
  on(name, listener) {
    const registered = listeners.get(name) ?? new Set<Listener>();
    // Main parsed the payload with this event's schema before it was sent.
    const typed = listener as Listener;
    listeners.set(name, registered.add(typed));
    return () => registered.delete(typed);
  },
};

contextBridge.exposeInMainWorld('billfold', Object.freeze(bridge));
