import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { faultAnswer, send } from './control/break.ts';
import { createControl } from './control/control.ts';
import { createFaults, type Fault } from './control/faults.ts';
import { createClock } from './data/clock.ts';
import { createInvoices } from './data/invoices.ts';
import { tokenOf } from './data/random.ts';
import { createWorld } from './data/world.ts';
import type { Answer, ApiRequest } from './http/answer.ts';
import { createLinks } from './http/links.ts';
import { readRequest } from './http/read-request.ts';
import { createSite } from './http/site.ts';
import { createImagekitApi, imagekitKeyOf, imagekitPath } from './imagekit/api.ts';
import type { PracticeOptions, PracticeServer } from './options.ts';
import { createPdfPrinter } from './pdf/index.ts';
import { createStripeApi } from './stripe/router.ts';
import type { Wire } from './stripe/wire.ts';

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('A listening TCP server has a port');
      resolve(address.port);
    });
  });
}

/** Starts a vendor for practice on the loopback interface. Rejects when the port is taken. */
export async function servePractice(options: PracticeOptions): Promise<PracticeServer> {
  const clock = createClock(Date.now, options.now, options.speed);
  const anchor = options.anchor ?? clock.now();
  const seconds = (): number => Math.floor(clock.now() / 1000);
  const world = createWorld({ seed: options.seed, invoices: options.invoices, anchor: Math.floor(anchor / 1000) });
  const invoices = createInvoices(world);
  const faults = createFaults();
  let url = '';
  const links = createLinks(options.seed, () => url);
  const wire: Wire = { world, invoices, links, now: seconds };
  const stripe = createStripeApi(wire, faults.alter);
  const imagekit = createImagekitApi(world, seconds, faults.alter);
  const site = createSite(wire, links, createPdfPrinter(world));
  const control = createControl(clock, faults);

  /** Looks at a request; what it gives carries it out, after the delay that a fault wants. */
  const begin = (request: ApiRequest, requestId: string): (() => Answer | Promise<Answer>) => {
    if (request.path.startsWith('/_practice')) return () => control(request);
    if (request.path === imagekitPath) return () => imagekit(request);
    return request.path.startsWith('/v1/') ? stripe(request, requestId) : () => site(request);
  };

  const delays = new Set<NodeJS.Timeout>();
  const wait = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => {
        delays.delete(timer);
        resolve();
      }, milliseconds);
      delays.add(timer);
    });

  const answer = async (request: ApiRequest, requestId: string, fault: Fault | null): Promise<Answer> => {
    const broken = fault && faultAnswer(fault, request, requestId);
    if (broken) return broken;
    const finish = begin(request, requestId);
    if (fault?.kind === 'delay') await wait(fault.milliseconds);
    return finish();
  };

  let count = 0;
  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming);
    const requestId = `req_${tokenOf(14, options.seed, 'request', ++count)}`;
    const fault = faults.next(request);
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'reset') {
      response.socket?.resetAndDestroy();
      return;
    }
    const made = await answer(request, requestId, fault);
    if (fault?.kind === 'apply-then-timeout') return;
    if (fault?.kind === 'apply-then-reset') {
      response.socket?.resetAndDestroy();
      return;
    }
    const named = request.path === imagekitPath ? { 'x-ik-requestId': requestId } : { 'Request-Id': requestId };
    const headers = request.path.startsWith('/v1/') ? { ...named, ...made.headers } : made.headers;
    send(response, { ...made, headers }, fault, incoming.method === 'HEAD');
  };

  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, response) => {
    handle(incoming, response).catch((cause: unknown) => {
      // A client that went away while it was sending is its own affair; anything else is a bug and must be seen.
      if (incoming.destroyed && !incoming.complete) return;
      response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end(
        `The practice server failed: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`,
      );
    });
  });
  url = `http://127.0.0.1:${await listen(server, options.port)}`;

  return {
    url,
    customerId: world.main.id,
    imagekitKey: imagekitKeyOf(options.seed),
    anchor,
    now: clock.now,
    setClock: clock.set,
    close() {
      for (const timer of delays) clearTimeout(timer);
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      server.closeAllConnections();
      return closed;
    },
  };
}
