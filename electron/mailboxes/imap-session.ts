import type { Socket } from 'node:net';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { FetchMessageObject, ImapFlow, MessageStructureObject } from 'imapflow';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Day } from '#shared/time.ts';
import { oneLine } from '#shared/visible-text.ts';
import { failureReason } from '../http/index.ts';

/** Where a mailbox is, and how one gets in. */
export interface MailboxLogin {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly folder: string;
}

/** A mail as it stands in the folder, before anything of it was fetched. */
export interface ListedMail {
  readonly uid: number;
  readonly messageId: string | null;
  readonly subject: string | null;
  /** In bytes, whole. */
  readonly size: number;
  /** Something in it may be an invoice. */
  readonly hasFiles: boolean;
}

/** A folder that is open for reading alone: flags stay as they are. */
export interface ImapSession {
  readonly uidValidity: string;
  /** The mails from a uid on that came since a day, in the order of their uids. Throws what the server or the way to it did. */
  mails(fromUid: number, since: Day): AsyncGenerator<ListedMail>;
  /** Writes a whole mail into a file; false where it is gone. */
  save(uid: number, file: string): Promise<boolean>;
  end(): Promise<void>;
}

const atOnce = 200;
const limits = { connectionTimeout: 30_000, greetingTimeout: 30_000, socketTimeout: 120_000 };

/**
 * Logs in over a connection that is there already, and opens the folder. Fails with `mailbox-login-refused`,
 * `mailbox-folder-missing`, `mailbox-refused` or `server-unreachable`.
 */
export async function openImapSession(socket: Socket, login: MailboxLogin): Promise<Result<ImapSession>> {
  const { ImapFlow: Client } = await import('imapflow');
  const { host, port, user, password, folder } = login;
  const client = new Client({
    ...{ host, port, secure: true, auth: { user, pass: password }, logger: false, disableAutoIdle: true, ...limits },
    // The way there is the network's own, with its proxies and authorities; TLS is up already.
    transport: {
      connect(_, onConnect) {
        setImmediate(onConnect);
        return socket;
      },
    },
  });
  // What breaks the connection rejects what waits for it; without a listener it would end the program.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const opened = await client.mailboxOpen(folder, { readOnly: true });
    return ok(sessionOf(client, String(opened.uidValidity)));
  } catch (cause) {
    client.close();
    return fail(errorOf(cause, login));
  }
}

function sessionOf(client: ImapFlow, uidValidity: string): ImapSession {
  return {
    uidValidity,
    async *mails(fromUid, since) {
      const found = await client.search(
        { uid: `${String(fromUid)}:*`, since: new Date(`${since}T00:00:00Z`) },
        { uid: true },
      );
      if (!Array.isArray(found)) return;
      // `n:*` has the last mail in it even where that is before n.
      const uids = found.filter((uid) => uid >= fromUid).sort((one, other) => one - other);
      for (let at = 0; at < uids.length; at += atOnce) {
        const some = uids.slice(at, at + atOnce);
        const listed = new Map<number, ListedMail>();
        const query = { uid: true, envelope: true, bodyStructure: true, size: true };
        for await (const mail of client.fetch(some.join(','), query, { uid: true }))
          listed.set(mail.uid, listedMail(mail));
        for (const uid of some) {
          const mail = listed.get(uid);
          if (mail) yield mail;
        }
      }
    },
    async save(uid, file) {
      const found = await client.download(String(uid), undefined, { uid: true });
      if (!('content' in found) || !found.content) return false;
      await pipeline(found.content, createWriteStream(file, { flags: 'wx' }));
      return true;
    },
    async end() {
      await client.logout().catch(() => undefined);
      client.close();
    },
  };
}

const listedMail = ({ uid, envelope, size, bodyStructure }: FetchMessageObject): ListedMail => ({
  uid,
  messageId: envelope?.messageId ?? null,
  subject: envelope?.subject ?? null,
  size: size ?? 0,
  hasFiles: bodyStructure !== undefined && mayHoldFiles(bodyStructure),
});

const fileTypes = new Set([
  'application/pdf',
  'application/zip',
  'application/xml',
  'text/xml',
  'message/rfc822',
  'application/ms-tnef',
]);
const xmlType = /^application\/.*\+xml$/i;
const fileNames = /\.(pdf|xml|zip|eml|msg)$|^winmail\.dat$/i;

/** Whether any part of a mail is a file that may be an invoice, or that others may be in. */
function mayHoldFiles({ type, parameters, dispositionParameters, childNodes }: MessageStructureObject): boolean {
  const name = dispositionParameters?.['filename'] ?? parameters?.['name'] ?? '';
  return (
    fileTypes.has(type.toLowerCase()) ||
    xmlType.test(type) ||
    fileNames.test(name) ||
    (childNodes ?? []).some(mayHoldFiles)
  );
}

/** What a failure of the session comes to. */
export function errorOf(cause: unknown, { host, user, folder }: Omit<MailboxLogin, 'password'>): AppError {
  const told: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(cause instanceof Error ? cause : {}),
  );
  const text = (name: string) => (typeof told[name] === 'string' ? oneLine(told[name]) : null);
  const words = text('responseText');
  if (told['authenticationFailed'] === true) return { code: 'mailbox-login-refused', host, user, serverWords: words };
  if (told['serverResponseCode'] === 'NONEXISTENT' || told['mailboxMissing'] === true)
    return { code: 'mailbox-folder-missing', host, folder };
  if (words !== null) return { code: 'mailbox-refused', host, serverWords: words };
  return { code: 'server-unreachable', host, reason: failureReason(cause) };
}
