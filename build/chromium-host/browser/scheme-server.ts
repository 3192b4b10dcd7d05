import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Origins } from './origins.ts';
import type { Schemes } from './schemes.ts';

export interface SchemeServer {
  readonly port: number;
  close(): void;
}

/** Headers of the HTTP connection itself: a custom scheme has none of them. */
const hopHeaders = new Set([
  'host',
  'connection',
  'upgrade-insecure-requests',
  'proxy-connection',
  'keep-alive',
  'accept-encoding',
]);

/** Serves the program's schemes to Chromium on loopback, by the handlers of `protocol.handle`. */
export async function startSchemeServer(origins: Origins, schemes: Schemes): Promise<SchemeServer> {
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing, origins, schemes).catch((error: unknown) => {
      // As Electron's `protocol.handle`: the page sees a failed request, the console the reason.
      if (!incoming.destroyed && !outgoing.destroyed) console.error(error);
      outgoing.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  server.unref();
  return {
    // A listening TCP server has an address object.
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  origins: Origins,
  schemes: Schemes,
): Promise<void> {
  const url = origins.fromRequest(incoming.headers.host ?? '', incoming.url ?? '/');
  if (url === null) {
    outgoing.writeHead(403).end('This address belongs to a program.\n');
    return;
  }
  const response = await schemes.respond(toRequest(url, incoming, origins));
  if (response === null) {
    outgoing.destroy();
    return;
  }
  // Chromium asks for an icon because it speaks HTTP here; Electron never does, so its absence is no error of the page.
  if (response.status === 404 && new URL(url).pathname === '/favicon.ico') {
    outgoing.writeHead(204).end();
    return;
  }
  for (const [name, value] of response.headers)
    outgoing.setHeader(name, name === 'set-cookie' ? response.headers.getSetCookie() : value);
  outgoing.writeHead(response.status, response.statusText);
  if (response.body === null || incoming.method === 'HEAD') outgoing.end();
  else await pipeline(Readable.fromWeb(response.body), outgoing);
}

function toRequest(url: string, incoming: IncomingMessage, origins: Origins): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (hopHeaders.has(name) || value === undefined) continue;
    const plain = Array.isArray(value) ? value.join(', ') : value;
    headers.set(name, name === 'origin' || name === 'referer' ? origins.toApp(plain) : plain);
  }
  const method = incoming.method ?? 'GET';
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  return new Request(url, {
    method,
    headers,
    body: Readable.toWeb(incoming),
    duplex: 'half',
  });
}
