import type { RawAnswer } from '../../support/raw-server.ts';
import { bytes, type Routes, stalling } from '../../support/hostile/vendor.ts';
import { attempt, describeAttempts, reads } from '../../support/hostile/world.ts';

const main = (answer: RawAnswer): Routes => ({ 'GET /v1/subscriptions': answer, 'GET /v1/invoices': answer });
const refusal = (message: string, more: object = {}) =>
  JSON.stringify({ error: { type: 'invalid_request_error', message, ...more } });
const status = (code: number, says: string, headers: Record<string, string> = {}, text = refusal('No.')) =>
  attempt(`${code} ${JSON.stringify(headers)} ${text.slice(0, 40)}`, () => main(bytes(text, headers, code)), [
    says,
    'alert: account-not-read',
  ]);
const redirect = (target: string, code = 302) => status(code, 'server-unreachable', { location: target }, '');

// Its time runs thirty times as fast: pauses before trying again, and answers that stop.
describeAttempts(
  {
    'statuses, redirects and pauses': [
      ...[400, 402, 405, 410, 413, 422].map((code) => status(code, 'request-refused')),
      attempt('401', () => main(bytes(refusal('No.'), {}, 401)), ['key-refused', 'alert: key-refused']),
      status(403, 'request-refused'),
      status(403, 'permission-missing', {}, refusal('The key doesn’t have the permission rak_subscription_read.')),
      status(404, 'not-found-at-vendor'),
      status(408, 'request-refused'),
      status(409, 'vendor-busy'),
      ...[500, 501, 503, 599].map((code) => status(code, 'server-failed')),
      ...[403, 511].map((code) => status(code, 'answer-not-json', { 'content-type': 'text/html' }, '<h1>Proxy</h1>')),
      // Only a proxy may say so: from a server Chromium takes it as no answer (net/http/http_network_transaction.cc).
      status(407, 'server-unreachable', { 'content-type': 'text/html' }, '<h1>Proxy</h1>'),
      ...[
        '',
        '0',
        '-5',
        '3',
        '1e9',
        '99999999999999',
        'soon',
        'Thu, 01 Jan 1970 00:00:00 GMT',
        'Fri, 31 Dec 9999 23:59:59 GMT',
      ].map((wait) => status(429, 'rate-limited', { 'retry-after': wait })),
      status(503, 'server-failed', { 'retry-after': '7' }),
      status(200, 'request-refused', {}, refusal('An error with status 200')),
      status(204, 'answer-not-json', {}, ''),
      status(304, 'answer-not-json', {}, ''),
      status(300, 'request-refused'),
      status(400, 'request-refused', {}, refusal('x'.repeat(1_000_000))),
      status(400, 'request-refused', {}, refusal('\u001b[2K\u202eall fine\u0007')),
      status(400, 'request-refused', {}, '{"error":"a text"}'),
      status(400, 'request-refused', {}, '{"error":{"message":["a","list"],"code":{},"param":7}}'),
      status(400, 'request-refused', {}, '{"error":null}'),

      ...[301, 302, 303, 307, 308].map((code) => redirect('http://127.0.0.1:9/', code)),
      ...[
        'http://10.0.0.1/',
        'http://169.254.169.254/latest/meta-data',
        'file:///etc/passwd',
        'https://user:secret@evil.example/',
        '/v1/subscriptions',
        '//evil.example/',
        'javascript:alert(1)',
        'http://[::1]:1/',
        '',
      ].map((target) => redirect(target)),

      status(302, 'answer-not-json', { location: 'http://' }, ''),

      attempt('an answer that stops in the middle', () => main(stalling('{"object":"list",')), [
        'server-timeout',
        'alert: account-not-read',
      ]),
      attempt('an answer that never begins', () => main(() => undefined), [
        'server-timeout',
        'alert: account-not-read',
      ]),
      attempt(
        'a connection that ends in the middle',
        () =>
          main((_, response) => {
            response
              .writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
              .write('{"object":');
            setImmediate(() => response.destroy());
            return undefined;
          }),
        ['server-unreachable', 'alert: account-not-read'],
      ),
      attempt(
        'a connection that ends before an answer',
        () =>
          main((_, response) => {
            response.destroy();
            return undefined;
          }),
        ['server-unreachable', 'alert: account-not-read'],
      ),
      attempt(
        'an answer that is no HTTP',
        () =>
          main((_, response) => {
            response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n');
            return undefined;
          }),
        ['server-unreachable', 'alert: account-not-read'],
      ),
      attempt('a header of 200 kB', () => main(bytes('{}', { 'x-long': 'x'.repeat(200_000) })), [
        'answer-incomplete',
        'alert: account-not-read',
      ]),
      attempt(
        'the list of tax ids fails',
        () => ({ 'GET /v1/customers/cus_1/tax_ids': bytes('', {}, 500) }),
        [],
        reads(5_000),
      ),
    ],
  },
  { haste: 30 },
);
