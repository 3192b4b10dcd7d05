import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { createGzip } from 'node:zlib';
import { Readable } from 'node:stream';
import type { ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type RawServer, startRawServer } from '../../support/raw-server.ts';
import { listOf } from '../../support/stripe-objects.ts';

const child = resolve(import.meta.dirname, '../../support/answer-child.ts');
const line = z.object({ outcome: z.string(), megabytes: z.number() });

const servers: RawServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(answer: (response: ServerResponse) => void): Promise<string> {
  const server = await startRawServer({ 'GET /v1/invoices': (_, response) => (answer(response), undefined) });
  servers.push(server);
  return server.url;
}

const piece = Buffer.alloc(2 ** 20, 'x');

/** A list whose first text never seems to end. */
function* endlessList(megabytes: number): Generator<Buffer> {
  yield Buffer.from('{"object":"list","data":[],"note":"');
  for (let sent = 0; sent < megabytes; sent++) yield piece;
  yield Buffer.from('"}');
}

const json = { 'content-type': 'application/json' };

/** In MB. At most 16 are read; a busy machine is slow to give back what is done with. */
const limit = 96;

test('1 GB, as it is and as a few packed bytes, costs less than a tenth of that', async () => {
  const small = await serve((response) => response.writeHead(200, json).end(JSON.stringify(listOf([]))));
  const large = await serve((response) => {
    response.writeHead(200, json);
    Readable.from(endlessList(1024)).pipe(response);
  });
  const packed = await serve((response) => {
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' });
    Readable.from(endlessList(1024)).pipe(createGzip()).pipe(response);
  });
  const crowded = await serve((response) =>
    response.writeHead(200, json).end(`{"data":[${'{},'.repeat(5_000_000)}{}]}`),
  );
  const { stdout } = await promisify(execFile)(process.execPath, [child, small, large, packed, crowded]);
  const lines = stdout
    .trim()
    .split('\n')
    .map((text) => line.parse(JSON.parse(text)));
  expect(lines.map(({ outcome }) => outcome)).toEqual([
    'ok',
    'answer-too-large',
    'answer-too-large',
    'answer-too-complex',
  ]);
  for (const { megabytes } of lines.slice(1)) expect(megabytes).toBeLessThan(limit);
});
