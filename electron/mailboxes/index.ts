import type { AppError } from '#shared/errors.ts';
import type { AvailableSignIn, MailClient } from '#shared/mail-sign-in.ts';
import {
  type Mailbox,
  type MailboxChoices,
  type MailboxEvent,
  mailboxSchema,
  type NewMailbox,
} from '#shared/mailboxes.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Download } from '../archive/index.ts';
import { newId } from '../database/new-id.ts';
import type { Database } from '../database/open.ts';
import type { Emit } from '../events/index.ts';
import type { FromMail } from '../imports/index.ts';
import type { Connect } from '../network/index.ts';
import type { Clock, Disposer, Logger, SecretStore } from '../platform/ports.ts';
import { createCredentials, type CredentialParts, type Entry } from './credentials.ts';
import { createFetchLinks } from './fetch-links.ts';
import { openImapSession } from './imap-session.ts';
import { createLinkRows } from './link-rows.ts';
import { createMailboxLog } from './mailbox-log.ts';
import { createMailboxRows, type KnownMailbox } from './mailbox-rows.ts';
import { createFetchMails } from './fetch-mails.ts';
import { createRounds, type RoundParts } from './rounds.ts';
import { createSavedMails, createTakeSaved } from './saved-mails.ts';
import { availableSignIns } from './sign-in/providers.ts';
import { createVisit } from './visit.ts';

interface MailboxParts
  extends Pick<CredentialParts, 'fetch' | 'openAddress' | 'closingWords'>, Pick<RoundParts, 'everyMinutes'> {
  readonly db: Database;
  readonly connect: Connect;
  readonly secretStore: SecretStore;
  /** Ciphertexts by the mailbox's id. */
  readonly secrets: { read(id: string): Uint8Array | null; write(id: string, cipher: Uint8Array | null): void };
  readonly intake: FromMail;
  /** Whether a file with this content is in the archive. */
  readonly isArchived: (sha256: string) => boolean;
  readonly createDownload: (mayFetch: (address: URL) => boolean) => Download;
  /** How people sign in here where a password is not enough. */
  readonly signInClients: () => readonly MailClient[];
  /** Tells somebody that a mailbox cannot be read, once each outage. */
  readonly tell: (mailbox: Mailbox, error: AppError) => Promise<void>;
  readonly incomingFolder: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly emit: Emit<'mailboxes.changed'>;
}

/** Mailboxes that invoices are read from, in the background while Billfold runs. */
export interface Mailboxes {
  list(): Mailbox[];
  /** Logs in once; kept where that worked. Without a password somebody signs in in the browser, which is waited for. */
  add(mailbox: NewMailbox, password: string | null): Promise<Result<Mailbox>>;
  /** What opens one that refused the former password or sign-in. */
  setPassword(id: string, password: string | null): Promise<Result<Mailbox>>;
  /** What of one may change while it is read: whose mails, where they go, which of their links are fetched. */
  readonly choices: MailboxChanges;
  remove(id: string): Result<null>;
  /** Of an account that is removed: its mailboxes are read no more, and their passwords are gone. */
  forget(accountId: string): void;
  /** Reads one to its end, now. */
  read(id: string, signal: AbortSignal, onMail?: () => void): Promise<Result<Mailbox>>;
  /** What happened to one, newest first. */
  log(id: string): Result<MailboxEvent[]>;
  start(): Disposer;
  idle(): Promise<void>;
}

export interface MailboxChanges {
  change(id: string, choices: MailboxChoices): Result<Mailbox>;
  allowLinks(
    id: string,
    links: { readonly sender: string; readonly host: string; readonly allowed: boolean },
  ): Result<Mailbox>;
  signIns(): AvailableSignIn[];
  cancelSignIn(): void;
}

export function createMailboxes(parts: MailboxParts): Mailboxes {
  const { db, connect, intake, isArchived, createDownload, incomingFolder, tell, clock, logger, emit } = parts;
  const [rows, links, log] = [createMailboxRows(db), createLinkRows(db), createMailboxLog(db)];
  const credentials = createCredentials({ ...parts, clients: parts.signInClients });
  const saved = createSavedMails(db);
  const fetchMails = createFetchMails({ rows, saved, links, ...intake });
  const takeSaved = createTakeSaved({ saved, links, ...intake, incomingFolder });
  const fetchLinks = createFetchLinks({ links, createDownload, ...intake, incomingFolder });
  const authOf = (mailbox: KnownMailbox, signal: AbortSignal) => credentials.of(mailbox.id, mailbox, signal);
  const visit = createVisit({ rows, log, connect, authOf, fetchMails, takeSaved, fetchLinks, isArchived, clock });
  const now = () => instantFromMillis(clock.now());

  const shown = (known: KnownMailbox): Mailbox => ({
    ...mailboxSchema.omit({ reading: true, links: true }).parse(known),
    reading: rounds.isReading(known.id),
    links: links.of(known.id),
  });
  const found = (id: string): Result<KnownMailbox> => {
    const mailbox = rows.get(id);
    return mailbox ? ok(mailbox) : fail({ code: 'mailbox-not-found' });
  };
  const changed = (): void => {
    emit('mailboxes.changed', null);
  };
  function shownAfter(id: string, change: () => void): Result<Mailbox> {
    const mailbox = found(id);
    if (!mailbox.ok) return mailbox;
    change();
    changed();
    rounds.hurry();
    const after = found(id);
    return after.ok ? ok(shown(after.value)) : after;
  }

  /** Whether one gets in, and the folder is there. */
  async function tried(mailbox: NewMailbox, { auth }: Entry): Promise<Result<null>> {
    const { host, port } = mailbox;
    const connected = await connect({ host, port }, { tls: true, signal: AbortSignal.timeout(60_000) });
    if (!connected.ok) return connected;
    const opened = await openImapSession(connected.value, mailbox, auth);
    if (!opened.ok) return opened;
    await opened.value.end();
    return ok(null);
  }

  async function entered(mailbox: NewMailbox, password: string | null): Promise<Result<Entry>> {
    const entry = await credentials.enter(mailbox, password);
    if (!entry.ok) return entry;
    const isIn = await tried(mailbox, entry.value);
    return isIn.ok ? entry : isIn;
  }

  const rounds = createRounds({ ...{ rows, log, visit, shown, changed, tell, clock, logger }, ...parts, credentials });

  function remove(id: string): void {
    rounds.leave(id);
    credentials.forget(id);
    rows.remove(id);
    changed();
  }

  return {
    list: () => rows.list().map(shown),

    async add(mailbox, password) {
      const entry = await entered(mailbox, password);
      if (!entry.ok) return entry;
      const id = newId(now());
      if (!rows.add(id, mailbox)) return fail({ code: 'mailbox-exists', host: mailbox.host, user: mailbox.user });
      await credentials.keep(id, entry.value);
      return shownAfter(id, () => undefined);
    },

    async setPassword(id, password) {
      const mailbox = found(id);
      if (!mailbox.ok) return mailbox;
      const entry = await entered(mailbox.value, password);
      if (!entry.ok) return entry;
      await credentials.keep(id, entry.value);
      return rounds.read(id, new AbortController().signal);
    },

    choices: {
      change: (id, choices) =>
        shownAfter(id, () => {
          rows.change(id, choices);
        }),
      allowLinks: (id, { sender, host, allowed }) =>
        shownAfter(id, () => {
          links.allow(id, sender, host, allowed);
        }),
      signIns: () => availableSignIns(parts.signInClients()),
      cancelSignIn: credentials.cancelSignIn,
    },

    remove(id) {
      const mailbox = found(id);
      if (!mailbox.ok) return mailbox;
      remove(id);
      return ok(null);
    },

    forget(accountId) {
      for (const mailbox of rows.list()) if (mailbox.accountId === accountId) remove(mailbox.id);
    },

    read: rounds.read,
    log(id) {
      const mailbox = found(id);
      return mailbox.ok ? ok(log.of(id)) : mailbox;
    },
    start() {
      const stop = rounds.start();
      return () => {
        stop();
        credentials.cancelSignIn();
      };
    },
    idle: rounds.idle,
  };
}
