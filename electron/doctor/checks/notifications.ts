import { diagnosed } from '#shared/doctor.ts';
import type { Settings } from '#shared/settings.ts';
import type { DoctorCheck } from '../check.ts';
import type { Facts } from '../database-facts.ts';
import type { DoctorParts } from '../parts.ts';

/** Asks the desktop's bus, and what became of the last notification; shows none. */
export const notificationsCheck = (
  { notificationService }: Pick<DoctorParts, 'notificationService'>,
  facts: () => Promise<Facts | null>,
  settings: () => { readonly settings: Settings },
): DoctorCheck => ({
  id: 'notifications',
  async run() {
    const service = await notificationService();
    if (service === 'no') return diagnosed('notifications-none', {});
    if (!settings().settings.notifications) return diagnosed('notifications-off', {});
    const last = (await facts())?.notification ?? null;
    if (last && !last.shown) return diagnosed('notifications-failed', { at: last.at });
    if (last) return diagnosed('notifications-shown', { at: last.at });
    return service === 'yes' ? diagnosed('notifications-fine', {}) : diagnosed('notifications-unknown', {});
  },
});
