import fc from 'fast-check';
import { anyText } from '../../support/texts-from-outside.ts';
import { expect, test } from 'vitest';
import { mailLink } from '../../../electron/security/mail-link.ts';

test('a link with subject and text', () => {
  expect(mailLink('support@vendor.example', { subject: 'Invoice 7', body: 'Hello,\nline two' })).toEqual({
    ok: true,
    value: 'mailto:support@vendor.example?subject=Invoice%207&body=Hello%2C%0D%0Aline%20two',
  });
});

test.each(['support', 'a@b.example?bcc=c@d.example', 'a@b.example,c@d.example', 'a@b.example\r\nBcc: c@d.example'])(
  'no link to %j',
  (address) => {
    expect(mailLink(address, { subject: '', body: '' })).toEqual({
      ok: false,
      error: { code: 'email-malformed', input: address },
    });
  },
);

test('no link without an address', () => {
  expect(mailLink('', { subject: '', body: '' })).toEqual({ ok: false, error: { code: 'email-missing' } });
});

test('whatever invoices are called, there is one receiver, one subject and one text', () => {
  fc.assert(
    fc.property(anyText, anyText, (subject, body) => {
      const link = mailLink('support@vendor.example', { subject, body });
      const url = new URL(link.ok ? link.value : '');
      expect([url.protocol, url.pathname, [...url.searchParams.keys()]]).toEqual([
        'mailto:',
        'support@vendor.example',
        ['subject', 'body'],
      ]);
      expect(url.searchParams.get('subject')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      expect(url.searchParams.get('body')?.replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    }),
  );
});

test('a long text is cut, never within a character', () => {
  const link = mailLink('support@vendor.example', { subject: '', body: `${'x\n'.repeat(1999)}a😀` });
  expect(link).toMatchObject({ ok: true, value: expect.stringMatching(/x%0D%0Ax/) as string });
});
