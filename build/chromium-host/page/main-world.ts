import { createPeer } from './peer.ts';
import { guardPermissions } from './permissions.ts';
import type { Wire } from './settings.ts';

/* Runs in the page's own world, before any script of the page: sets up what the preload script exposes. */

function deepFreeze(value: unknown): void {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || ArrayBuffer.isView(value)) return;
  if (Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const key of Reflect.ownKeys(value)) deepFreeze(Reflect.get(value, key));
}

function expose(key: string, api: unknown): void {
  if (key in window) {
    throw new Error('Cannot bind an API on top of an existing property on the window object');
  }
  deepFreeze(api);
  Object.defineProperty(window, key, { value: api, enumerable: true, writable: false, configurable: false });
}

export function startMainWorld(wire: Wire): void {
  if (window.parent !== window || location.protocol === 'chrome-error:') return;
  const peer = createPeer(wire);
  peer.serve((task, ...args) => {
    if (task === 'expose') expose(String(args[0]), args[1]);
  });
  guardPermissions((permission) => peer.callRoot('permission', permission) as Promise<unknown>);
  window.open = (url, target, features) => {
    peer.callRoot('window-open', String(new URL(url ?? 'about:blank', location.href)), target ?? '', features ?? '');
    return null;
  };
}
