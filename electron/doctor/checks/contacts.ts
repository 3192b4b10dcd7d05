import { diagnosed } from '#shared/doctor.ts';
import type { DoctorCheck } from '../check.ts';
import type { Contact, Facts } from '../database-facts.ts';
import type { DatabaseLook } from '../look-at-database.ts';

/** Whether the mailboxes, channels or team server that somebody set up answered, by what was written down of the last time. */
export const contactsCheck = (
  id: 'mailboxes' | 'channels' | 'team',
  look: () => Promise<DatabaseLook>,
  contactsIn: (facts: Facts) => readonly Contact[],
): DoctorCheck => ({
  id,
  async run() {
    const database = await look();
    if (database.state === 'new') return diagnosed(`${id}-none`, {});
    if (database.state !== 'open') return diagnosed(`${id}-unknown`, {});
    const contacts = contactsIn(database.facts);
    if (contacts.length === 0) return diagnosed(`${id}-none`, {});
    const failing = contacts.find(({ failingSince }) => failingSince !== null);
    if (failing?.failingSince) return diagnosed(`${id}-failing`, { host: failing.host, at: failing.failingSince });
    const untried = contacts.find(({ answeredAt }) => answeredAt === null);
    if (untried) return diagnosed(`${id}-untried`, { host: untried.host });
    const [at = ''] = contacts.flatMap(({ answeredAt }) => answeredAt ?? []).toSorted();
    return diagnosed(`${id}-fine`, { at });
  },
});
