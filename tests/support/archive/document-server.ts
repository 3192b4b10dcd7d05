import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closed, listening } from '../waits.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** The bytes of a small PDF that differs by name. */
export const pdfBytes = (name: string, size = 600): Buffer =>
  Buffer.from(`%PDF-1.7\n% ${name}\n${'x'.repeat(Math.max(0, size - 40))}\n%%EOF\n`);

export const pdf =
  (name: string, size?: number): Answer =>
  (_, response) => {
    const bytes = pdfBytes(name, size);
    response.writeHead(200, { 'Content-Type': 'application/pdf', 'Content-Length': bytes.length }).end(bytes);
  };

export const answer =
  (status: number, body: string | Buffer, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, headers).end(body);
  };

/** A vendor's document server on loopback. Answers by path; what has no answer of its own is a PDF named after its path. */
export async function startDocumentServer() {
  const answers = new Map<string, Answer[]>();
  const requests: IncomingMessage[] = [];
  let open = 0;
  let maxOpen = 0;
  const server = createServer((request, response) => {
    requests.push(request);
    maxOpen = Math.max(maxOpen, ++open);
    response.on('close', () => open--);
    const path = request.url ?? '/';
    const own = answers.get(path);
    const next = own && own.length > 1 ? own.shift() : own?.[0];
    (next ?? pdf(path))(request, response);
  });
  const port = await listening(server);
  return {
    url: (path: string) => `http://127.0.0.1:${port}${path}`,
    /** Answers in turn; the last one stays. */
    on: (path: string, ...given: Answer[]) => void answers.set(path, given),
    paths: () => requests.map((request) => request.url ?? ''),
    requests,
    maxOpen: () => maxOpen,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await closed(server);
    },
  };
}
