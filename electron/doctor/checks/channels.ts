import { diagnosed } from '#shared/doctor.ts';
import type { DoctorCheck } from '../check.ts';
import type { DatabaseLook } from '../look-at-database.ts';

/** Whether what is told beside this computer gets through. Asks no server: that is what *Send test* does. */
export const channelsCheck = (look: () => Promise<DatabaseLook>): DoctorCheck => ({
  id: 'channels',
  async run() {
    const found = await look();
    if (found.state === 'new') return diagnosed('channels-none', {});
    if (found.state !== 'open') return diagnosed('channels-unknown', {});
    const { count, failing, since } = found.facts.channels;
    if (since !== null) return diagnosed('channels-failing', { count: failing, since });
    return count === 0 ? diagnosed('channels-none', {}) : diagnosed('channels-fine', { count });
  },
});
