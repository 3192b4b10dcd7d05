import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAddressJudge, isInternal } from '../../../electron/http/address-judge.ts';

describe('an address', () => {
  it.each([
    ...[
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '100.127.255.255',
      '127.0.0.1',
      '127.1.2.3',
      '169.254.169.254',
      '172.16.0.1',
    ],
    ...[
      '172.31.255.255',
      '192.168.0.1',
      '192.0.0.8',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      '[::1]',
      '::127.0.0.1',
    ],
    ...[
      '::ffff:10.0.0.1',
      '::ffff:7f00:1',
      '::ffff:a9fe:a9fe',
      'fc00::1',
      'fdab::1',
      'fe80::1%eth0',
      'fec0::1',
      'ff02::1',
    ],
    ...['64:ff9b::10.0.0.1', '64:ff9b::7f00:1', '64:ff9b::1', '2002:7f00:1::', '2001:0:1::', 'no address'],
  ])('%s is internal', (address) => {
    expect(isInternal(address)).toBe(true);
  });

  it.each([
    ...['1.1.1.1', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '172.15.255.255', '172.32.0.0'],
    ...['192.167.255.255', '192.169.0.0', '223.255.255.255', '2606:4700::1111', '::ffff:1.1.1.1', '64:ff9b::101:101'],
  ])('%s is not', (address) => {
    expect(isInternal(address)).toBe(false);
  });

  it('is judged alike in each form that it can be written in', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
        const [high, low] = [((a << 8) | b).toString(16), ((c << 8) | d).toString(16)];
        const forms = [`::ffff:${address}`, `::ffff:${high}:${low}`, `64:ff9b::${high}:${low}`, `[::ffff:${address}]`];
        expect(forms.map(isInternal)).toEqual(forms.map(() => isInternal(address)));
      }),
    );
  });
});

describe('a name', () => {
  const names: Record<string, string[]> = {
    'files.example': ['93.184.216.34', '2606:2800::1'],
    'intranet.example': ['10.0.0.5'],
    // One of several is enough: any of them may be asked.
    'both.example': ['93.184.216.34', '127.0.0.1'],
  };
  const judge = createAddressJudge((name) => Promise.resolve(names[name] ?? []));

  it.each([
    ['files.example', true],
    ['intranet.example', false],
    ['both.example', false],
    ['localhost', false],
    ['printer.localhost.', false],
    ['LOCALHOST', false],
    ['only.the.proxy.knows', true],
    ['93.184.216.34', true],
    ['[::1]', false],
  ])('%s: %s', async (name, allowed) => {
    expect(await judge(name)).toBe(allowed);
  });
});
