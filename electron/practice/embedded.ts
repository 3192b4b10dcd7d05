import { type Instant, instantFromMillis } from '#shared/time.ts';
import type { Accounts, PracticeParameters } from '../accounts/index.ts';
import type { Clock } from '../platform/ports.ts';
import type { PracticeServer } from './options.ts';
import { startPracticeServer } from './server.ts';

/** The practice servers inside the app: one per practice account, started when it is first asked. */
export interface EmbeddedPractice {
  /** The customer that a server with these parameters has. */
  customerOf(parameters: PracticeParameters): Promise<string>;
  urlOf(accountId: string): Promise<string>;
  /** The practice account's own time; the machine's for every other account. */
  clockOf(accountId: string): Clock;
  /** Moves its clock, for good. A clock is never set back: what was billed stays billed. */
  moveTo(accountId: string, time: number): Promise<Instant>;
  stop(accountId: string): Promise<void>;
  dispose(): Promise<void>;
}

export function createEmbeddedPractice(clock: Clock, { practice }: Pick<Accounts, 'practice'>): EmbeddedPractice {
  const { parametersOf, saveClockOffset } = practice;
  const servers = new Map<string, Promise<PracticeServer>>();

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
    started.catch(() => servers.delete(accountId));
    return started;
  }

  const timeOf = (accountId: string): number => clock.now() + (parametersOf(accountId)?.clockOffset ?? 0);

  return {
    async customerOf(parameters) {
      const server = await start(parameters);
      await server.close();
      return server.customerId;
    },

    urlOf: async (accountId) => (await serverOf(accountId)).url,

    clockOf: (accountId) => ({ ...clock, now: () => timeOf(accountId) }),

    async moveTo(accountId, time) {
      const server = await serverOf(accountId);
      const now = Math.max(time, server.now());
      server.setClock({ now });
      saveClockOffset(accountId, now - clock.now());
      return instantFromMillis(now);
    },

    async stop(accountId) {
      const server = servers.get(accountId);
      servers.delete(accountId);
      await (await server)?.close();
    },

    async dispose() {
      const running = [...servers.values()];
      servers.clear();
      await Promise.all(running.map(async (server) => (await server).close()));
    },
  };
}
