import type { Socket } from 'node:net';
import type { FetchMessageObject, ImapFlow, MailboxObject, MessageStructureObject, SearchObject } from 'imapflow';
import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { type Day, type Instant, instantFromMillis } from '#shared/time.ts';
import { oneLine } from '#shared/visible-text.ts';
import { failureReason } from '../http/index.ts';

/** What opens a mailbox. */
export type ImapAuth = { readonly password: string } | { readonly accessToken: string };

/** Where a mailbox is. */
export interface MailboxPlace {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly folder: string;
}

/** A mail as it stands in the folder, before anything of it was fetched. */
export interface ListedMail {
  readonly uid: number;
  readonly messageId: string | null;
  /** As its head says. */
  readonly sentAt: Instant | null;
  readonly subject: string | null;
  /** In bytes, whole. */
  readonly size: number;
  /** Something in it may be an invoice. */
  readonly hasFiles: boolean;
  /** Its sender's address, in lower case; null where it has none. */
  readonly from: string | null;
}

/** Which mails are looked at. */
export interface WantedMails {
  readonly fromUid: number;
  readonly since: Day;
  /** Addresses and domains; empty: all. */
  readonly senders: readonly string[];
}

/** An open folder. For reading alone, unless mails are moved: flags stay as they are. */
export interface ImapSession {
  readonly uidValidity: string;
  /** What the next mail that comes will have at least. */
  readonly uidNext: number;
  /** Grows with each change of the folder (RFC 7162); null where the server does not tell. */
  readonly modSeq: string | null;
  /** In the order of their uids, some at a time. Throws what the server or the way to it did. */
  mails(wanted: WantedMails): AsyncGenerator<readonly ListedMail[]>;
  /** Whole mails; those that are gone are left out. */
  contents(uids: readonly number[]): AsyncGenerator<{ readonly uid: number; readonly content: Uint8Array }>;
  /** Moves a mail, made again in the other folder with its flags, to where it is no longer looked for. Throws as `mails`. */
  move(uids: readonly number[], folder: string): Promise<void>;
  /** Whether the server says by itself that a mail came (IDLE). */
  readonly tellsOfMails: boolean;
  /** Resolves when one came, or the connection is gone. */
  nextMail(): Promise<void>;
  end(): Promise<void>;
}

const atOnce = 200;
const limits = { connectionTimeout: 30_000, greetingTimeout: 30_000, socketTimeout: 120_000 };

/**
 * Logs in over a connection that is there already, and opens the folder: for reading alone (EXAMINE), unless it is told
 * otherwise. Fails with `mailbox-login-refused`, `sign-in-ended`, `mailbox-folder-missing`, `mailbox-full`, `mailbox-refused`
 * or `server-unreachable`.
 */
export async function openImapSession(
  socket: Socket,
  place: MailboxPlace,
  auth: ImapAuth,
  { readOnly = true } = {},
): Promise<Result<ImapSession>> {
  const { ImapFlow: Client } = await import('imapflow');
  const { host, port, user, folder } = place;
  const opened = 'password' in auth ? { pass: auth.password } : auth;
  const refusals = createRefusals();
  const client = new Client({
    ...{ host, port, secure: true, auth: { user, ...opened }, logger: refusals, disableAutoIdle: true, ...limits },
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
    return ok(sessionOf(client, await client.mailboxOpen(folder, { readOnly }), refusals));
  } catch (cause) {
    client.close();
    return fail(errorOf(cause, place, auth));
  }
}

/** What the library answers with `false` and tells its log alone: taken for an empty answer it would skip mails. */
class Refused extends Error {}
class CannotMove extends Error {}

/** The library's log, of which only the last refusal of the server is kept. */
function createRefusals() {
  let last: unknown = null;
  const ignore = (): void => undefined;
  return {
    ...{ trace: ignore, debug: ignore, info: ignore, error: ignore },
    warn(entry: unknown): void {
      if (typeof entry === 'object' && entry !== null && 'err' in entry) last = entry.err;
    },
    last: (): unknown => last ?? new Refused(),
  };
}

function sessionOf(
  client: ImapFlow,
  { uidValidity, uidNext, highestModseq }: MailboxObject,
  refusals: ReturnType<typeof createRefusals>,
): ImapSession {
  /** Without either the library expunges whatever anybody has marked as deleted. */
  const movesSafely = client.capabilities.has('MOVE') || client.capabilities.has('UIDPLUS');
  return {
    ...{
      uidValidity: String(uidValidity),
      uidNext,
      modSeq: highestModseq === undefined ? null : String(highestModseq),
    },
    tellsOfMails: client.capabilities.has('IDLE'),
    async *mails({ fromUid, since, senders }) {
      const query = { uid: `${String(fromUid)}:*`, since: new Date(`${since}T00:00:00Z`), ...fromAny(senders) };
      const found = await client.search(query, { uid: true });
      if (!Array.isArray(found)) throw refusals.last();
      // `n:*` has the last mail in it even where that is before n.
      const uids = found.filter((uid) => uid >= fromUid).sort((one, other) => one - other);
      for (let at = 0; at < uids.length; at += atOnce) {
        const some = uids.slice(at, at + atOnce);
        const listed = new Map<number, ListedMail>();
        const told = { uid: true, envelope: true, bodyStructure: true, size: true };
        for await (const mail of client.fetch(some.join(','), told, { uid: true }))
          listed.set(mail.uid, listedMail(mail));
        yield some.flatMap((uid) => listed.get(uid) ?? []);
      }
    },
    async *contents(uids) {
      if (uids.length === 0) return;
      const whole = { uid: true, source: true };
      for await (const { uid, source } of client.fetch(uids.join(','), whole, { uid: true }))
        if (source) yield { uid, content: source };
    },
    async move(uids, folder) {
      if (!movesSafely) throw new CannotMove();
      if (!(await client.messageMove(uids.join(','), folder, { uid: true }))) throw refusals.last();
    },
    async nextMail() {
      const came = new Promise<void>((resolve) => {
        client.once('exists', () => {
          resolve();
        });
        client.once('close', resolve);
      });
      // Broken by the end of the session; why it failed, the next reading says.
      void client.idle().catch(() => undefined);
      await came;
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
  sentAt: instantOf(envelope?.date),
  subject: envelope?.subject ?? null,
  size: size ?? 0,
  hasFiles: bodyStructure !== undefined && mayHoldFiles(bodyStructure),
  from: envelope?.from?.[0]?.address?.toLowerCase() || null,
});

/** What is no date is one that cannot be compared. */
const instantOf = (date: Date | string | undefined): Instant | null => {
  const millis = new Date(date ?? Number.NaN).getTime();
  return Number.isNaN(millis) ? null : instantFromMillis(millis);
};

/** Narrows what the server lists. It looks for a part of the line, so that more may come than was meant. */
function fromAny(senders: readonly string[]): SearchObject {
  const [first, ...others] = senders.map((from) => ({ from }));
  return first ? (others.length > 0 ? { or: [first, ...others] } : first) : {};
}

const fileTypes = new Set([
  'application/pdf',
  'application/zip',
  'application/xml',
  'text/xml',
  'message/rfc822',
  'application/ms-tnef',
  'application/vnd.ms-tnef',
]);
const xmlType = /^application\/.*\+xml$/i;
const fileNames = /\.(pdf|xml|zip|eml|msg|tnef)$|^winmail\.dat$/i;

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
export function errorOf(cause: unknown, { host, user, folder }: MailboxPlace, auth: ImapAuth): AppError {
  if (cause instanceof CannotMove) return { code: 'mailbox-cannot-move', host };
  if (cause instanceof Refused) return { code: 'mailbox-refused', host, serverWords: null };
  const told: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(cause instanceof Error ? cause : {}),
  );
  const text = (name: string) => (typeof told[name] === 'string' ? oneLine(told[name]) : null);
  const words = text('responseText');
  const code = text('serverResponseCode');
  if (told['authenticationFailed'] === true)
    return 'password' in auth
      ? { code: 'mailbox-login-refused', host, user, serverWords: words }
      : { code: 'sign-in-ended', host, user };
  if (code === 'NONEXISTENT' || code === 'TRYCREATE' || told['mailboxMissing'] === true)
    return { code: 'mailbox-folder-missing', host, folder };
  if (code === 'OVERQUOTA' || code === 'LIMIT') return { code: 'mailbox-full', host, serverWords: words };
  if (words !== null) return { code: 'mailbox-refused', host, serverWords: words };
  return { code: 'server-unreachable', host, reason: failureReason(cause) };
}
