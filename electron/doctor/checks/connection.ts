import { diagnosed } from '#shared/doctor.ts';
import { networkProblemOf } from '#shared/network-problem.ts';
import type { SourceKind } from '#shared/source-kinds.ts';
import type { DoctorCheck } from '../check.ts';
import type { Facts } from '../database-facts.ts';
import type { Connection, Reached } from '../../platform/ports.ts';

const vendorServers: Readonly<Record<SourceKind, string>> = {
  stripe: 'https://api.stripe.com',
  imagekit: 'https://api.imagekit.io',
};

/** What the policy's refusal of a server is called. */
const forbidden = 'ERR_BLOCKED_BY_ADMINISTRATOR';

interface Server {
  readonly host: string;
  readonly proxy: string | null;
  readonly reached: Reached;
}

/** The servers of the accounts, each asked once for all checks that want to know. */
export type Servers = () => Promise<readonly Server[]>;

export function createServers(connection: Connection, facts: () => Promise<Facts | null>): Servers {
  let asked: Promise<readonly Server[]> | null = null;
  async function ask(): Promise<readonly Server[]> {
    const accounts = (await facts())?.accounts.filter(({ practice }) => !practice) ?? [];
    const addresses = accounts.flatMap(({ sources }) =>
      sources.map(({ kind, baseUrl }) => baseUrl ?? vendorServers[kind]),
    );
    return Promise.all(
      [...new Set(addresses)].map(async (address) => {
        const [proxy, reached] = await Promise.all([connection.proxyFor(address), connection.reach(address)]);
        return { host: new URL(address).host, proxy, reached };
      }),
    );
  }
  return () => (asked ??= ask());
}

export const proxyCheck = (servers: Servers): DoctorCheck => ({
  id: 'proxy',
  async run() {
    // Of one that the policy forbids nothing is asked, not even the way there.
    const all = (await servers()).filter(({ reached }) => reached.ok || reached.reason !== forbidden);
    if (all.length === 0) return diagnosed('proxy-untried', {});
    if (all.some(({ reached }) => !reached.ok && /PAC_|MANDATORY_PROXY/.test(reached.reason)))
      return diagnosed('proxy-script', {});
    const used = all.flatMap(({ proxy, reached }) => (proxy === null ? [] : [{ proxy, reached }]));
    const [first] = used;
    if (!first) return diagnosed('proxy-none', {});
    for (const { proxy, reached } of used) {
      if (reached.ok || networkProblemOf(reached.reason) !== 'proxy') continue;
      const { reason } = reached;
      return /AUTH|407/.test(reason)
        ? diagnosed('proxy-password', { proxy })
        : diagnosed('proxy-refuses', { proxy, reason });
    }
    const through = used.find(({ reached }) => reached.ok);
    return through
      ? diagnosed('proxy-fine', { proxy: through.proxy })
      : diagnosed('proxy-unknown', { proxy: first.proxy });
  },
});

export const connectionCheck = (servers: Servers): DoctorCheck => ({
  id: 'connection',
  async run() {
    const all = await servers();
    if (all.length === 0) return diagnosed('connection-untried', {});
    for (const { host, reached } of all) {
      if (reached.ok) continue;
      const { reason } = reached;
      if (reason === forbidden) return diagnosed('connection-forbidden', { host });
      return networkProblemOf(reason) === 'certificate'
        ? diagnosed('connection-certificate', { host, reason })
        : diagnosed('connection-failed', { host, reason });
    }
    return diagnosed('connection-fine', { servers: all.length });
  },
});
