import { type Instant, instantFromMillis } from '#shared/time.ts';
import type { Accounts, PracticeParameters } from '../accounts/index.ts';
import type { Clock } from '../platform/ports.ts';
import type { PracticeServer } from './options.ts';
import { startPracticeServer } from './start.ts';

/** The practice servers inside the app: one per practice account, started when it is first asked. */
export type EmbeddedPractice = ReturnType<typeof createEmbeddedPractice>;

export function createEmbeddedPractice(clock: Clock, { practice }: Pick<Accounts, 'practice'>) {
  const { parametersOf, saveClockOffset } = practice;
  const servers = new Map<string, Promise<PracticeServer>>();
  const origins = new Map<string, string>();

  const start = ({ seed, invoices, anchor, clockOffset }: PracticeParameters): Promise<PracticeServer> =>
    startPracticeServer({ port: 0, seed, invoices, anchor, now: clock.now() + clockOffset, speed: 1 });

  function serverOf(accountId: string): Promise<PracticeServer> {
    const running = servers.get(accountId);
    if (running) return running;
    const parameters = parametersOf(accountId);
    if (!parameters) throw new Error(`${accountId} is no practice account`);
    const started = start(parameters);
    servers.set(accountId, started);
    // One that could not start is tried again the next time.
    started.then(
      ({ url }) => origins.set(accountId, new URL(url).origin),
      () => servers.delete(accountId),
    );
    return started;
  }

  const timeOf = (accountId: string): number => clock.now() + (parametersOf(accountId)?.clockOffset ?? 0);

  return {
    /** The customer that a server with these parameters has. */
    async customerOf(parameters: PracticeParameters): Promise<string> {
      const server = await start(parameters);
      await server.close();
      return server.customerId;
    },

    urlOf: async (accountId: string) => (await serverOf(accountId)).url,

    /** Whether an address is one of the servers inside the app, and leads nowhere else. */
    isOwn: ({ origin }: URL): boolean => [...origins.values()].includes(origin),

    /** The practice account's own time; the machine's for every other account. */
    clockOf: (accountId: string): Clock => ({ ...clock, now: () => timeOf(accountId) }),

    /** Moves its clock, for good. A clock is never set back: what was billed stays billed. */
    async moveTo(accountId: string, time: number): Promise<Instant> {
      const server = await serverOf(accountId);
      const now = Math.max(time, server.now());
      server.setClock({ now });
      saveClockOffset(accountId, now - clock.now());
      return instantFromMillis(now);
    },

    async stop(accountId: string): Promise<void> {
      const server = servers.get(accountId);
      servers.delete(accountId);
      origins.delete(accountId);
      await (await server)?.close();
    },

    async dispose(): Promise<void> {
      const running = [...servers.values()];
      servers.clear();
      origins.clear();
      await Promise.all(running.map(async (server) => (await server).close()));
    },
  };
}
