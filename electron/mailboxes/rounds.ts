import type { AppError } from '#shared/errors.ts';
import type { Mailbox } from '#shared/mailboxes.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import { createLoop } from '../background/index.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';
import type { createCredentials } from './credentials.ts';
import { createListening } from './listen.ts';
import type { MailboxLog } from './mailbox-log.ts';
import type { KnownMailbox, MailboxRows } from './mailbox-rows.ts';
import type { createVisit } from './visit.ts';

export interface RoundParts {
  readonly rows: Pick<MailboxRows, 'get' | 'list' | 'failed' | 'told'>;
  readonly log: Pick<MailboxLog, 'note'>;
  readonly visit: ReturnType<typeof createVisit>;
  readonly credentials: Pick<ReturnType<typeof createCredentials>, 'tokenRefused'>;
  readonly shown: (mailbox: KnownMailbox) => Mailbox;
  readonly changed: () => void;
  readonly tell: (mailbox: Mailbox, error: AppError) => Promise<void>;
  readonly everyMinutes: () => number;
  readonly clock: Clock;
  readonly logger: Logger;
}

const firstMillis = 20_000;
/** A server that is restarted bothers nobody. */
const toldAfterMillis = 15 * 60_000;
/** Trying these again and again locks people out of their mailbox. */
const waitsForSomebody = new Set<AppError['code']>(['mailbox-login-refused', 'sign-in-ended', 'sign-in-not-set-up']);
const passing = new Set<AppError['code']>([
  'server-unreachable',
  'server-timeout',
  'server-failed',
  'proxy-unreachable',
]);

/** Reads all mailboxes again and again, and at once where one says that a mail came; each outage of one is told once. */
export function createRounds(parts: RoundParts) {
  const { rows, log, visit, credentials, shown, changed, tell, everyMinutes, clock, logger } = parts;
  const now = () => instantFromMillis(clock.now());
  const reading = new Map<string, Promise<Result<Mailbox>>>();

  async function readOne(mailbox: KnownMailbox, signal: AbortSignal, onMail: () => void): Promise<Result<Mailbox>> {
    const { id, failure } = mailbox;
    const read = await visit.read(id, signal, onMail);
    if (!read.ok && read.error.code === 'cancelled') return read;
    if (!read.ok) {
      const { error } = read;
      logger.warn('A mailbox could not be read', { mailbox: id, code: error.code });
      if (error.code === 'sign-in-ended') credentials.tokenRefused(id);
      if (rows.get(id) === null) return read;
      rows.failed(id, error, now());
      if (failure?.error.code !== error.code)
        log.note(id, { at: now(), what: 'failed', mails: 0, withFiles: 0, error });
      return read;
    }
    if (failure) log.note(id, { at: now(), what: 'again', mails: 0, withFiles: 0, error: null });
    const after = rows.get(id);
    return after ? ok(shown(after)) : fail({ code: 'mailbox-not-found' });
  }

  function read(id: string, signal: AbortSignal, onMail: () => void = () => undefined): Promise<Result<Mailbox>> {
    const mailbox = rows.get(id);
    if (!mailbox) return Promise.resolve(fail({ code: 'mailbox-not-found' }));
    const running =
      reading.get(id) ??
      readOne(mailbox, signal, () => {
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
    if (passing.has(error.code) && clock.now() - Date.parse(since) < toldAfterMillis) return;
    rows.told(id, now());
    await tell(shown(mailbox), error);
  }

  const listening = createListening({
    within: visit.within,
    onMail: () => {
      loop.hurry();
    },
  });
  const loop = createLoop({
    ...{ clock, logger, name: 'Reading mailboxes', firstMillis, everyMillis: () => everyMinutes() * 60_000 },
    async turn(signal) {
      const isOver = () => signal.aborted;
      for (const { id, failure } of rows.list()) {
        if (isOver()) return;
        if (failure && waitsForSomebody.has(failure.error.code)) continue;
        const done = await read(id, signal);
        await tellOnce(id);
        const after = rows.get(id);
        if (done.ok && after && !isOver()) listening.at(after);
      }
    },
  });

  return {
    /** Reads one to its end, now. */
    read,
    isReading: (id: string): boolean => reading.has(id),
    hurry: loop.hurry,
    /** One is read no more. */
    leave: listening.stop,
    start(): Disposer {
      const stop = loop.start();
      return () => {
        stop();
        listening.stopAll();
      };
    },
    async idle(): Promise<void> {
      listening.stopAll();
      await loop.idle();
      await Promise.all(reading.values());
    },
  };
}
