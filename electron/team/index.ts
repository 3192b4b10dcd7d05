import { fail, ok, type Result } from '#shared/result.ts';
import type { TeamStatus, TeamUnsettled, TeamWaiting } from '#shared/team.ts';
import { createLoop } from '../background/index.ts';
import { onNoted } from '../database/transactions.ts';
import type { Emit } from '../events/index.ts';
import type { Clock, Disposer, Logger, SecretStore } from '../platform/ports.ts';
import { isCapturing, startCapture } from './capture.ts';
import { createDesk } from './desk.ts';
import { createMembership, type Membership } from './membership.ts';
import { createSession, type Session, type SessionParts } from './session.ts';
import { createToldElsewhere } from './told-elsewhere.ts';

export type { Touched } from './incoming.ts';
export { isList, partsOf } from './change.ts';

export interface TeamDependencies extends Omit<SessionParts, 'desk' | 'clock'> {
  readonly clock: Clock;
  readonly secretStore: SecretStore;
  /** The ciphertext of this desk's password. */
  readonly secret: { read(): Uint8Array | null; write(cipher: Uint8Array | null): void };
  /** In place of the kept password, as a service has it. */
  readonly environmentPassword: string | null;
  readonly logger: Logger;
  readonly emit: Emit<'team.changed'>;
}

const wakeMillis = 150;
const everyMillis = 60_000;
const dayMillis = 24 * 60 * 60_000;

/** This desk's part in a team; without one nothing of it runs, and no driver is loaded. */
export interface Team {
  /** Null where the archive is this desk's own. */
  status(): TeamStatus | null;
  /** Of `status` what costs nothing to ask. */
  waiting(): TeamWaiting | null;
  /** What was refused, is kept aside or was overruled, newest first. */
  unsettled(): TeamUnsettled[];
  readonly membership: Membership;
  /** Sends and receives what there is, now. */
  exchange(): Promise<Result<{ sent: number; received: number }>>;
  /** Compares with the server, table by table, and repairs. */
  verify(): Promise<Result<{ differing: string[]; repaired: number }>>;
  /** Whether it is open yet if another desk was first to find out what is to be told from here; never without a team. */
  isUndecided(): boolean;
  /** Whether this desk is the one that watches the account; always without a team. */
  watches(accountId: string): boolean;
  start(): Disposer;
  dispose(): Promise<void>;
}

export function createTeam(dependencies: TeamDependencies): Team {
  const { db, clock, logger, emit, secretStore, secret } = dependencies;
  const desk = createDesk(db);
  let session: Session | null = null;
  let password: string | null = dependencies.environmentPassword;
  let verifiedAt = clock.now();
  let running: Promise<unknown> | null = null;

  async function passwordNow(): Promise<string> {
    if (password !== null) return password;
    const cipher = secret.read();
    return cipher ? (await secretStore.decrypt(cipher)).plain : '';
  }

  function open(): Session | null {
    const found = desk.get();
    if (!found) return null;
    session ??= createSession(
      { ...dependencies, desk },
      found.server,
      { user: found.server.user, password: passwordNow },
      () => {
        soon.wake(0);
      },
    );
    return session;
  }

  const membership = createMembership({
    ...dependencies,
    desk,
    session: open,
    async givenPassword() {
      if (dependencies.environmentPassword !== null) return ok(dependencies.environmentPassword);
      return (await secretStore.isAvailable()) ? ok(null) : fail({ code: 'team-password-missing' });
    },
    async keepPassword(wanted) {
      password = wanted;
      const isKept = wanted !== null && dependencies.environmentPassword === null;
      const cipher = isKept && (await secretStore.isAvailable()) ? await secretStore.encrypt(wanted) : null;
      secret.write(cipher);
    },
    async renewSession() {
      const closing = session;
      session = null;
      await closing?.connection.close();
      emit('team.changed', null);
    },
  });

  /** One at a time, whoever asks. */
  async function alone<T>(work: () => Promise<T>): Promise<T> {
    while (running) await running.catch(() => undefined);
    const own = work();
    running = own.finally(() => {
      running = null;
    });
    await running.catch(() => undefined);
    return own;
  }

  async function turn(stopped: AbortSignal): Promise<void> {
    const own = open();
    if (!own || stopped.aborted) return;
    const exchanged = await alone(own.exchange);
    emit('team.changed', null);
    if (!exchanged.ok) {
      logger.warn('The team’s server did not answer', { code: exchanged.error.code });
      return;
    }
    await own.fetchDocuments(stopped);
  }

  const soon = createLoop({
    ...{ clock, logger, name: 'The exchange with the team', firstMillis: 0, everyMillis: null, turn },
  });
  const regular = createLoop({
    ...{ clock, logger, name: 'The watch of the team', firstMillis: 0, everyMillis },
    async turn(stopped) {
      const own = open();
      if (!own) return;
      soon.wake(0);
      await own.renewWatch();
      if (Math.abs(clock.now() - verifiedAt) < dayMillis || stopped.aborted) return;
      verifiedAt = clock.now();
      own.prune();
      const verified = await alone(own.verify);
      if (verified.ok && verified.value.differing.length > 0)
        logger.warn('Tables differed from the team’s and were read again', {
          tables: verified.value.differing.join(', '),
        });
    },
  });

  // A migration takes the triggers away.
  if (desk.get() && !db.readonly && !isCapturing(db)) startCapture(db);
  onNoted(db, () => {
    soon.wake(wakeMillis);
  });

  return {
    membership,
    status() {
      const found = desk.get();
      const own = open();
      if (!found || !own) return null;
      return {
        ...{ server: found.server, member: found.member, role: found.role, joinedAt: found.joined_at },
        receivedAt: found.received_at,
        failure: found.error && { since: found.failing_since ?? found.joined_at, error: found.error },
        waiting: own.outgoing.waiting(),
        ...own.unsettled.counts(),
        documents: { wanted: own.documents.wanted() },
      };
    },
    waiting: () => open()?.outgoing.waiting() ?? null,
    unsettled: () => open()?.unsettled.list() ?? [],
    async exchange() {
      const own = open();
      return own ? alone(own.exchange) : fail({ code: 'no-team' });
    },
    async verify() {
      const own = open();
      return own ? alone(own.verify) : fail({ code: 'no-team' });
    },
    isUndecided: createToldElsewhere(db).isUndecided,
    watches: (accountId) => !desk.get() || (open()?.watchers.watches(accountId) ?? true),
    start() {
      const stops = [soon.start(), regular.start()];
      return () => {
        for (const stop of stops) stop();
      };
    },
    async dispose() {
      await Promise.all([soon.idle(), regular.idle()]);
      await session?.watchers.releaseAll();
      await session?.connection.close();
    },
  };
}
