import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mailLink } from '../../../electron/security/mail-link.ts';

test('a link with subject and text', () => {
  expect(mailLink('support@vendor.example', { subject: 'Invoice 7', body: 'Hello,\nline two' })).toEqual({
    ok: true,
    value: 'mailto:support@vendor.example?subject=Invoice%207&body=Hello%2C%0D%0Aline%20two',
  });
});

test.each(['', 'support', 'a@b.example?bcc=c@d.example', 'a@b.example,c@d.example', 'a@b.example\r\nBcc: c@d.example'])(
  'no link to %j',
  (address) => {
    expect(mailLink(address, { subject: '', body: '' })).toEqual({
      ok: false,
      error: { code: 'email-malformed', input: address },
    });
  },
);

test('whatever invoices are called, there is one receiver, one subject and one text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (subject, body) => {
      const link = mailLink('support@vendor.example', { subject, body });
      const url = new URL(link.ok ? link.value : '');
      expect([url.protocol, url.pathname, [...url.searchParams.keys()]]).toEqual([
        'mailto:',
        'support@vendor.example',
        ['subject', 'body'],
      ]);
    }),
  );
});
