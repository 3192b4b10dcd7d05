import { join } from 'node:path';

/** One refusal: what is tried (in refusals-app), what comes of it, and where Electron says so. */
interface Refusal {
  readonly attempt: string;
  /** The error as text; "no refusal: …" where Electron answers with a value that means no. */
  readonly says: string;
  /** `d.ts` is electron.d.ts of Electron 45; `docs/` and `lib/` and `shell/` are paths of electron/electron. */
  readonly source: string;
}

const notOffered = (member: string): string =>
  `NotOfferedError: ${member} is not offered by the Chromium host (build/chromium-host/README.md)`;
const cloning = 'Error: An object could not be cloned.';
const header = (name: string): Refusal => ({
  attempt: `net.fetch with ${name}`,
  says: 'Error: net::ERR_INVALID_ARGUMENT',
  source:
    'd.ts, ClientRequest.setHeader: "Certain headers are restricted from being set by apps"; electron#21091, #21148',
});
const host = 'The host itself: what it cannot imitate is refused by name';

const dialogs: readonly Refusal[] = Object.entries({
  'open dialog with properties that are no list': 'TypeError: Properties must be an array',
  'open dialog with a title that is no text': 'TypeError: Title must be a string',
  'open dialog with a label that is no text': 'TypeError: Button label must be a string',
  'save dialog with a path that is no text': 'TypeError: Default path must be a string',
  'save dialog with a field name that is no text': 'TypeError: Name field label must be a string',
  'message box of no type': 'TypeError: Invalid message box type',
  'message box with buttons that are no list': 'TypeError: Buttons must be an array',
  'message box with a detail that is no text': 'TypeError: Detail must be a string',
  'message box with a checked box without a label': 'Error: checkboxChecked requires that checkboxLabel also be passed',
  'error box without words': 'TypeError: Insufficient number of arguments.',
  'error box with a number': 'TypeError: Error processing argument at index 1, conversion failure from 4',
}).map(([attempt, says]) => ({ attempt, says, source: 'lib/browser/api/dialog.ts; spec/api-dialog.spec.ts' }));

export const refusals: readonly Refusal[] = [
  {
    attempt: 'schemes twice',
    says: 'Error: protocol.registerSchemesAsPrivileged can be called only once',
    source: 'd.ts, registerSchemesAsPrivileged: "can be called only once"',
  },
  {
    attempt: 'schemes after ready',
    says: 'Error: protocol.registerSchemesAsPrivileged should be called before app is ready',
    source:
      'd.ts, registerSchemesAsPrivileged: "can only be used before the `ready` event of the `app` module gets emitted"',
  },
  {
    attempt: 'window before ready',
    says: 'Error: Cannot create BrowserWindow before app is ready',
    source: 'electron#13669, #14425: the error and the maintainer’s "You need to wait for the `ready` event"',
  },
  {
    attempt: 'notification before ready',
    says: 'Error: Cannot create Notification before app is ready',
    source: 'shell/browser/api/electron_api_notification.cc',
  },
  {
    attempt: 'tray before ready',
    says: 'Error: Cannot create Tray before app is ready',
    source: 'shell/browser/api/electron_api_tray.cc',
  },
  {
    attempt: 'screen before ready',
    says: "Error: The 'screen' module can't be used before the app 'ready' event",
    source:
      'docs/api/screen.md: "cannot be used until the `ready` event"; words of shell/browser/api/electron_api_screen.cc',
  },
  {
    attempt: 'session before ready',
    says: 'TypeError: Session can only be received when app is ready',
    source: 'shell/browser/api/electron_api_session.cc',
  },
  {
    attempt: 'protocol.handle before ready',
    says: 'Error: protocol.handle can only be used after the app is ready',
    source: 'docs/api/protocol.md: "All methods unless specified can only be used after the `ready` event"',
  },
  {
    attempt: 'net.fetch before ready',
    says: 'Error: net.fetch can only be used after the app is ready',
    source: 'docs/api/net.md: "Trying to use the module before the `ready` event will throw an error"',
  },
  {
    attempt: 'dialog before ready',
    says: 'Error: dialog module can only be used after app is ready',
    source: 'lib/browser/api/dialog.ts, checkAppInitialized',
  },
  {
    attempt: 'utility process before ready',
    says: 'TypeError: utilityProcess cannot be created before app is ready.',
    source: 'shell/browser/api/electron_api_utility_process.cc, UtilityProcessWrapper::Create',
  },
  {
    attempt: 'system locale before ready',
    says: 'Error: app.getSystemLocale() can only be called after app is ready',
    source: 'd.ts, getSystemLocale: "This API must be called after the `ready` event is emitted"',
  },
  {
    attempt: 'locale before ready',
    says: 'no refusal: ""',
    source: 'd.ts, getLocale: "This API must be called after the `ready` event"; it is empty before',
  },
  ...['encryption', 'decryption'].map((what) => ({
    attempt: `${what} before ready`,
    says: 'Error: safeStorage cannot be used before app is ready',
    source: 'shell/browser/api/electron_api_safe_storage.cc',
  })),
  {
    attempt: 'encryption available before ready',
    says: 'no refusal: false',
    source: 'shell/browser/api/electron_api_safe_storage.cc, IsAsyncEncryptionAvailable',
  },
  {
    attempt: 'path of an unknown name',
    says: "Error: Failed to get 'nowhere' path",
    source: 'd.ts, getPath: "On failure, an `Error` is thrown"',
  },
  {
    attempt: 'set path of an unknown name',
    says: "Error: Failed to set path 'nowhere'",
    source: 'd.ts, setPath: "You can only override paths of a `name` defined in `app.getPath`"',
  },
  {
    attempt: 'set path to a missing folder',
    says: 'no refusal',
    source:
      'shell/browser/api/electron_api_app.cc, App::SetPath, whatever d.ts says; spec/api-app.spec.ts: "returns true when setting non-existent user data folder"',
  },
  {
    attempt: 'set path to a relative folder',
    says: 'Error: Path must be absolute',
    source: 'shell/browser/api/electron_api_app.cc, App::SetPath',
  },
  {
    attempt: 'crash reporter before start',
    says: 'Error: crashReporter.getParameters cannot be used before crashReporter.start',
    source: 'd.ts, crashReporter.start: "must be called before using any other `crashReporter` APIs"',
  },
  {
    attempt: 'crash reporter without a URL',
    says: 'Error: submitURL must be specified when uploadToServer is true',
    source: 'lib/browser/api/crash-reporter.ts',
  },
  {
    attempt: 'sandbox after ready',
    says: 'Error: app.enableSandbox() can only be called before app is ready',
    source: 'd.ts, enableSandbox: "This method can only be called before app is ready"',
  },
  {
    attempt: 'hardware acceleration after ready',
    says: 'Error: app.disableHardwareAcceleration() can only be called before app is ready',
    source: 'd.ts, disableHardwareAcceleration: "This method can only be called before app is ready"',
  },
  {
    attempt: 'protocol.handle twice',
    says: 'Error: Failed to register protocol: app',
    source: 'lib/browser/api/protocol.ts',
  },
  {
    attempt: 'protocol.unhandle of nothing',
    says: 'Error: Failed to unhandle protocol: other',
    source: 'lib/browser/api/protocol.ts',
  },
  ...['Content-Length', 'Host', 'Trailer', 'Te', 'Upgrade', 'Cookie2', 'Keep-Alive', 'Transfer-Encoding'].map(header),
  header('Connection: upgrade'),
  {
    attempt: 'net.fetch of data:',
    says: 'Error: net::ERR_UNKNOWN_URL_SCHEME',
    source: 'd.ts, Net.fetch: "does not support the `data:` or `blob:` schemes"',
  },
  {
    attempt: 'net.fetch of blob:',
    says: 'Error: net::ERR_UNKNOWN_URL_SCHEME',
    source: 'd.ts, Net.fetch: "does not support the `data:` or `blob:` schemes"',
  },
  {
    attempt: 'net.fetch of an unknown scheme',
    says: 'Error: net::ERR_UNKNOWN_URL_SCHEME',
    source: 'Chromium, net/base/net_error_list.h: UNKNOWN_URL_SCHEME',
  },
  {
    attempt: 'net.fetch of a missing file',
    says: 'Error: net::ERR_FILE_NOT_FOUND',
    source:
      'd.ts, Net.fetch: requests "can be made to custom protocols as well as `file:`"; Chromium, net_error_list.h',
  },
  {
    attempt: 'net.fetch with an aborted signal',
    says: 'Error: aborted by the test',
    source: 'lib/browser/api/net-fetch.ts: rejects with the signal’s reason',
  },
  {
    attempt: 'net.fetch refused',
    says: 'Error: net::ERR_CONNECTION_REFUSED',
    source: 'docs/api/net.md: errors carry Chromium’s names; net_error_list.h',
  },
  {
    attempt: 'net.fetch of an unsafe port',
    says: 'Error: net::ERR_UNSAFE_PORT',
    source: 'Chromium, net/base/port_util.cc: restricted ports; net_error_list.h',
  },
  {
    attempt: 'load of an unsafe port',
    says: "Error: ERR_UNSAFE_PORT (-312) loading 'http://127.0.0.1:1/'",
    source: 'Chromium, net/base/port_util.cc: restricted ports; net_error_list.h',
  },
  { attempt: 'synchronous encryption', says: notOffered('SafeStorage.encryptString'), source: host },
  {
    attempt: 'encryption available without a key ring',
    says: 'no refusal: true',
    source:
      'shell/browser/api/electron_api_safe_storage.cc, OnOsCryptReady: resolves with true, whichever provider gave a key',
  },
  ...['plain text', 'what another key ring encrypted'].map((what) => ({
    attempt: `decryption of ${what}`,
    says: 'Error: Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.',
    source: 'shell/browser/api/electron_api_safe_storage.cc',
  })),
  {
    attempt: 'decryption of what is no buffer',
    says: 'Error: Expected the first argument of decryptStringAsync() to be a buffer',
    source: 'shell/browser/api/electron_api_safe_storage.cc',
  },
  {
    attempt: 'second handler',
    says: "Error: Attempted to register a second handler for 'twice'",
    source: 'lib/browser/ipc-main-impl.ts',
  },
  {
    attempt: 'handler that is no function',
    says: "Error: Expected handler to be a function, but found type 'string'",
    source: 'lib/browser/ipc-main-impl.ts',
  },
  {
    attempt: 'unknown theme',
    says: 'TypeError: Error processing argument at index 0, conversion failure from purple',
    source: "d.ts, NativeTheme.themeSource: ('system' | 'light' | 'dark')",
  },
  { attempt: 'open an invalid address', says: 'Error: Invalid URL', source: 'docs/api/shell.md, openExternal' },
  {
    attempt: 'open a missing path',
    says: 'no refusal: Failed to open path: /no/such/path does not exist',
    source: 'd.ts, Shell.openPath: resolves with "the error message corresponding to the failure"',
  },
  {
    attempt: 'menu that is no list',
    says: 'TypeError: Invalid template for Menu: Menu template must be an array',
    source: 'lib/browser/api/menu.ts',
  },
  {
    attempt: 'menu item without a label',
    says: 'TypeError: Invalid template for MenuItem: must have at least one of label, role or type',
    source: 'lib/browser/api/menu.ts, areValidTemplateItems',
  },
  { attempt: 'destroyed tray', says: 'Error: Tray is destroyed', source: 'shell/browser/api/electron_api_tray.cc' },
  {
    attempt: 'tray without an image',
    says: "Error: Failed to load image from path '/no/such/image.png'",
    source: 'shell/common/api/electron_api_native_image.cc',
  },
  {
    attempt: 'tray with a file that is no image',
    says: `Error: Failed to load image from path '${join(import.meta.dirname, 'refusals-app/main.js')}'`,
    source: 'shell/common/api/electron_api_native_image.cc, TryConvertNativeImage',
  },
  {
    attempt: 'tray with something else',
    says: 'Error: Argument must be a file path or a NativeImage',
    source: 'shell/common/api/electron_api_native_image.cc, TryConvertNativeImage',
  },
  {
    attempt: 'utility process without a module',
    says: 'Error: Missing UtilityProcess entry script.',
    source: 'lib/browser/api/utility-process.ts; one that does not exist ends with 1 (tests/lifecycle.test.ts)',
  },
  {
    attempt: 'utility process with two streams',
    says: 'Error: configuration missing for stdin, stdout or stderr.',
    source: 'lib/browser/api/utility-process.ts',
  },
  {
    attempt: 'utility process with other streams',
    says: 'Error: stdio must be of the following values: inherit, pipe, ignore',
    source: 'lib/browser/api/utility-process.ts',
  },
  ...dialogs,
  {
    attempt: 'scheme of no name',
    says: "Error: Invalid scheme name 'my_app'. Scheme names must start with an ASCII letter and contain only ASCII letters, digits, '+', '-', or '.'.",
    source: 'spec/api-protocol.spec.ts: "throws for invalid scheme names"',
  },
  { attempt: 'privilege that there is not', says: notOffered("the privilege 'codeCaching'"), source: host },
  {
    attempt: 'net.fetch of a scheme, aborted meanwhile',
    says: 'Error: aborted meanwhile',
    source: 'lib/browser/api/net-fetch.ts: rejects with the signal’s reason',
  },
  {
    attempt: 'net.fetch of a scheme without a path',
    says: 'no refusal: app://refusals/?x',
    source: 'url/url_canon_stdurl.cc of Chromium: a standard scheme has a host in small letters and a path',
  },
  {
    attempt: 'bridge of what is nested too deeply',
    says: 'TypeError: Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.',
    source: 'shell/renderer/api/electron_api_context_bridge.cc, kMaxRecursion',
  },
  {
    attempt: 'bridge of what is nested deeply',
    says: 'no refusal',
    source: 'shell/renderer/api/electron_api_context_bridge.cc, kMaxRecursion',
  },
  {
    attempt: 'utility process with an input',
    says: 'Error: stdin value other than ignore is not supported.',
    source:
      'd.ts, ForkOptions.stdio: "Configuring `stdin` to any property other than `ignore` … will result in an error"',
  },
  {
    attempt: 'send with a function from main',
    says: cloning,
    source:
      'd.ts, WebContents.send: "Sending Functions, Promises, Symbols, WeakMaps, or WeakSets will throw an exception"',
  },
  {
    attempt: 'send without a channel',
    says: 'TypeError: Missing required channel argument',
    source: 'lib/browser/api/web-frame-main.ts',
  },
  {
    attempt: 'load of an unknown scheme',
    says: "Error: ERR_FAILED (-2) loading 'nobody://x/'",
    source: 'spec/api-web-contents.spec.ts: "rejects when navigation is cancelled due to a bad scheme"',
  },
  {
    attempt: 'load of nonsense',
    says: "Error: ERR_INVALID_URL (-300) loading 'nonsense'",
    source: 'd.ts, loadURL: "rejects if the page fails to load"; Chromium, net_error_list.h',
  },
  {
    attempt: 'load that is refused',
    says: "Error: ERR_CONNECTION_REFUSED (-102) loading 'http://127.0.0.1:PORT/'",
    source: 'd.ts, loadURL: "rejects if the page fails to load"',
  },
  {
    attempt: 'load whose handler answers no response',
    says: "Error: ERR_UNEXPECTED (-9) loading 'app://refusals/broken'",
    source: 'lib/browser/api/protocol.ts, validateResponse',
  },
  {
    attempt: 'destroyed window',
    says: 'TypeError: Object has been destroyed',
    source: 'd.ts, BrowserWindow.webContents and isDestroyed',
  },
  {
    attempt: 'contents of a destroyed window',
    says: 'TypeError: Object has been destroyed',
    source: 'd.ts, BrowserWindow.webContents: "throws `Object has been destroyed` once the window has been destroyed"',
  },
  ...['fs', 'node:child_process', 'electron/main', './beside.cjs'].map((name) => ({
    attempt: `preload requires ${name}`,
    says: `Error: module not found: ${name}`,
    source:
      'docs/tutorial/sandbox.md: `require` "will only be able to import a subset of Electron and Node\'s built-in modules"',
  })),
  {
    attempt: 'preload takes a main module',
    says: 'Error: app is not offered by the Chromium host (build/chromium-host/README.md)',
    source: 'docs/tutorial/sandbox.md: "`electron` (only renderer process modules)"',
  },
  {
    attempt: 'bridge twice under one name',
    says: 'Error: Cannot bind an API on top of an existing property on the window object',
    source: 'shell/renderer/api/electron_api_context_bridge.cc',
  },
  {
    attempt: 'bridge on a property of the window',
    says: 'Error: Cannot bind an API on top of an existing property on the window object',
    source: 'shell/renderer/api/electron_api_context_bridge.cc: asks for any property, inherited ones too',
  },
  {
    attempt: 'bridge of a class instance with a WeakMap',
    says: cloning,
    source:
      'docs/api/context-bridge.md: "If the type you care about is not in the above table, it is probably not supported"',
  },
  {
    attempt: 'path of what is no file',
    says: 'TypeError: getPathForFile expected to receive a File object but one was not provided',
    source:
      'd.ts, WebUtils.getPathForFile: "In the case where the object passed in is not a `File` object an exception is thrown"',
  },
  {
    attempt: 'invoke without a handler',
    says: "Error: Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    source: 'lib/browser/ipc-dispatch.ts and lib/renderer/api/ipc-renderer.ts',
  },
  ...['a function', 'a promise', 'a symbol', 'a WeakMap'].map((what) => ({
    attempt: `invoke with ${what}`,
    says: cloning,
    source:
      'd.ts, IpcRenderer.invoke: "Sending Functions, Promises, Symbols, WeakMaps, or WeakSets will throw an exception"',
  })),
  ...['a DOM object', 'a File'].map((what) => ({
    attempt: `invoke with ${what}`,
    says: cloning,
    source:
      'd.ts, IpcRenderer.invoke: "DOM objects such as `ImageBitmap`, `File`, `DOMMatrix` … cannot be sent over Electron\'s IPC"',
  })),
  {
    attempt: 'send with a function',
    says: cloning,
    source:
      'd.ts, IpcRenderer.send: "Sending Functions, Promises, Symbols, WeakMaps, or WeakSets will throw an exception"',
  },
  {
    attempt: 'invoke without a channel',
    says: 'TypeError: Error processing argument at index 0, conversion failure from undefined',
    source: 'd.ts, IpcRenderer.invoke(channel: string): gin’s words for a wrong argument',
  },
  {
    attempt: 'invoke whose handler throws',
    says: "Error: Error invoking remote method 'throws': RangeError: out of range",
    source:
      'd.ts, IpcMain.handle: "Errors thrown through `handle` … are serialized and only the `message` property … is provided"',
  },
  {
    attempt: 'invoke whose result cannot be cloned',
    says: `Error: Error invoking remote method 'uncloneable': ${cloning}`,
    source:
      'd.ts, IpcRenderer.invoke: the Structured Clone Algorithm; lib/browser/ipc-dispatch.ts replies with the error',
  },
  {
    attempt: 'handleOnce a second time',
    says: "Error: Error invoking remote method 'once': Error: No handler registered for 'once'",
    source: 'd.ts, IpcMain.handleOnce: "Handles a single `invoke`able IPC message, then removes the listener"',
  },
  { attempt: 'relative preload', says: 'TypeError: preload must be an absolute path: preload.js', source: 'd.ts, WebPreferences.preload: "should be the absolute file path to the script"' }, // prettier-ignore
  {
    attempt: 'schemes without standard',
    says: notOffered("the scheme 'loose' without the privilege 'standard'"),
    source: host,
  },
  { attempt: 'member that the host lacks', says: notOffered('App.getGPUFeatureStatus'), source: host },
  { attempt: 'static member that the host lacks', says: notOffered('BrowserWindow.addExtension'), source: host },
  { attempt: 'class that the host lacks', says: notOffered('WebContentsView'), source: host },
  { attempt: 'module that the host lacks', says: notOffered('globalShortcut.register'), source: host },
  { attempt: 'event that the host lacks', says: notOffered("the event 'certificate-error' of App"), source: host },
  {
    attempt: 'window option that the host lacks',
    says: notOffered("the BrowserWindow option 'transparent'"),
    source: host,
  },
  { attempt: 'window with Node', says: notOffered('webPreferences.nodeIntegration = true'), source: host },
  { attempt: 'window without sandbox', says: notOffered('webPreferences.sandbox = false'), source: host },
  { attempt: 'window without isolation', says: notOffered('webPreferences.contextIsolation = false'), source: host },
  { attempt: 'built-in scheme', says: notOffered("protocol.handle of the built-in scheme 'https'"), source: host },
  { attempt: 'preload uses ipcRenderer.sendSync', says: 'Error: ipcRenderer.sendSync is not offered by the Chromium host (build/chromium-host/README.md)', source: host }, // prettier-ignore
  {
    attempt: 'developer tools',
    says: `${notOffered('WebContents.openDevTools')}: press F12 in Chromium's window`,
    source: host,
  },
];
