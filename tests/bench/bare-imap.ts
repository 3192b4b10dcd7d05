import { readFileSync } from 'node:fs';
import { ImapFlow } from 'imapflow';
import type { ReadAllOptions } from '../support/mailbox/read-all.ts';

/** A bare client: lists a mailbox, and fetches the mails with parts that are files, into nothing. Answers how many bytes came. */
export async function fetchBare({
  host,
  port,
  user,
  password,
  authority,
}: Omit<ReadAllOptions, 'folder'>): Promise<number> {
  const tls = { ca: readFileSync(authority) };
  const client = new ImapFlow({ host, port, secure: true, auth: { user, pass: password }, tls, logger: false });
  await client.connect();
  await client.mailboxOpen('INBOX', { readOnly: true });
  const wanted: number[] = [];
  const listed = { uid: true, envelope: true, bodyStructure: true, size: true } as const;
  for await (const { uid, bodyStructure, envelope } of client.fetch('1:*', listed))
    if (/pdf|xml|zip|rfc822/.test(JSON.stringify(bodyStructure)) || /receipt/i.test(envelope?.subject ?? ''))
      wanted.push(uid);
  let bytes = 0;
  for await (const { source } of client.fetch(wanted.join(','), { uid: true, source: true }, { uid: true }))
    bytes += source?.length ?? 0;
  await client.logout();
  return bytes;
}
