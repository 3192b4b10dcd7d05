import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkExternalLink } from '../../../electron/security/external-links.ts';

describe('addresses for the system browser', () => {
  it.each(['https://invoice.stripe.com/i/acct_1/test', 'https://docs.stripe.com/keys', 'https://imagekit.io/docs'])(
    'lets %s through',
    (address) => {
      expect(checkExternalLink(address, false)).toEqual({ ok: true, value: address });
    },
  );

  it.each([
    'http://invoice.stripe.com/i/1',
    'https://stripe.com.example.org/',
    'https://notstripe.com/',
    'https://user:secret@stripe.com/',
    'http://127.0.0.1:4242/',
  ])('refuses %s', (address) => {
    expect(checkExternalLink(address, false)).toMatchObject({ ok: false, error: { code: 'link-not-allowed' } });
  });

  it.each(['file:///etc/passwd', 'mailto:someone@stripe.com', 'javascript:alert(1)', ''])(
    'refuses %s, which names no site',
    (address) => {
      expect(checkExternalLink(address, false)).toEqual({ ok: false, error: { code: 'link-malformed' } });
    },
  );

  it('lets a practice account open loopback pages only', () => {
    expect(checkExternalLink('http://127.0.0.1:4242/invoices/1', true).ok).toBe(true);
    expect(checkExternalLink('https://invoice.stripe.com/i/1', true).ok).toBe(false);
    expect(checkExternalLink('http://127.0.0.1.example.org/', true).ok).toBe(false);
  });

  it('never lets any other host or scheme through, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (address) => {
        const result = checkExternalLink(address, false);
        if (!result.ok) return;
        const { protocol, hostname } = new URL(result.value);
        expect(protocol).toBe('https:');
        expect(hostname).toMatch(/(^|\.)(stripe\.com|imagekit\.io)$/);
      }),
    );
  });
});
