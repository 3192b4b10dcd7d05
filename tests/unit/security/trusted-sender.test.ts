import { describe, expect, it } from 'vitest';
import { isTrustedSender } from '../../../electron/security/trusted-sender.ts';

type Sender = Parameters<typeof isTrustedSender>[0];

/** The two things of a frame that are looked at. */
const from = (url: string, parent: object | null = null): Sender => ({ senderFrame: { url, parent } }) as Sender;

describe('the sender of a call', () => {
  it('is trusted when it is the main frame of our own origin', () => {
    expect(isTrustedSender(from('app://billfold/index.html#/alerts'))).toBe(true);
  });

  it.each([
    'https://example.com/',
    'http://127.0.0.1:4242/',
    'file:///index.html',
    'about:blank',
    'app://billfold.example.com/index.html',
    'app://user@billfold/index.html',
    '',
  ])('is not trusted from %j', (url) => {
    expect(isTrustedSender(from(url))).toBe(false);
  });

  it('is not trusted from a frame within the page, or one that is gone', () => {
    expect(isTrustedSender(from('app://billfold/index.html', {}))).toBe(false);
    expect(isTrustedSender({ senderFrame: null })).toBe(false);
  });
});
