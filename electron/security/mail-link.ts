import { z } from 'zod';
import type { MailText } from '#shared/messages/support-mail.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { oneLine } from '#shared/visible-text.ts';

const longestBody = 4000;
const longestLine = 1000;

/**
 * The one way to a mail: a `mailto:` link to one address. What the vendor named can add neither receivers nor headers, and
 * nothing unseen is in it. RFC 6068 wants CRLF.
 */
export function mailLink(address: string, { subject, body }: MailText): Result<string> {
  if (address === '') return fail({ code: 'email-missing' });
  if (!z.email().safeParse(address).success) return fail({ code: 'email-malformed', input: address });
  const [user = '', host = ''] = address.split('@');
  const lines = body.split(/\r?\n/).map((line) => oneLine(line, longestLine));
  const text = lines.join('\r\n').slice(0, longestBody).toWellFormed();
  const line = oneLine(subject);
  return ok(
    `mailto:${encodeURIComponent(user)}@${host}?subject=${encodeURIComponent(line)}&body=${encodeURIComponent(text)}`,
  );
}
