import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { net, protocol } from 'electron';
import { isInside } from '../files/index.ts';
import { documentPolicy, pagePolicy, workerPolicy } from './content-security-policy.ts';
import type { DocumentLinks } from './document-links.ts';
import { isOurs, scheme } from './origin.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

interface AppProtocolParts {
  /** Folder of the built window. */
  readonly windowFolder: string;
  readonly documents: DocumentLinks;
  /** Address of the development server, only in a checkout. */
  readonly developmentServer: string | null;
  /** The window asks for something. */
  readonly onRequest: () => void;
}

/** Must run before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ]);
}

/** Serves the window's files and the archive's documents under `app://billfold`. */
export function serveApp({ windowFolder, documents, developmentServer, onRequest }: AppProtocolParts): void {
  protocol.handle(scheme, async (request) => {
    onRequest();
    const url = new URL(request.url);
    if (!isOurs(request.url) || !['GET', 'HEAD'].includes(request.method)) return notFound();
    const document = /^\/documents\/([\w-]+)$/.exec(url.pathname);
    if (document?.[1]) return serveDocument(documents.fileOf(document[1]));
    if (developmentServer) return net.fetch(new URL(url.pathname + url.search, developmentServer).href);
    const path = decoded(url.pathname);
    return path === null ? notFound() : serveFile(windowFolder, path);
  });
}

const notFound = () => new Response('Not found', { status: 404, headers: { ...always, 'content-type': 'text/plain' } });

/** Null where the escapes of an address are malformed. */
function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

async function serveFile(folder: string, pathname: string): Promise<Response> {
  const file = join(folder, pathname);
  if (!isInside(file, folder)) return notFound();
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return notFound();
  const type = types[extname(file)] ?? 'application/octet-stream';
  const isPdfWorker = /[\\/]pdf\.worker[^\\/]*$/.test(file);
  const policy = isPdfWorker ? workerPolicy : pagePolicy;
  return new Response(bytes, { headers: { ...always, 'content-type': type, 'content-security-policy': policy } });
}

async function serveDocument(file: string | null): Promise<Response> {
  const bytes = file === null ? null : await readFile(file).catch(() => null);
  if (bytes === null) return notFound();
  // An XML is never a page: as XML its own styles and scripts would be the window's.
  const type = extname(file ?? '') === '.pdf' ? 'application/pdf' : 'application/octet-stream';
  return new Response(bytes, {
    headers: {
      ...always,
      'content-type': type,
      'content-security-policy': documentPolicy,
      'cache-control': 'no-store',
    },
  });
}
