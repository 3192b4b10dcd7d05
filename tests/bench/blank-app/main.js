// The least that a window can be: what Billfold's own is compared with.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { app, BrowserWindow, protocol } from 'electron';

const types = { '.html': 'text/html', '.mjs': 'text/javascript', '.pdf': 'application/pdf' };
const pdfjs = join(import.meta.dirname, '../../../node_modules/pdfjs-dist/build');

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

app.whenReady().then(() => {
  protocol.handle('app', async ({ url }) => {
    const { pathname } = new URL(url);
    const file =
      pathname === '/document.pdf'
        ? process.env.BENCH_DOCUMENT
        : join(pathname.startsWith('/pdf.') && pathname.endsWith('.mjs') ? pdfjs : import.meta.dirname, pathname);
    return new Response(await readFile(file), { headers: { 'content-type': types[extname(file)] ?? 'text/plain' } });
  });
  const window = new BrowserWindow({ width: 1200, height: 800 });
  void window.loadURL(`app://blank/${process.env.BENCH_PAGE ?? 'blank.html'}`);
});
app.on('window-all-closed', () => app.quit());
