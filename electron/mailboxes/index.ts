import type { AppError } from '#shared/errors.ts';
import { type Mailbox, mailboxSchema, type NewMailbox } from '#shared/mailboxes.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import { createLoop } from '../background/index.ts';
import { newId } from '../database/new-id.ts';
import type { Database } from '../database/open.ts';
import type { Emit } from '../events/index.ts';
import type { Connect } from '../network/index.ts';
import type { Clock, Disposer, Logger, SecretStore } from '../platform/ports.ts';
import { openImapSession } from './imap-session.ts';
import { createMailboxRows, type KnownMailbox } from './mailbox-rows.ts';
import { createReadMailbox } from './read-mailbox.ts';

interface MailboxParts {
  readonly db: Database;
  readonly connect: Connect;
  readonly secretStore: SecretStore;
  /** Ciphertexts by the mailbox's id. */
  readonly secrets: { read(id: string): Uint8Array | null; write(id: string, cipher: Uint8Array | null): void };
  readonly takeMail: (accountId: string, file: string, name: string) => Promise<boolean>;
  readonly refuseMail: (accountId: string, name: string, megabytes: number) => void;
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
  /** Logs in once; kept where that worked. The password goes into the secret store, or is kept as long as Billfold runs. */
  add(mailbox: NewMailbox, password: string): Promise<Result<Mailbox>>;
  /** A password for one that refused the former one. */
  setPassword(id: string, password: string): Promise<Result<Mailbox>>;
  remove(id: string): Result<null>;
  /** Of an account that is removed: its mailboxes are read no more, and their passwords are gone. */
  forget(accountId: string): void;
  /** Reads one to its end, now. */
  read(id: string, signal: AbortSignal, onMail?: () => void): Promise<Result<Mailbox>>;
  start(): Disposer;
  idle(): Promise<void>;
}

const firstMillis = 20_000;
const everyMillis = 5 * 60_000;
/** A server that is restarted bothers nobody. */
const toldAfterMillis = 15 * 60_000;

export function createMailboxes(parts: MailboxParts): Mailboxes {
  const { db, connect, secretStore, secrets, tell, clock, logger, emit } = parts;
  const rows = createMailboxRows(db);
  const { takeMail, refuseMail, incomingFolder } = parts;
  const readMailbox = createReadMailbox({ rows, connect, takeMail, refuseMail, incomingFolder });
  const now = () => instantFromMillis(clock.now());
  const reading = new Map<string, Promise<Result<Mailbox>>>();
  /** Where there is no secret store. */
  const passwords = new Map<string, string>();

  const shown = (known: KnownMailbox): Mailbox => ({
    ...mailboxSchema.omit({ reading: true }).parse(known),
    reading: reading.has(known.id),
  });
  const found = (id: string): Result<KnownMailbox> => {
    const mailbox = rows.get(id);
    return mailbox ? ok(mailbox) : fail({ code: 'mailbox-not-found' });
  };
  const changed = (): void => {
    emit('mailboxes.changed', null);
  };

  async function passwordOf(id: string): Promise<string | null> {
    const known = passwords.get(id);
    if (known !== undefined) return known;
    const cipher = secrets.read(id);
    try {
      return cipher && (await secretStore.decrypt(cipher)).plain;
    } catch (cause) {
      logger.warn('The password of a mailbox cannot be decrypted', { mailbox: id, cause });
      return null;
    }
  }

  async function keepPassword(id: string, password: string): Promise<void> {
    passwords.set(id, password);
    secrets.write(id, (await secretStore.isAvailable()) ? await secretStore.encrypt(password) : null);
  }

  /** Whether one gets in, and the folder is there. */
  async function tried(mailbox: NewMailbox, password: string): Promise<Result<null>> {
    const { host, port } = mailbox;
    const connected = await connect({ host, port }, { tls: true, signal: AbortSignal.timeout(60_000) });
    if (!connected.ok) return connected;
    const opened = await openImapSession(connected.value, { ...mailbox, password });
    if (!opened.ok) return opened;
    await opened.value.end();
    return ok(null);
  }

  async function readOne(mailbox: KnownMailbox, signal: AbortSignal, onMail: () => void): Promise<Result<Mailbox>> {
    const { id } = mailbox;
    const password = await passwordOf(id);
    const missing = fail({ code: 'mailbox-password-missing', host: mailbox.host, user: mailbox.user } as const);
    const read = password === null ? missing : await readMailbox(mailbox, password, { signal, onMail });
    if (read.ok) rows.readToEnd(id, now());
    else if (read.error.code === 'cancelled') return read;
    else {
      logger.warn('A mailbox could not be read', { mailbox: id, code: read.error.code });
      rows.failed(id, read.error, now());
    }
    const after = found(id);
    return read.ok && after.ok ? ok(shown(after.value)) : read.ok ? fail({ code: 'mailbox-not-found' }) : read;
  }

  function read(id: string, signal: AbortSignal, onMail: () => void = () => undefined): Promise<Result<Mailbox>> {
    const mailbox = found(id);
    if (!mailbox.ok) return Promise.resolve(mailbox);
    const running =
      reading.get(id) ??
      readOne(mailbox.value, signal, () => {
        onMail();
        changed();
      }).finally(() => {
        reading.delete(id);
        changed();
      });
    reading.set(id, running);
    changed();
    return running;
  }

  /** One outage is told once: when it has lasted, or at once where waiting does not help. */
  async function tellOnce(id: string): Promise<void> {
    const mailbox = rows.get(id);
    if (!mailbox?.failure || mailbox.told) return;
    const { error, since } = mailbox.failure;
    const isPassing = error.code === 'server-unreachable' || error.code === 'proxy-unreachable';
    if (isPassing && clock.now() - Date.parse(since) < toldAfterMillis) return;
    rows.told(id, now());
    await tell(shown(mailbox), error);
  }

  const loop = createLoop({
    ...{ clock, logger, name: 'Reading mailboxes', firstMillis, everyMillis },
    async turn(signal) {
      for (const { id, failure } of rows.list()) {
        if (signal.aborted) return;
        // A wrong password that is tried again and again locks people out of their mailbox.
        if (failure?.error.code === 'mailbox-login-refused') continue;
        await read(id, signal);
        await tellOnce(id);
      }
    },
  });

  function remove(id: string): void {
    passwords.delete(id);
    secrets.write(id, null);
    rows.remove(id);
    changed();
  }

  return {
    list: () => rows.list().map(shown),

    async add(mailbox, password) {
      const entered = await tried(mailbox, password);
      if (!entered.ok) return entered;
      const id = newId(now());
      if (!rows.add(id, mailbox)) return fail({ code: 'mailbox-exists', host: mailbox.host, user: mailbox.user });
      await keepPassword(id, password);
      changed();
      loop.wake(0);
      const added = found(id);
      return added.ok ? ok(shown(added.value)) : added;
    },

    async setPassword(id, password) {
      const mailbox = found(id);
      if (!mailbox.ok) return mailbox;
      const entered = await tried(mailbox.value, password);
      if (!entered.ok) return entered;
      await keepPassword(id, password);
      return read(id, new AbortController().signal);
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

    read,
    start: loop.start,
    async idle() {
      await loop.idle();
      await Promise.all(reading.values());
    },
  };
}
