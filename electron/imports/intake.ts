import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import PQueue from 'p-queue';
import type { AppError } from '#shared/errors.ts';
import type { ImportItem, MailFacts } from '#shared/import/items.ts';
import type { Result } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import type { Emit } from '../events/index.ts';
import { fileErrorOf } from '../files/index.ts';
import { bugOf } from '../logging/index.ts';
import type { Logger } from '../platform/ports.ts';
import { isContainerName, type Unpacking } from '../unpacking/index.ts';
import type { ImportFile, ImportOutcome, ImportRows } from './import-rows.ts';
import { measure, unknownSize } from './take-file.ts';

interface IntakeParts {
  readonly rows: Pick<ImportRows, 'isKnown' | 'add'>;
  readonly takeFile: (path: string, file: ImportFile) => Promise<ImportOutcome | null>;
  readonly unpack: (file: string, name: string, into: string) => Promise<Result<Unpacking>>;
  readonly isListed: (accountId: string) => boolean;
  readonly incomingFolder: string;
  readonly now: () => Instant;
  readonly logger: Logger;
  readonly emit: Emit<'imports.changed'>;
  /** Is told which files wait now that one was read with all that is in it. */
  readonly afterRead: (ids: readonly string[]) => Promise<unknown>;
}

/** What became of a mail of a mailbox. */
export interface TakenMail {
  /** SHA-256 of each file in it that is kept, or was. */
  readonly hashes: readonly string[];
  /** All that was in it was taken in. */
  readonly whole: boolean;
  /** Links in it that may lead to an invoice. */
  readonly links: readonly string[];
  /** Null where it could not be read. */
  readonly mail: MailFacts | null;
}
const unreadMail: TakenMail = { hashes: [], whole: false, links: [], mail: null };

/** Takes in what is in mails, and what their links lead to. */
export type FromMail = Pick<
  ReturnType<typeof createIntake>,
  'takeMail' | 'refuseMail' | 'takeFetched' | 'refuseFetched'
>;

/** The line of files that were handed in and are read one after the other. */
export function createIntake(parts: IntakeParts) {
  const { rows, takeFile, unpack, isListed, incomingFolder, now, logger, emit, afterRead } = parts;
  const queue = new PQueue({ concurrency: 1 });
  /** Handed in and not yet read. */
  const reading = new Map<string, ImportFile>();
  /** They wait since the last was read. */
  const fresh: string[] = [];
  let ended = false;
  const hasEnded = () => ended;

  async function take(accountId: string, path: string, origin: ImportItem['origin']): Promise<void> {
    const place = origin === 'folder' ? path : null;
    const measured = await measure(path);
    // Moved away, perhaps after it was taken in: nothing to bother anybody with.
    if (!measured && place !== null) return;
    const file = {
      ...{ id: randomUUID(), accountId, origin, path: place },
      ...{ fileName: basename(path), within: null, mail: null },
      ...(measured ?? unknownSize),
    };
    const isInLine = [...reading.values()].some((each) => place !== null && each.path === place);
    if (ended || isInLine || rows.isKnown(file)) return;
    reading.set(file.id, file);
    emit('imports.changed', null);
    void queue.add(() => read(path, file));
  }

  /** Null where the program ends first, and it is to be read again. */
  async function read(path: string, file: ImportFile): Promise<TakenMail | null> {
    let taken: TakenMail | null = unreadMail;
    try {
      if (isContainerName(file.fileName)) taken = await readInside(path, file);
      else {
        const outcome = await takeFile(path, file);
        keep(file, outcome);
        if (!outcome) taken = null;
      }
    } catch (cause) {
      const refusal = fileErrorOf(cause, incomingFolder, path);
      logger.warn('A file could not be taken in', { code: refusal.code });
      rows.add(file, { state: 'refused', sha256: null, refusal }, now());
    } finally {
      reading.delete(file.id);
      emit('imports.changed', null);
    }
    if (!ended) await fileFresh();
    // It may have changed while it was read; `take` leaves one alone that has not.
    if (file.path !== null && !ended) await take(file.accountId, path, file.origin);
    return taken;
  }

  /** What goes on from a file that was read never keeps the next from being read. */
  async function fileFresh(): Promise<void> {
    try {
      await afterRead(fresh.splice(0));
    } catch (cause) {
      bugOf(logger, 'What was read could not be filed by its rule', cause);
    }
  }

  /** Nobody waits for those of an account that was removed meanwhile, nor looks at what was left out by itself. */
  function keep(file: ImportFile, outcome: ImportOutcome | null): void {
    const isSeen = outcome && (outcome.state !== 'left-out' || file.path !== null);
    if (!isSeen || !isListed(file.accountId)) return;
    rows.add(file, outcome, now());
    if (outcome.state === 'waiting') fresh.push(file.id);
  }

  /** Reads the files in a saved mail or an archive. Read again after a kill, those that are known are left out. */
  async function readInside(path: string, file: ImportFile): Promise<TakenMail | null> {
    const { fileName: name } = file;
    const into = join(incomingFolder, `unpacked-${file.id}`);
    const refused = (refusal: AppError): ImportOutcome => ({ state: 'refused', sha256: null, refusal });
    try {
      const unpacked = await unpack(path, name, into);
      if (!unpacked.ok) {
        if (unpacked.error.code === 'cancelled') return null;
        keep(file, refused(unpacked.error));
        return unreadMail;
      }
      const { found, unread, links, mail } = unpacked.value;
      const hashes: string[] = [];
      let isWhole = unread.length === 0;
      const inner = (fileName: string): ImportFile => ({
        ...file,
        id: randomUUID(),
        path: null,
        fileName,
        within: name,
      });
      for (const { file: place, name: inside, mail: innermost } of found) {
        const one = { ...inner(inside), mail: innermost, bytes: (await measure(place))?.bytes ?? 0 };
        const outcome = await takeFile(place, one);
        // The program ends: all of it is read again.
        if (!outcome) return null;
        keep(one, outcome);
        if (outcome.sha256 !== null) hashes.push(outcome.sha256);
        if (outcome.state === 'refused') isWhole = false;
        emit('imports.changed', null);
      }
      for (const { name: inside, reason } of unread)
        keep(inner(inside), refused({ code: 'inside-unreadable', file: name, inside, reason }));
      const isEmpty = found.length + unread.length === 0;
      // Most mails in a folder are no invoices.
      keep(
        file,
        isEmpty && file.origin !== 'folder' && file.origin !== 'mailbox'
          ? refused({ code: 'nothing-inside', file: name })
          : { state: 'left-out', sha256: null },
      );
      return { hashes, whole: isWhole, links, mail };
    } finally {
      await rm(into, { recursive: true, force: true });
    }
  }

  return {
    /** Resolves when the file is in line to be read. */
    take,
    /** Reads a mail out of a mailbox, saved under this path; null where the program ends before all in it is kept. */
    async takeMail(accountId: string, path: string, fileName: string): Promise<TakenMail | null> {
      const measured = (await measure(path)) ?? unknownSize;
      if (ended) return null;
      const taken = await queue.add(() => read(path, { ...fromMailbox(accountId, fileName), ...measured }));
      return hasEnded() ? null : taken;
    },
    /** A mail that was not fetched, for its size. */
    refuseMail(accountId: string, fileName: string, megabytes: number): void {
      const refusal = { code: 'file-too-large', file: fileName, megabytes } as const;
      keep({ ...fromMailbox(accountId, fileName), ...unknownSize }, { state: 'refused', sha256: null, refusal });
      emit('imports.changed', null);
    },
    /** What a link in a mail led to, saved under this path; false where the program ends before it is kept. */
    async takeFetched(accountId: string, path: string, fileName: string, mail: MailFacts): Promise<boolean> {
      const measured = (await measure(path)) ?? unknownSize;
      const within = mail.subject ?? '';
      const file = { ...fromMailbox(accountId, fileName), ...measured, mail, within };
      return !ended && (await queue.add(() => read(path, file))) !== null && !ended;
    },
    refuseFetched(accountId: string, fileName: string, mail: MailFacts, refusal: AppError): void {
      const file = { ...fromMailbox(accountId, fileName), ...unknownSize, mail, within: mail.subject ?? '' };
      keep(file, { state: 'refused', sha256: null, refusal });
      emit('imports.changed', null);
    },
    /** Those in line, in the order in which they came. */
    reading: () => [...reading.values()],
    /** Does something between two files. */
    between: (work: () => Promise<void>): void => void queue.add(work),
    /** Resolves when nothing is in line any more. */
    settled: () => queue.onIdle(),
    /** Takes nothing more. */
    end(): void {
      ended = true;
    },
    async idle(): Promise<void> {
      ended = true;
      queue.clear();
      await queue.onIdle();
    },
  };
}

const fromMailbox = (accountId: string, fileName: string) =>
  ({ id: randomUUID(), accountId, origin: 'mailbox', path: null, within: null, mail: null, fileName }) as const;
