import type { AppError } from '#shared/errors.ts';
import { instantFromMillis, millisOf } from '#shared/time.ts';
import type { StandingLease } from '../database/lease.ts';
import { type ChannelRows, mayTry } from './channel-rows.ts';
import { type createDeliverer, pause } from './deliver.ts';
import { isRoundComplete } from './heartbeat.ts';
import type { Letter } from './letter.ts';
import type { ChannelParts } from './parts.ts';

interface Parts extends Pick<ChannelParts, 'accounts' | 'freshness' | 'clock' | 'tell'> {
  readonly channels: ChannelRows;
  readonly lease: StandingLease;
  readonly testLetter: () => Letter;
  readonly attempt: ReturnType<typeof createDeliverer>['attempt'];
  readonly onChange: () => void;
}

/** A server that is restarted bothers nobody. */
const toldAfterMillis = 15 * 60_000;
const passing: ReadonlySet<AppError['code']> = new Set<AppError['code']>([
  ...(['server-unreachable', 'server-timeout', 'proxy-unreachable', 'cancelled'] as const),
  ...(['channel-refused', 'mail-refused'] as const),
]);

/** What is done again and again beside delivering: a sign of life, and telling of what is out of reach. */
export function createRounds({
  channels,
  accounts,
  freshness,
  lease,
  testLetter,
  attempt,
  clock,
  tell,
  onChange,
}: Parts) {
  const now = () => instantFromMillis(clock.now());
  return {
    /** Calls the address that waits for it, once after each round in which every account was checked. */
    async beat(signal: AbortSignal): Promise<void> {
      for (const channel of channels.list()) {
        const { id, config, deliveredAt, misses } = channel;
        if (config.kind !== 'heartbeat' || signal.aborted || !mayTry(channel, clock.now())) continue;
        if (!isRoundComplete(accounts(), freshness, deliveredAt) || !lease.hold()) continue;
        const sent = await attempt(channel, { ...testLetter(), title: '', body: '' }, signal);
        if (sent.outcome === 'delivered') channels.works(id, now());
        else {
          const asked = sent.outcome === 'failed' ? sent.askedSeconds : null;
          channels.fails(id, sent.error, now(), instantFromMillis(clock.now() + pause(misses + 1, asked)));
        }
        onChange();
      }
    },
    /** One outage is told once, on this computer: when it has lasted, or at once where waiting does not help. */
    async tellOutages(): Promise<void> {
      for (const { id, config, failure, told } of channels.list()) {
        if (!failure || told) continue;
        const lasted = Math.abs(clock.now() - millisOf(failure.since));
        if (passing.has(failure.error.code) && lasted < toldAfterMillis) continue;
        if (await tell(config.name, failure.error)) channels.told(id, now());
      }
    },
  };
}
