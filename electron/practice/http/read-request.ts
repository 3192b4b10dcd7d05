import type { IncomingMessage } from 'node:http';
import type { ApiRequest } from './answer.ts';

const maxBytes = 1024 * 1024;

/** The whole request; a body that goes on beyond a megabyte is cut off there. */
export async function readRequest(incoming: IncomingMessage): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    // Without an encoding set, a request gives buffers.
    const bytes = chunk as Buffer;
    if (size < maxBytes) chunks.push(bytes);
    size += bytes.length;
  }
  const [path = '/', query = ''] = (incoming.url ?? '/').split('?', 2);
  const headers = Object.entries(incoming.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return {
    method: incoming.method === 'HEAD' ? 'GET' : (incoming.method ?? 'GET'),
    path,
    query,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: Buffer.concat(chunks).subarray(0, maxBytes).toString('utf8'),
  };
}
