import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact, redactData } from '#shared/redact.ts';

test.each([
  ['Invalid API Key provided: sk_live_51Abc', 'Invalid API Key provided: [removed]'],
  ['keyrk_test_51Abc.', 'key[removed]'],
  ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer [removed]'],
  ['basic cHJpdmF0ZV9hYmM6 sent', 'basic [removed] sent'],
  ['https://private_abc:@api.example.com/v1', 'https://[removed]@api.example.com/v1'],
  [
    'GET https://api.example.com/v1/invoices?customer=cus_1&limit=3 failed',
    'GET https://api.example.com/v1/invoices?… failed',
  ],
  ['proxy http://anna:p@ss/w:rd@proxy.example:3128 refused', 'proxy http://[removed]@proxy.example:3128 refused'],
  ['PROXY anna:secret@proxy:3128; DIRECT', 'PROXY [removed]@proxy:3128; DIRECT'],
  ['Proxy-Authorization: Digest username="anna", response="ab"', 'Proxy-Authorization: Digest [removed]'],
  ['Proxy-Authorization: NTLM TlRMTVNTUAAB', 'Proxy-Authorization: NTLM [removed]'],
  [
    'at x (file:///work/node_modules/@imagekit/nodejs/x.js:10:5)',
    'at x (file:///work/node_modules/@imagekit/nodejs/x.js:10:5)',
  ],
  ['write to anna@example.com at 10:30', 'write to anna@example.com at 10:30'],
  ['GET /v1/invoices?customer=cus_1', 'GET /v1/invoices?…'],
  ['Really? Yes.', 'Really? Yes.'],
  ['whsec_abc and pk_live_def', '[removed] and [removed]'],
])('%s', (text, expected) => {
  expect(redact(text)).toBe(expected);
});

test.each([
  'x',
  '/',
  '://',
  'a?',
  '/?',
  '/a',
  'a://b',
  '@',
  'Bearer ',
  'sk_',
  'http://a?b#',
  '%2F',
  'Digest ',
  '://a:',
  'a:@',
])('a megabyte of %s is read in no time to speak of, though a vendor may send it as the words of an error', (piece) => {
  expect(redact(piece.repeat(2 ** 20 / piece.length)).length).toBeGreaterThan(0);
});

test.each([
  ['Is it? https://a.example/p?q=1 https://b.example', 'Is it? https://a.example/p?… https://b.example'],
  ['what?/v1/x?token=1', 'what?/v1/x?…'],
  ['https://a.example/#top?not=a-query', 'https://a.example/#top?not=a-query'],
  ['https://a.example/p?', 'https://a.example/p?'],
  ['<https://a.example?key=1>', '<https://a.example?…>'],
])('of %s the query goes, and nothing else', (text, expected) => {
  expect(redact(text)).toBe(expected);
});

test('values under names of secrets are removed whatever they look like', () => {
  expect(redactData({ Authorization: 'abc', clientSecret: 'def', apiKey: 1, invoiceKey: 'in_1' })).toEqual({
    Authorization: '[removed]',
    clientSecret: '[removed]',
    apiKey: '[removed]',
    invoiceKey: 'in_1',
  });
});

test('errors keep name, code and cause; circles, bytes and functions are named', () => {
  const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  const circle: Record<string, unknown> = { bytes: new Uint8Array(3), run: () => 1, big: 7n };
  circle['self'] = circle;
  expect(redactData(new TypeError('fetch failed', { cause }))).toMatchObject({
    name: 'TypeError',
    cause: { message: 'connect', code: 'ECONNREFUSED' },
  });
  expect(redactData(circle)).toEqual({ bytes: '[3 bytes]', run: '[function]', big: '7', self: '[circular]' });
});

const keys = fc
  .tuple(
    fc.constantFrom('sk_live_', 'sk_test_', 'rk_live_', 'rk_test_', 'pk_live_', 'whsec_', 'private_'),
    fc.stringMatching(/^CANARY[A-Za-z0-9]{1,40}$/),
  )
  .map((parts) => parts.join(''));

test('no text around a key lets it through', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), keys, fc.string({ unit: 'binary' }), (before, key, after) => {
      expect(redact(before + key + after)).not.toContain('CANARY');
    }),
  );
});

test('no nesting lets a key through: values, names, errors, maps, sets, lists', () => {
  const { nested } = fc.letrec<{ nested: unknown }>((tie) => ({
    nested: fc.oneof(
      { maxDepth: 4 },
      fc.tuple(fc.string(), keys, fc.string()).map((parts) => parts.join('')),
      fc.integer(),
      fc.array(tie('nested'), { maxLength: 3 }),
      fc.dictionary(fc.oneof(fc.string(), keys), tie('nested'), { maxKeys: 3 }),
      fc.tuple(keys, tie('nested')).map(([key, cause]) => new Error(`refused ${key}`, { cause })),
      fc.tuple(keys, tie('nested')).map((entry) => new Map([entry])),
      tie('nested').map((value) => new Set([value])),
    ),
  }));
  fc.assert(
    fc.property(nested, (value) => {
      expect(JSON.stringify([redactData(value)])).not.toContain('CANARY');
    }),
  );
});
