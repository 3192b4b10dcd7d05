import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createWorld } from '../../electron/practice/data/world.ts';
import type { Json } from '../../electron/practice/http/answer.ts';
import { type PracticeOptions, startPracticeServer } from '../../electron/practice/index.ts';
import { olderShape } from './older-shape.ts';
import { closed, listening } from './waits.ts';

/** Headers that hold between two neighbours only, or that the other body makes wrong. */
const ownHeaders = ['connection', 'content-length', 'date', 'host', 'keep-alive', 'transfer-encoding'];

const passedOn = (headers: Iterable<readonly [string, string]>): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => !ownHeaders.includes(name)));

/** A stand-in for Stripe of 2024: a practice server whose answers are in the shapes of that time. */
export async function startOlderStripe(options: PracticeOptions) {
  const inner = await startPracticeServer(options);
  const { seed, invoices } = options;
  const world = createWorld({ seed, invoices, anchor: Math.floor(inner.anchor / 1000) });

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = incoming;
    const body = await text(incoming);
    const answered = await fetch(new URL(url, inner.url), {
      method,
      headers: passedOn(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
      ...(body !== '' && { body }),
      redirect: 'manual',
    });
    const isJson = answered.headers.get('content-type') === 'application/json';
    const sent = isJson
      ? JSON.stringify(olderShape((await answered.json()) as Json, world)).replaceAll(inner.url, address)
      : Buffer.from(await answered.arrayBuffer());
    response.writeHead(answered.status, passedOn(answered.headers)).end(sent);
  }

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((cause: unknown) => response.destroy(cause as Error));
  });
  const address = `http://127.0.0.1:${await listening(server)}`;
  return {
    url: address,
    customerId: inner.customerId,
    async close(): Promise<void> {
      const end = closed(server);
      server.closeAllConnections();
      await Promise.all([end, inner.close()]);
    },
  };
}
