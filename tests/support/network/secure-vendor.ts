import { request } from 'node:http';
import { createServer } from 'node:https';
import { type PracticeServer, startPracticeServer } from '../../../electron/practice/index.ts';
import { listening } from '../waits.ts';
import { type Issued, issue } from './certificates.ts';

/** A name that nothing on this computer can look up: only the proxy knows where it is. */
export const vendorHost = 'vendor.test';

/**
 * The practice vendor at `https://vendor.test`, as a server on the internet would be: reached past a proxy, with a certificate.
 * `showsPort`: for a proxy that knows the host alone, the address has the port in it.
 */
export async function startSecureVendor(authority: Issued, showsPort = false) {
  const practice: PracticeServer = await startPracticeServer({
    ...{ port: 0, seed: 7, invoices: 12, now: null, speed: 1, anchor: null },
  });
  const { cert, key } = await issue({ name: vendorHost, hosts: [vendorHost] }, authority);
  const inside = new URL(practice.url);
  const server = createServer({ cert, key }, (asked, response) => {
    const { method, url: path, headers } = asked;
    const options = { port: inside.port, method, path, headers: { ...headers, host: inside.host } };
    const onward = request(options, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => {
        const bytes = Buffer.concat(pieces);
        const isText = /json|html/.test(answer.headers['content-type'] ?? '');
        // Its links lead to where it is for the world.
        const body = isText ? Buffer.from(bytes.toString().replaceAll(practice.url, url())) : bytes;
        const framing = ['content-length', 'transfer-encoding'];
        for (const [name, value] of Object.entries(answer.headers))
          if (value !== undefined && !framing.includes(name)) response.setHeader(name, value);
        response.writeHead(answer.statusCode ?? 502, { 'content-length': body.length }).end(body);
      });
    });
    onward.on('error', () => response.destroy());
    asked.pipe(onward);
  });
  const port = await listening(server);
  const url = (): string => `https://${vendorHost}${showsPort ? `:${port}` : ''}`;
  return {
    port,
    url: url(),
    customerId: practice.customerId,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await practice.close();
    },
  };
}
export type SecureVendor = Awaited<ReturnType<typeof startSecureVendor>>;
