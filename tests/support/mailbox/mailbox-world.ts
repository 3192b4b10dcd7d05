import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppError } from '#shared/errors.ts';
import type { MailClient } from '#shared/mail-sign-in.ts';
import { type Mailbox, type NewMailbox, newMailboxSchema } from '#shared/mailboxes.ts';
import { ok, type Result } from '#shared/result.ts';
import { createDocumentDownload } from '../../../electron/archive/index.ts';
import type { TakenMail } from '../../../electron/imports/index.ts';
import { createMailboxes, type Mailboxes } from '../../../electron/mailboxes/index.ts';
import { readAuthority } from '../../../electron/network/authority.ts';
import { createConnect } from '../../../electron/network/connect.ts';
import { createProxyLogins } from '../../../electron/network/proxy-logins.ts';
import type { Fetch } from '../../../electron/platform/ports.ts';
import { anAccount, setUpArchive } from '../archive/archive-setup.ts';
import type { MailServer } from '../dovecot.ts';
import { fakeBillingSource } from '../fakes/fake-billing-source.ts';
import { fakeClock } from '../fakes/fake-clock.ts';
import { memoryLogger } from '../fakes/memory-logger.ts';
import { mailOf, pdfPart } from '../mails.ts';
import { nodeFetch } from '../node-fetch.ts';

/** Mailboxes over a database on the disk and a real mail server, with an intake that notes what it was given. */
export class MailboxWorld implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'mailboxes-'));
  readonly clock = fakeClock();
  readonly secrets = new Map<string, Uint8Array>();
  /** Names of the mails and files that were taken in, and of those that were not. */
  readonly taken: string[] = [];
  readonly told: AppError[] = [];
  readonly signal = new AbortController().signal;
  readonly server: MailServer;
  mailboxes: Mailboxes;
  clients: MailClient[] = [];
  archived = new Set<string>();
  hasSecretStore = true;
  /** The server's authority counts. */
  isTrusted = true;
  fetch: Fetch = nodeFetch;
  openAddress: (address: string) => Promise<Result<null>> = () => Promise.resolve(ok(null));
  /** What becomes of a mail; null: the program ends. */
  onTake: (name: string) => TakenMail | null = (name) => ({ hashes: [name], whole: true, links: [], mail: null });
  #db: ReturnType<typeof setUpArchive>['db'];

  constructor(server: MailServer) {
    this.server = server;
    writeFileSync(join(this.folder, 'ca.pem'), server.authority.cert);
    ({ db: this.#db, mailboxes: this.mailboxes } = this.#begin());
  }

  /** Ends the program and begins again with the same data folder. */
  restart(): void {
    this.#db.close();
    ({ db: this.#db, mailboxes: this.mailboxes } = this.#begin());
  }

  #begin() {
    const { clock, folder, secrets, taken, told } = this;
    const source = fakeBillingSource({}, clock);
    const { db } = setUpArchive({ folder: join(folder, 'data'), source, clock, accounts: [anAccount()] });
    const logins = createProxyLogins({
      store: { read: () => Promise.resolve(null), keep: () => Promise.resolve('session'), forget: () => undefined },
      environment: new Map(),
      onWanted: () => undefined,
    });
    const mailboxes = createMailboxes({
      ...{ db, clock, logger: memoryLogger(), emit: () => undefined, incomingFolder: join(folder, 'data', 'incoming') },
      connect: createConnect({
        resolveProxy: () => Promise.resolve('DIRECT'),
        beginLogin: logins.begin,
        authority: () => {
          const read = this.isTrusted ? readAuthority(join(folder, 'ca.pem'), Date.now()) : null;
          return read?.ok ? read.value : null;
        },
      }),
      fetch: (...request) => this.fetch(...request),
      secretStore: {
        isAvailable: () => Promise.resolve(this.hasSecretStore),
        encrypt: (plain) => Promise.resolve(Buffer.from(`sealed ${plain}`)),
        decrypt: (cipher) => Promise.resolve({ plain: Buffer.from(cipher).toString().slice(7), isCurrent: true }),
      },
      secrets: {
        read: (id) => secrets.get(id) ?? null,
        write: (id, cipher) => void (cipher ? secrets.set(id, cipher) : secrets.delete(id)),
      },
      intake: {
        takeMail: (_accountId, _file, name) => {
          const outcome = this.onTake(name);
          if (outcome) taken.push(name);
          return Promise.resolve(outcome);
        },
        refuseMail: (_accountId, name, megabytes) => taken.push(`${name} is larger than ${String(megabytes)} MB`),
        takeFetched(_accountId, _file, name) {
          taken.push(name);
          return Promise.resolve(true);
        },
        refuseFetched: (_accountId, name, _mail, { code }) => taken.push(`${name}: ${code}`),
      },
      isArchived: (sha256) => this.archived.has(sha256),
      createDownload: (mayFetch) =>
        createDocumentDownload({
          ...{ fetch: (...request) => this.fetch(...request), clock, random: () => 0 },
          mayFetch: (_, address) => Promise.resolve(mayFetch(address)),
        }),
      signInClients: () => this.clients,
      openAddress: (address) => this.openAddress(address),
      closingWords: () => 'You’re signed in.',
      everyMinutes: () => 5,
      tell(_mailbox, error) {
        told.push(error);
        return Promise.resolve();
      },
    });
    return { db, mailboxes };
  }

  entered(changes: Partial<NewMailbox> = {}): NewMailbox {
    const { host, port, user } = this.server;
    return newMailboxSchema.parse({
      accountId: 'acc1',
      host,
      port,
      user,
      folder: 'INBOX',
      since: '2025-01-01',
      ...changes,
    });
  }

  async added(changes: Partial<NewMailbox> = {}, password: string | null = this.server.password): Promise<Mailbox> {
    const mailbox = await this.mailboxes.add(this.entered(changes), password);
    if (!mailbox.ok) throw new Error(JSON.stringify(mailbox.error));
    return mailbox.value;
  }

  /** What reading one to its end comes to: `ok`, or the code of what is in the way. */
  async read(id: string): Promise<string> {
    const read = await this.mailboxes.read(id, this.signal);
    return read.ok ? 'ok' : read.error.code;
  }

  [Symbol.dispose](): void {
    this.#db.close();
    rmSync(this.folder, { recursive: true });
  }
}

export const invoiceMail = (number: string, more: Partial<Parameters<typeof mailOf>[0]> = {}): Buffer =>
  mailOf({
    ...{ from: 'billing@pixel.example', subject: `Invoice ${number}`, messageId: `<${number}@pixel.example>` },
    parts: [pdfPart(`${number}.pdf`, Buffer.from(`%PDF-1.7 ${number}`))],
    ...more,
  });
export const newsMail = (text: string): Buffer =>
  mailOf({ from: 'news@shop.example', subject: text, messageId: `<${text}@shop.example>` });
