import type { Channel, Delivery } from '#shared/channels.ts';

/** A mail channel that is not reached, with two messages waiting. */
export const sampleChannel: Channel = {
  ...{ id: 'c1', kind: 'mail', name: 'Accounting', host: 'smtp.office.example', recipients: ['books@office.example'] },
  ...{ hideAmounts: false, digest: 'none', createdAt: '2026-11-01T00:00:00.000Z', waiting: 2 },
  deliveredAt: '2026-11-09T10:00:00.000Z',
  failure: {
    error: { code: 'mail-login-refused', host: 'smtp.office.example', user: 'billfold', serverWords: null },
    since: '2026-11-10T08:00:00.000Z',
  },
};

export const sampleDelivery: Delivery = {
  ...{ id: 'd1', channelId: 'c1', channelName: 'Accounting', channelKind: 'mail', kind: 'alert-event' },
  ...{ accountName: 'Acme', state: 'delivered', createdAt: '2026-11-09T10:00:00.000Z', attempts: 3, error: null },
  ...{ lastTriedAt: null, nextTryAt: null, deliveredAt: '2026-11-09T10:00:00.000Z', answer: '1 of 1: 250 queued as 7' },
};
