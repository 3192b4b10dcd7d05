import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
  Tray,
  dialog,
  clipboard,
} from 'electron';

const here = import.meta.dirname;
const types = { html: 'text/html', js: 'text/javascript' };
const log = [];

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

async function answer(request) {
  const { pathname } = new URL(request.url);
  log.push(`${request.method} ${request.url}`);
  if (pathname === '/echo') return Response.json({ body: await request.text(), range: request.headers.get('range') });
  if (pathname === '/away')
    return new Response(null, { status: 302, headers: { location: 'https://example.com/redirected' } });
  if (pathname === '/broken') throw new Error('the handler broke');
  if (pathname === '/stream') {
    const chunks = ['one ', 'two ', 'three'];
    return new Response(
      new ReadableStream({
        pull(controller) {
          const chunk = chunks.shift();
          if (chunk === undefined) controller.close();
          else controller.enqueue(new TextEncoder().encode(chunk));
        },
      }),
      { status: 206, headers: { 'content-type': 'text/plain', 'content-range': 'bytes 0-12/100' } },
    );
  }
  const file = join(here, pathname === '/' ? 'index.html' : pathname.slice(1));
  const headers = {
    'content-type': types[file.split('.').pop()] ?? 'application/octet-stream',
    'content-security-policy': "default-src 'self'; img-src 'self' data:",
  };
  return readFile(file).then(
    (body) => new Response(body, { headers }),
    () => new Response('not found', { status: 404, headers }),
  );
}

function createWindow() {
  const window = new BrowserWindow({
    width: 900,
    height: 600,
    show: false,
    webPreferences: { preload: join(here, 'preload.cjs'), sandbox: true, contextIsolation: true },
  });
  window.webContents.setWindowOpenHandler(({ url }) => {
    log.push(`window-open ${url}`);
    return { action: 'deny' };
  });
  window.webContents.on('will-navigate', (event) => {
    log.push(`will-navigate ${event.url}`);
    if (!event.url.endsWith('/away')) event.preventDefault();
  });
  window.webContents.on('will-redirect', (event) => {
    log.push(`will-redirect ${event.url}`);
    event.preventDefault();
  });
  window.webContents.on('context-menu', (_event, { isEditable, selectionText, linkURL, editFlags }) => {
    log.push(`context-menu ${JSON.stringify({ isEditable, selectionText, linkURL, canPaste: editFlags.canPaste })}`);
    Menu.buildFromTemplate([
      { role: 'cut', label: 'Ausschneiden' },
      { role: 'copy', label: 'Kopieren' },
      { role: 'paste', label: 'Einfügen' },
      { type: 'separator' },
      { role: 'selectAll', label: 'Alles auswählen' },
    ]).popup();
  });
  window.on('close', (event) => {
    log.push('close');
    if (process.env.FIXTURE_KEEP_WINDOW === '1' && !quitting) {
      event.preventDefault();
      window.hide();
    }
  });
  for (const name of [
    ...['show', 'hide', 'focus', 'blur', 'closed', 'minimize', 'restore'],
    ...['enter-full-screen', 'leave-full-screen'],
  ])
    window.on(name, () => log.push(name));
  window.once('ready-to-show', () => {
    log.push('ready-to-show');
    window.show();
  });
  void window.loadURL('app://fixture/index.html');
}

let quitting = false;
for (const name of ['before-quit', 'will-quit', 'quit', 'window-all-closed']) {
  app.on(name, () => {
    quitting ||= name === 'before-quit';
    log.push(name);
    if (name === 'window-all-closed') app.quit();
    if (name === 'quit') console.log(`LOG ${JSON.stringify(log)}`);
  });
}
app.on('second-instance', (_event, argv, workingDirectory, data) => {
  console.log(`SECOND ${JSON.stringify({ argv: argv.slice(2), workingDirectory, data })}`);
  BrowserWindow.getAllWindows()[0]?.show();
});
if (process.env.BILLFOLD_DATA_DIR) app.setPath('userData', process.env.BILLFOLD_DATA_DIR);

const notifications = [];
const handlers = {
  sum: (event, [a, b]) => {
    log.push(`sender ${event.senderFrame.url} ${event.sender === BrowserWindow.getAllWindows()[0]?.webContents}`);
    return a + b;
  },
  echo: (_event, value) => value,
  kind: (_event, value) => Object.prototype.toString.call(value),
  uncloneable: () => () => undefined,
  fail: () => {
    throw new RangeError('out of range');
  },
  log: () => log,
  tick: (event, tick) => event.sender.send('tick', tick),
  'send-uncloneable': (event) => event.sender.send('tick', () => undefined),
  theme: (_event, source) => {
    nativeTheme.themeSource = source;
    return nativeTheme.shouldUseDarkColors;
  },
  notify: (_event, title, body) => {
    const notification = new Notification({ title, body });
    for (const name of ['show', 'click', 'close', 'failed']) {
      notification.on(name, (_shown, reason) => log.push(`notification ${name}${reason ? ` ${reason}` : ''}`));
    }
    notifications.push(notification);
    notification.show();
  },
  'close-notifications': () => notifications.forEach((notification) => notification.close()),
  permissions: (_event, mode) => {
    session.defaultSession.setPermissionRequestHandler((_contents, permission, callback) => {
      log.push(`permission ${permission}`);
      callback(mode === 'grant');
    });
  },
  fetch: async (_event, url, init) => {
    const response = await net.fetch(url, init);
    return { status: response.status, text: await response.text() };
  },
  online: () => net.isOnline(),
  'copy-and-paste': async (_event, text) => {
    await clipboard.writeText(text);
    return clipboard.readText();
  },
  secret: async (_event, text) => {
    const available = await safeStorage.isAsyncEncryptionAvailable();
    const cipher = await safeStorage.encryptStringAsync(text);
    return { available, mark: cipher.toString('latin1', 0, 3), ...(await safeStorage.decryptStringAsync(cipher)) };
  },
  choose: async () => dialog.showOpenDialog({ title: 'Folder', properties: ['openDirectory'] }),
  open: async (_event, url) => shell.openExternal(url),
  hide: () => BrowserWindow.getAllWindows()[0].hide(),
  'full-screen': (_event, flag) => BrowserWindow.getAllWindows()[0].setFullScreen(flag),
  'is-full-screen': () => BrowserWindow.getAllWindows()[0].isFullScreen(),
  bounds: (_event, bounds) => {
    const [window] = BrowserWindow.getAllWindows();
    window.setBounds(bounds);
    return window.getBounds();
  },
};

if (app.requestSingleInstanceLock({ from: 'fixture' })) {
  app.whenReady().then(() => {
    protocol.handle('app', answer);
    for (const [channel, handler] of Object.entries(handlers)) ipcMain.handle(channel, handler);
    ipcMain.on('note', (_event, text) => log.push(`note ${text}`));
    powerMonitor.on('resume', () => log.push('resume'));
    const tray = new Tray(join(here, 'icon.png'));
    tray.setToolTip('Fixture');
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: 'Say hello', click: () => log.push('hello') },
        { type: 'separator' },
        { label: 'Quit', click: () => app.quit() },
      ]),
    );
    createWindow();
  });
} else {
  app.exit(3);
}
