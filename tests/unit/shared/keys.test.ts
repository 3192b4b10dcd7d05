import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeKey } from '#shared/keys.ts';

test.each([
  ['sk_live_51Abcdefgh4242', 'stripe', { hint: 'sk_live_…4242', live: true, restricted: false }],
  ['rk_test_51Abcdefgh4242', 'stripe', { hint: 'rk_test_…4242', live: false, restricted: true }],
  ['sk_test_abc', 'stripe', { hint: 'sk_test_…', live: false, restricted: false }],
  ['private_Abcdefgh+/=9999', 'imagekit', { hint: 'private_…9999', live: true, restricted: false }],
] as const)('%s is a key of %s', (key, kind, description) => {
  expect(describeKey(key, kind)).toEqual({ ok: true, value: description });
});

test.each([
  ['', 'stripe'],
  ['pk_live_51Abcdefgh4242', 'stripe'],
  ['sk_live_', 'stripe'],
  ['sk_live_51Abc defgh', 'stripe'],
  ['private_Abcdefgh', 'stripe'],
  ['sk_live_51Abcdefgh4242', 'imagekit'],
  ['public_Abcdefgh', 'imagekit'],
] as const)('“%s” is not a key of %s', (key, kind) => {
  expect(describeKey(key, kind)).toMatchObject({ ok: false, error: { code: 'key-malformed' } });
});

test('nothing said about a key holds more of it than prefix and last four characters', () => {
  fc.assert(
    fc.property(
      // Digits: no word of the description can hold five of them by chance.
      fc.stringMatching(/^[0-9]{5,60}$/),
      fc.constantFrom('sk_live_', 'rk_test_', 'oops_'),
      (secret, prefix) => {
        expect(JSON.stringify(describeKey(prefix + secret, 'stripe'))).not.toContain(secret.slice(-5));
      },
    ),
  );
});
