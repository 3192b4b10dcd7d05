import { expect, it } from 'vitest';
import { isBoundedRequest } from '../../../electron/ipc/bounded-request.ts';
import { processorSeconds } from '../../support/processor-seconds.ts';

it.each([
  ['nothing', null],
  ['no request at all', undefined],
  ['a plain one', { accountId: 'a', ids: ['1', '2'], nested: { quiet: true, at: 12.5 } }],
  [
    'the keys of 100,000 invoices',
    { keys: Array.from({ length: 100_000 }, (_, n) => `acc_0123456789abcdef:in_${String(n).padStart(24, '0')}`) },
  ],
  ['an object without a prototype', Object.assign(Object.create(null) as object, { a: 1 })],
])('%s is passed on', (_, request) => {
  expect(isBoundedRequest(request)).toBe(true);
});

const inACircle: { self?: object } = {};
inACircle.self = inACircle;

it.each([
  ['a buffer of 100 MB', new ArrayBuffer(1e8)],
  ['bytes', { bytes: new Uint8Array(8) }],
  ['a map', new Map()],
  ['a date', { at: new Date(0) }],
  ['a text of 20 MB', { text: 'x'.repeat(2e7) }],
  ['many texts', Array.from({ length: 3000 }, () => 'x'.repeat(6000))],
  ['long names', { ['x'.repeat(2e7)]: 1 }],
  ['millions of values', { list: new Array<number>(1_000_001).fill(0) }],
  ['a list of lists', Array.from({ length: 2000 }, () => new Array<number>(1000).fill(0))],
  ['an endless array of nothing', { list: new Array(4_000_000_000) }],
  ['a circle', inACircle],
])('%s is refused at once', (_, request) => {
  const seconds = processorSeconds(() => {
    expect(isBoundedRequest(request)).toBe(false);
  });
  expect(seconds).toBeLessThan(2);
});
