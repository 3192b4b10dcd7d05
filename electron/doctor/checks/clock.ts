import { diagnosed } from '#shared/doctor.ts';
import { millisOf } from '#shared/time.ts';
import type { DoctorCheck } from '../check.ts';
import type { Facts } from '../database-facts.ts';
import type { DoctorParts } from '../parts.ts';
import type { Servers } from './connection.ts';

/** A period that ends is noticed as late as the clock is; and a certificate may not be valid yet. */
const tolerance = 5 * 60_000;

/** Compares the clock with what servers take for the time, and with the moments that were written down by it before. */
export const clockCheck = (
  { clock }: Pick<DoctorParts, 'clock'>,
  servers: Servers,
  facts: () => Promise<Facts | null>,
): DoctorCheck => ({
  id: 'clock',
  async run() {
    const now = clock.now();
    const latest = (await facts())?.latest ?? null;
    const dates = (await servers()).flatMap(({ reached }) =>
      reached.ok && reached.date !== null ? [reached.date] : [],
    );
    const [nearest] = dates.map((date) => now - date).toSorted((one, other) => Math.abs(one) - Math.abs(other));
    if (nearest !== undefined && Math.abs(nearest) > tolerance)
      return diagnosed('clock-wrong', { minutes: Math.round(Math.abs(nearest) / 60_000) });
    if (latest !== null && millisOf(latest) > now + tolerance) return diagnosed('clock-behind', { at: latest });
    return nearest === undefined
      ? diagnosed('clock-unknown', {})
      : diagnosed('clock-fine', { seconds: Math.round(Math.abs(nearest) / 1_000) });
  },
});
