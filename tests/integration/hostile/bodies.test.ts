import { gzipSync } from 'node:zlib';
import type { RawAnswer } from '../../support/raw-server.ts';
import { bytes, preview, type Routes } from '../../support/hostile/vendor.ts';
import { attempt, describeAttempts, reads } from '../../support/hostile/world.ts';

/** The same answer to whatever is read. */
const everywhere = (answer: RawAnswer): Routes => ({
  'GET /v1/customers/cus_1': answer,
  'GET /v1/customers/cus_1/tax_ids': answer,
  'GET /v1/subscriptions': answer,
  'GET /v1/invoices': answer,
  'GET /v1/invoices/in_1': answer,
  'GET /v1/invoices/in_2': answer,
  'GET /v1/credit_notes': answer,
  'POST /v1/invoices/create_preview': answer,
});
const body = (what: string, text: string | Buffer, says: string, headers: Record<string, string> = {}) =>
  attempt(what, () => everywhere(bytes(text, headers)), [says, 'alert: account-not-read']);

const notJson = 'answer-not-json';
const megabytes = (count: number) => 'x'.repeat(count * 2 ** 20);
const deep = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels);
/** A thousandth of that on the way. */
const packed = (count: number) => gzipSync(`{"object":"list","data":[],"note":"${megabytes(count)}"}`);

describeAttempts({
  'bodies that are no answer': [
    body('a text', '"ok"', notJson),
    body('an empty text', '""', notJson),
    body('a number', '1', notJson),
    body('minus zero', '-0', notJson),
    body('true', 'true', notJson),
    body('null', 'null', notJson),
    body('an empty list', '[]', notJson),
    body('a list of objects', '[{"object":"list","data":[]}]', notJson),
    body('nothing, with status 200', '', notJson),
    body('blanks', ' \r\n\t ', notJson),
    body('a page of HTML', '<!doctype html><title>Sign in</title>', notJson, { 'content-type': 'text/html' }),
    body('a page of HTML that says it is JSON', '<html>{"object":"list","data":[]}</html>', notJson),
    body('two objects', '{"object":"list","data":[]}{}', notJson),
    body('an object cut short', '{"object":"list","data":[{"id":"sub_1"', notJson),
    body('an object with a comma too many', '{"object":"list","data":[],}', notJson),
    body('single quotes', "{'object':'list','data':[]}", notJson),
    body('NaN for a number', '{"object":"list","data":[],"total":NaN}', notJson),
    body('an unquoted Infinity', '{"object":"list","data":[{"total":-Infinity}]}', notJson),
    body('a text with a raw line break', '{"object":"list","data":[],"a":"\n"}', notJson),
    body('XML', '<?xml version="1.0"?><list/>', notJson, { 'content-type': 'application/xml' }),
    body('JSON in UTF-16', Buffer.from('{"object":"list","data":[]}', 'utf16le'), notJson),
    body('gzip that says it is plain', packed(1), notJson),
    body('plain that says it is gzip', '{"object":"list","data":[]}', 'server-unreachable', {
      'content-encoding': 'gzip',
    }),
    body('an object without anything', '{}', 'answer-incomplete'),
    body('an object of another kind', '{"object":"charge","id":"ch_1"}', 'answer-incomplete'),
    body('data that is null', '{"object":"list","data":null}', 'answer-incomplete'),
    body('data that is an object', '{"object":"list","data":{"length":1,"0":{}}}', 'value-unknown'),
    body('data that is a text', '{"object":"list","data":"sub_1"}', 'value-unknown'),
    body('lists in lists', deep('[', ']', 100_000), 'answer-too-complex'),
    body('an object in objects', `${'{"data":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 'answer-too-complex'),
    body('a million empty objects', `{"data":[${'{},'.repeat(1_000_000)}{}]}`, 'answer-too-complex'),
    body('20 MB', `{"object":"list","data":[],"note":"${megabytes(20)}"}`, 'answer-too-large'),
    body('20 MB of gzip in 20 kB', packed(20), 'answer-too-large', { 'content-encoding': 'gzip' }),
    body('a length of nine exabytes', '{"object":"list","data":[]}', 'answer-too-large', {
      'content-length': '9000000000000000000',
    }),
    body('a list that is its own prototype', '{"object":"list","__proto__":{"data":[]}}', 'answer-incomplete'),
    body('the data in a constructor', '{"constructor":{"prototype":{"data":[]}}}', 'answer-incomplete'),

    attempt(
      'the right answer as text/plain',
      () => ({
        'POST /v1/invoices/create_preview': bytes(JSON.stringify(preview(5_000)), { 'content-type': 'text/plain' }),
      }),
      [],
      reads(5_000),
    ),
    attempt(
      'the right answer after a byte order mark',
      () => ({ 'POST /v1/invoices/create_preview': bytes(`\ufeff${JSON.stringify(preview(5_000))}`) }),
      [],
      reads(5_000),
    ),
    attempt(
      'keys that are there twice, of which the last counts',
      () => ({
        'POST /v1/invoices/create_preview': bytes(JSON.stringify(preview(5_000)).replace('{', '{"total":1,"total":2,')),
      }),
      [],
      reads(5_000),
    ),
    attempt(
      'bytes that are no UTF-8 within a text',
      () => {
        const text = JSON.stringify(preview(5_000, { customer_name: 'A?B' }));
        const [left = '', right = ''] = text.split('A?B');
        return {
          'POST /v1/invoices/create_preview': bytes(
            Buffer.concat([Buffer.from(left), Buffer.from([0x41, 0xff, 0xfe, 0xc0, 0x42]), Buffer.from(right)]),
          ),
        };
      },
      [],
      reads(5_000),
    ),
    attempt(
      'half of a surrogate pair within a text',
      () => ({
        'POST /v1/invoices/create_preview': bytes(
          JSON.stringify(preview(5_000, { customer_name: 'X' })).replace('"X"', '"\\ud800 \\udfff"'),
        ),
      }),
      [],
      reads(5_000),
    ),
  ],
});
