/*
 * Chromium would ask the user; Electron asks the main process. Before the page's request goes on, the main process
 * is asked and sets Chromium's answer.
 */

type Ask = (permission: string) => Promise<unknown>;
type AnyFunction = (...args: unknown[]) => unknown;

/** Where a request starts, and the name of its permission in `session.setPermissionRequestHandler`. */
const requests: readonly (readonly [path: string, permission: string])[] = [
  ['Notification.requestPermission', 'notifications'],
  ['navigator.mediaDevices.getUserMedia', 'media'],
  ['navigator.mediaDevices.getDisplayMedia', 'display-capture'],
  ['navigator.clipboard.read', 'clipboard-read'],
  ['navigator.clipboard.readText', 'clipboard-read'],
  ['navigator.clipboard.write', 'clipboard-sanitized-write'],
  ['navigator.clipboard.writeText', 'clipboard-sanitized-write'],
  ['navigator.requestMIDIAccess', 'midi'],
  ['navigator.storage.persist', 'storage-access'],
  ['showOpenFilePicker', 'fileSystem'],
  ['showSaveFilePicker', 'fileSystem'],
  ['showDirectoryPicker', 'fileSystem'],
  ['getScreenDetails', 'window-management'],
  ['queryLocalFonts', 'unknown'],
];

export function guardPermissions(ask: Ask): void {
  for (const [path, permission] of requests) {
    guard(
      path,
      (original) =>
        (...args) =>
          ask(permission).then(() => original(...args)),
    );
  }
  // These two answer by callback and return at once.
  for (const name of ['getCurrentPosition', 'watchPosition']) {
    guard(`navigator.geolocation.${name}`, (original) => (...args) => {
      void ask('geolocation').then(() => original(...args));
      return 0;
    });
  }
}

function guard(path: string, wrap: (original: AnyFunction) => AnyFunction): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let owner: unknown = window;
  for (const name of names) owner = (owner as Record<string, unknown> | undefined)?.[name];
  if (typeof owner !== 'object' && typeof owner !== 'function') return;
  const original: unknown = owner === null ? undefined : Reflect.get(owner, last);
  if (owner === null || typeof original !== 'function') return;
  Object.defineProperty(owner, last, {
    value: wrap(original.bind(owner) as AnyFunction),
    configurable: true,
    writable: true,
  });
}
