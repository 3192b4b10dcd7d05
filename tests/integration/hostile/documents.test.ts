import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pdfBytes } from '../../support/archive/document-server.ts';
import type { RawAnswer } from '../../support/raw-server.ts';
import { bytes, invoice, invoiceList, type Routes, stalling } from '../../support/hostile/vendor.ts';
import { type Aftermath, attempt, describeAttempts } from '../../support/hostile/world.ts';
import { closed, listening } from '../../support/waits.ts';

/** What a vendor must not have Billfold ask: a door of this computer's that is not its own. */
let knocks = 0;
const door = createServer((_, response) => {
  knocks++;
  response.writeHead(200, { 'content-type': 'application/pdf' }).end(pdfBytes('inside'));
});
let port = 0;
beforeAll(async () => {
  port = await listening(door);
});
afterAll(() => closed(door));

const listed = (url: string, changes: object = {}): Routes => ({
  'GET /v1/invoices': invoiceList(invoice(url, 3, { ...changes }), invoice(url, 2), invoice(url, 1)),
  'GET /v1/invoices/in_3': invoice(url, 3, { ...changes }),
});
const document = (what: string, answer: RawAnswer, says: readonly string[], then?: (after: Aftermath) => void) =>
  attempt(what, (url) => ({ ...listed(url), 'GET /pdf/3': answer }), says, then);
const body = (what: string, content: string | Buffer, says: readonly string[], headers: Record<string, string> = {}) =>
  document(what, bytes(content, { 'content-type': 'application/pdf', ...headers }), says);
const link = (target: string | ((url: string) => unknown), says: readonly string[] = ['link-not-allowed']) =>
  attempt(
    `a link to ${typeof target === 'string' ? target : String(target)}`,
    (url) =>
      listed(url, { invoice_pdf: typeof target === 'string' ? target.replace('PORT', String(port)) : target(url) }),
    says,
  );
const redirect = (target: string, says: readonly string[] = ['link-not-allowed']) =>
  document(
    `a redirect to ${target}`,
    (_, response) => {
      response.writeHead(302, { location: target.replace('PORT', String(port)) }).end();
      return undefined;
    },
    says,
  );

const good = pdfBytes('three', 30_000);
describeAttempts(
  {
    'documents that are none, and links that lead elsewhere': [
      body('nothing', '', ['document-not-pdf']),
      body('HTML that says it is a PDF', '<!doctype html><title>Sign in</title>', ['document-not-pdf']),
      body('a ZIP', Buffer.from('PK\u0003\u0004'), ['document-not-pdf']),
      body('text before the PDF', Buffer.concat([Buffer.from('Hello'), good]), ['document-not-pdf']),
      body('the first five bytes of a PDF', '%PDF-', ['document-truncated']),
      body('half a PDF', good.subarray(0, 15_000), ['document-truncated']),
      body('a PDF with zeros for its end', Buffer.concat([good.subarray(0, 15_000), Buffer.alloc(15_000)]), [
        'document-truncated',
      ]),
      body('a PDF of 65 MB', Buffer.concat([good, Buffer.alloc(65 * 2 ** 20, 'x'), Buffer.from('\n%%EOF\n')]), [
        'document-too-large',
      ]),
      body('a length of nine exabytes', good, ['document-too-large'], { 'content-length': '9000000000000000000' }),
      body('a PDF that says it is packed', good, ['server-unreachable'], { 'content-encoding': 'gzip' }),
      body('a PDF as a page of HTML', good, [], { 'content-type': 'text/html' }),
      body('a PDF with a name that leads elsewhere', good, [], {
        'content-disposition': 'attachment; filename="../../../evil.sh"',
      }),
      document(
        'an endless PDF',
        (_, response) => {
          response.writeHead(200, { 'content-type': 'application/pdf' });
          const piece = Buffer.alloc(2 ** 20, 'x');
          const more = (): void => {
            while (!response.destroyed && response.write(piece)) continue;
          };
          response.on('drain', more).write('%PDF-1.7\n');
          more();
          return undefined;
        },
        ['document-too-large'],
      ),
      document('a PDF that stops in the middle', stalling('%PDF-1.7\n', { 'content-type': 'application/pdf' }), [
        'server-timeout',
      ]),
      document(
        'a PDF of which a part is missing',
        (_, response) => {
          response
            .writeHead(200, { 'content-type': 'application/pdf', 'content-length': '30000' })
            .write(good.subarray(0, 20_000));
          setImmediate(() => response.destroy());
          return undefined;
        },
        ['server-unreachable'],
      ),
      document('a PDF with status 204', bytes(good, {}, 204), ['document-not-pdf']),
      ...[304, 400, 401, 403, 404, 410, 418].map((code) =>
        document(`a PDF with status ${code}`, bytes(good, {}, code), ['document-unavailable']),
      ),
      ...[500, 502].map((code) => document(`a PDF with status ${code}`, bytes(good, {}, code), ['server-failed'])),
      document('429 without an end to it', bytes('', { 'retry-after': '999999' }, 429), ['rate-limited']),

      link('http://127.0.0.1:PORT/admin?delete=all'),
      link('http://127.1:PORT/'),
      link('http://2130706433:PORT/'),
      link('http://0x7f.1:PORT/'),
      link('http://0.0.0.0:PORT/'),
      link('http://[::1]:PORT/'),
      link('http://[::ffff:127.0.0.1]:PORT/'),
      link('http://localhost:PORT/'),
      link('http://localhost.:PORT/'),
      link('https://10.0.0.1/invoice.pdf'),
      link('https://169.254.169.254/latest/meta-data'),
      link('https://[fe80::1]/invoice.pdf'),
      link('http://example.com/invoice.pdf'),
      link('https://user:secret@example.com/invoice.pdf'),
      link('file:///etc/passwd'),
      link('data:application/pdf,%25PDF-1.7'),
      link('javascript:alert(1)'),
      link('ftp://example.com/invoice.pdf'),
      link('app://billfold/documents/1'),
      link('\\\\server\\share\\invoice.pdf'),
      link('../../invoice.pdf'),
      link('', []),
      link(() => ['https://example.com/invoice.pdf'], []),
      link((url) => `${url}/pdf/3#${'x'.repeat(100_000)}`, []),

      redirect('http://127.0.0.1:PORT/admin'),
      redirect('http://0.0.0.0:PORT/'),
      redirect('https://192.168.1.1/'),
      redirect('file:///etc/passwd'),
      redirect('https://user:secret@example.com/'),
      redirect('javascript:alert(1)'),
      redirect('/pdf/3', ['server-unreachable']),
      redirect('/pdf/1', []),
      redirect('', ['server-unreachable']),
    ],
  },
  { haste: 30 },
);

it('and nobody knocked at a door of this computer that is not the vendor’s', () => {
  expect(knocks).toBe(0);
});
