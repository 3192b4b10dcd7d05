import { describe, expect, it } from 'vitest';
import { isOurs } from '../../../electron/security/origin.ts';

describe('our own origin', () => {
  it.each(['app://billfold/index.html', 'app://billfold/documents/1', 'app://billfold/index.html#/alerts'])(
    'takes %s',
    (address) => {
      expect(isOurs(address)).toBe(true);
    },
  );

  it.each([
    'app://billfold.example/index.html',
    'app://other/index.html',
    'app://user@billfold/index.html',
    'https://billfold/index.html',
    'file:///index.html',
    'about:blank',
    'javascript:alert(1)',
    'data:text/html,hello',
    'not an address',
    '',
  ])('refuses %s', (address) => {
    expect(isOurs(address)).toBe(false);
  });
});
