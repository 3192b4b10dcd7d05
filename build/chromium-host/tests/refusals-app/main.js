import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as electron from 'electron';

/* Tries what Electron refuses, each at the time and place in question, and prints what came of it as one line of JSON. */

const {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  Notification,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
  nativeImage,
} = electron;
const outcomes = {};

/** A port that nobody listens on any more. */
const closedPort = await new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

async function attempt(name, action) {
  try {
    const value = await action();
    outcomes[name] = value === undefined ? 'no refusal' : `no refusal: ${String(value)}`;
  } catch (error) {
    outcomes[name] = String(error).replaceAll(String(closedPort), 'PORT');
  }
}

const privileged = [{ scheme: 'app', privileges: { standard: true, secure: true } }];
const image = () => nativeImage.createEmpty();

async function beforeReady() {
  await attempt('scheme of no name', () => protocol.registerSchemesAsPrivileged([{ scheme: 'my_app' }]));
  await attempt('privilege that there is not', () =>
    protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, codeCaching: true } }]),
  );
  await attempt('schemes without standard', () => protocol.registerSchemesAsPrivileged([{ scheme: 'loose' }]));
  protocol.registerSchemesAsPrivileged(privileged);
  await attempt('schemes twice', () => protocol.registerSchemesAsPrivileged(privileged));
  await attempt('window before ready', () => new BrowserWindow());
  await attempt('notification before ready', () => new Notification({ title: 'x' }).show());
  await attempt('tray before ready', () => new Tray(image()));
  await attempt('screen before ready', () => screen.getPrimaryDisplay());
  await attempt('session before ready', () => session.defaultSession);
  await attempt('protocol.handle before ready', () => protocol.handle('app', () => new Response('')));
  await attempt('net.fetch before ready', () => net.fetch('http://127.0.0.1:9/'));
  await attempt('dialog before ready', () => dialog.showMessageBox({ message: 'x' }));
  await attempt('utility process before ready', () => utilityProcess.fork(import.meta.filename));
  await attempt('system locale before ready', () => app.getSystemLocale());
  await attempt('encryption before ready', () => safeStorage.encryptStringAsync('x'));
  await attempt('decryption before ready', () => safeStorage.decryptStringAsync(Buffer.from('x')));
  await attempt('encryption available before ready', () => safeStorage.isAsyncEncryptionAvailable());
  await attempt('locale before ready', () => `"${app.getLocale()}"`);
  await attempt('path of an unknown name', () => app.getPath('nowhere'));
  await attempt('set path of an unknown name', () => app.setPath('nowhere', '/tmp'));
  await attempt('set path to a missing folder', () => app.setPath('music', '/tmp/no/such/folder'));
  await attempt('set path to a relative folder', () => app.setPath('userData', 'relative'));
  await attempt('crash reporter before start', () => crashReporter.getParameters());
  await attempt('crash reporter without a URL', () => crashReporter.start({}));
}

async function afterReady() {
  await attempt('schemes after ready', () => protocol.registerSchemesAsPrivileged(privileged));
  await attempt('sandbox after ready', () => app.enableSandbox());
  await attempt('hardware acceleration after ready', () => app.disableHardwareAcceleration());
  protocol.handle('app', (request) => {
    if (request.url.endsWith('/broken')) return 'no response';
    if (request.url.endsWith('/never')) return new Promise(() => undefined);
    if (request.url.endsWith('?x')) return new Response(request.url);
    return new Response('<!doctype html><title>Refusals</title>', { headers: { 'content-type': 'text/html' } });
  });
  await attempt('protocol.handle twice', () => protocol.handle('app', () => new Response('')));
  await attempt('protocol.unhandle of nothing', () => protocol.unhandle('other'));
  for (const name of [
    'Content-Length',
    'Host',
    'Trailer',
    'Te',
    'Upgrade',
    'Cookie2',
    'Keep-Alive',
    'Transfer-Encoding',
  ]) {
    await attempt(`net.fetch with ${name}`, () => net.fetch('http://127.0.0.1:9/', { headers: { [name]: '1' } }));
  }
  await attempt('net.fetch with Connection: upgrade', () =>
    net.fetch('http://127.0.0.1:9/', { headers: { Connection: 'upgrade' } }),
  );
  await attempt('net.fetch of data:', () => net.fetch('data:text/plain,x'));
  await attempt('net.fetch of blob:', () => net.fetch(URL.createObjectURL(new Blob(['x']))));
  await attempt('net.fetch of an unknown scheme', () => net.fetch('nobody://x/'));
  await attempt('net.fetch of a missing file', () => net.fetch('file:///no/such/file'));
  await attempt('net.fetch with an aborted signal', () =>
    net.fetch('http://127.0.0.1:9/', { signal: AbortSignal.abort(new Error('aborted by the test')) }),
  );
  await attempt('net.fetch of a scheme, aborted meanwhile', () => {
    const reader = new AbortController();
    setImmediate(() => reader.abort(new Error('aborted meanwhile')));
    return net.fetch('app://refusals/never', { signal: reader.signal });
  });
  await attempt('net.fetch of a scheme without a path', async () => (await net.fetch('app://Refusals?x')).text());
  await attempt('net.fetch refused', () => net.fetch(`http://127.0.0.1:${closedPort}/`));
  await attempt('net.fetch of an unsafe port', () => net.fetch('http://127.0.0.1:1/'));
  await attempt('synchronous encryption', () => safeStorage.encryptString('x'));
  await attempt('encryption available without a key ring', () => safeStorage.isAsyncEncryptionAvailable());
  await attempt('decryption of plain text', () => safeStorage.decryptStringAsync(Buffer.from('plain')));
  await attempt('decryption of what another key ring encrypted', () =>
    safeStorage.decryptStringAsync(Buffer.from('v11' + 'x'.repeat(40))),
  );
  await attempt('decryption of what is no buffer', () => safeStorage.decryptStringAsync('v10'));
  await attempt('second handler', () => {
    ipcMain.handle('twice', () => undefined);
    ipcMain.handle('twice', () => undefined);
  });
  await attempt('handler that is no function', () => ipcMain.handle('text', 'text'));
  await attempt('unknown theme', () => {
    nativeTheme.themeSource = 'purple';
  });
  await attempt('open an invalid address', () => shell.openExternal('not an address'));
  await attempt('open a missing path', () => shell.openPath('/no/such/path'));
  await attempt('menu that is no list', () => Menu.buildFromTemplate({}));
  await attempt('menu item without a label', () => Menu.buildFromTemplate([{ click: () => undefined }]));
  await attempt('destroyed tray', () => {
    const tray = new Tray(image());
    tray.destroy();
    tray.setToolTip('x');
  });
  await attempt('tray without an image', () => new Tray('/no/such/image.png'));
  await attempt('tray with a file that is no image', () => new Tray(import.meta.filename));
  await attempt('tray with something else', () => new Tray({ path: 'x' }));
  await attempt('utility process without a module', () => utilityProcess.fork(''));
  await attempt('utility process with two streams', () =>
    utilityProcess.fork(import.meta.filename, [], { stdio: ['ignore', 'ignore'] }),
  );
  await attempt('utility process with other streams', () =>
    utilityProcess.fork(import.meta.filename, [], { stdio: 'ipc' }),
  );
  await attempt('utility process with an input', () =>
    utilityProcess.fork(import.meta.filename, [], { stdio: ['pipe', 'pipe', 'pipe'] }),
  );
}

/** Each is thrown at once: a rejection would be no refusal of these. */
async function dialogs() {
  const wrong = {
    'open dialog with properties that are no list': () => dialog.showOpenDialog({ properties: false }),
    'open dialog with a title that is no text': () => dialog.showOpenDialog({ title: 300 }),
    'open dialog with a label that is no text': () => dialog.showOpenDialog({ buttonLabel: [] }),
    'save dialog with a path that is no text': () => dialog.showSaveDialog({ defaultPath: {} }),
    'save dialog with a field name that is no text': () => dialog.showSaveDialog({ nameFieldLabel: {} }),
    'message box of no type': () => dialog.showMessageBox({ type: 'not-a-valid-type', message: '' }),
    'message box with buttons that are no list': () => dialog.showMessageBox(null, { buttons: false, message: '' }),
    'message box with a detail that is no text': () => dialog.showMessageBox({ detail: 3.14, message: '' }),
    'message box with a checked box without a label': () =>
      dialog.showMessageBox({ checkboxChecked: true, message: '' }),
    'error box without words': () => dialog.showErrorBox(),
    'error box with a number': () => dialog.showErrorBox('three', 4),
  };
  for (const [name, action] of Object.entries(wrong)) {
    let answer = null;
    await attempt(name, () => {
      answer = action();
    });
    answer?.catch(() => undefined);
  }
}

async function notOffered() {
  await attempt('member that the host lacks', () => app.getGPUFeatureStatus());
  await attempt('static member that the host lacks', () => BrowserWindow.addExtension('/x'));
  await attempt('class that the host lacks', () => new electron.WebContentsView());
  await attempt('module that the host lacks', () => electron.globalShortcut.register('x', () => undefined));
  await attempt('event that the host lacks', () => app.on('certificate-error', () => undefined));
  await attempt('window option that the host lacks', () => new BrowserWindow({ transparent: true }));
  await attempt('window with Node', () => new BrowserWindow({ webPreferences: { nodeIntegration: true } }));
  await attempt('window without sandbox', () => new BrowserWindow({ webPreferences: { sandbox: false } }));
  await attempt('window without isolation', () => new BrowserWindow({ webPreferences: { contextIsolation: false } }));
  await attempt('relative preload', () => new BrowserWindow({ webPreferences: { preload: 'preload.js' } }));
  await attempt('built-in scheme', () => protocol.handle('https', () => new Response('')));
}

async function inWindow() {
  ipcMain.handle('echo', (_event, value) => value);
  ipcMain.handle('throws', () => {
    throw new RangeError('out of range');
  });
  ipcMain.handle('uncloneable', () => () => undefined);
  ipcMain.handleOnce('once', () => undefined);
  ipcMain.on('outcome', (_event, name, outcome) => {
    outcomes[name] = outcome;
  });
  const done = new Promise((resolve) => ipcMain.once('done', resolve));
  const window = new BrowserWindow({ webPreferences: { preload: join(import.meta.dirname, 'preload.cjs') } });
  await window.loadURL('app://refusals/');
  await done;
  await attempt('send with a function from main', () => window.webContents.send('any', () => undefined));
  await attempt('send without a channel', () => window.webContents.send());
  await attempt('load of an unknown scheme', () => window.loadURL('nobody://x/'));
  await attempt('load of nonsense', () => window.loadURL('nonsense'));
  await attempt('load that is refused', () => window.loadURL(`http://127.0.0.1:${closedPort}/`));
  await attempt('load of an unsafe port', () => window.loadURL('http://127.0.0.1:1/'));
  await attempt('load whose handler answers no response', () => window.loadURL('app://refusals/broken'));
  await attempt('developer tools', () => window.webContents.openDevTools());
  const closed = new Promise((resolve) => window.once('closed', resolve));
  window.destroy();
  await closed;
  await attempt('destroyed window', () => window.show());
  await attempt('contents of a destroyed window', () => window.webContents);
}

app.setPath('userData', mkdtempSync(join(tmpdir(), 'refusals-')));
app.on('window-all-closed', () => undefined);
await beforeReady();
app.whenReady().then(async () => {
  await afterReady();
  await dialogs();
  await notOffered();
  await inWindow();
  console.log(`OUTCOMES ${JSON.stringify(outcomes)}`);
  app.quit();
});
