import { z } from 'zod';
import type { MailText } from '#shared/messages/support-mail.ts';
import { fail, ok, type Result } from '#shared/result.ts';

const longestBody = 4000;

/** A `mailto:` link to one address; what the vendor named cannot add receivers or headers. RFC 6068 wants CRLF. */
export function mailLink(address: string, { subject, body }: MailText): Result<string> {
  if (!z.email().safeParse(address).success) return fail({ code: 'email-malformed', input: address });
  const [user = '', host = ''] = address.split('@');
  const text = body.slice(0, longestBody).replace(/\r?\n/g, '\r\n');
  const line = subject.replace(/\s+/g, ' ');
  return ok(
    `mailto:${encodeURIComponent(user)}@${host}?subject=${encodeURIComponent(line)}&body=${encodeURIComponent(text)}`,
  );
}
