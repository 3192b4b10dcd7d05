import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { closed, listening } from './waits.ts';

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers by hand; what it returns is sent as JSON with status 200. `times` counts earlier requests of the route. */
export type RawHandler = (request: RawRequest, response: ServerResponse, times: number) => object | undefined;

/** What a route answers: JSON with status 200, or everything by hand. */
export type RawAnswer = object | RawHandler;

export interface RawServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly RawRequest[];
  /** Answers by `METHOD /path`; a test changes them at will. */
  readonly routes: Record<string, RawAnswer>;
  close(): Promise<void>;
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Stripe's error envelope. */
export function sendError(
  response: ServerResponse,
  status: number,
  error: object,
  headers: Record<string, string> = {},
) {
  sendJson(response, status, { error: { type: 'invalid_request_error', ...error } }, headers);
}

/** A real HTTP server on loopback that answers exactly what a test tells it. */
export async function startRawServer(routes: Record<string, RawAnswer>): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const times = new Map<string, number>();

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    const { method = 'GET', headers } = incoming;
    const request = { method, path: url.pathname, query: url.searchParams, headers, body: await text(incoming) };
    requests.push(request);
    const route = `${method} ${url.pathname}`;
    const count = times.get(route) ?? 0;
    times.set(route, count + 1);
    const planned = routes[route];
    if (planned === undefined) {
      sendError(response, 404, { message: `Unrecognized request URL (${route})` });
      return;
    }
    const body: unknown = typeof planned === 'function' ? (planned as RawHandler)(request, response, count) : planned;
    if (body !== undefined) sendJson(response, 200, body);
  }

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((cause: unknown) => response.destroy(cause as Error));
  });
  const port = await listening(server);
  const close = () => {
    const end = closed(server);
    server.closeAllConnections();
    return end;
  };
  return { url: `http://127.0.0.1:${port}`, requests, routes, close, [Symbol.asyncDispose]: close };
}
