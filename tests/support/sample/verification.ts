import type { VerificationView } from '#shared/ipc/contract.ts';

/** A verification with one finding of most kinds. */
export const sampleVerification: VerificationView = {
  at: '2026-11-22T11:00:00.000Z',
  checked: 120,
  count: 4,
  kinds: [
    { kind: 'missing', count: 1, acceptable: 0 },
    { kind: 'orphan', count: 1, acceptable: 0 },
    { kind: 'missing-month', count: 1, acceptable: 1 },
    { kind: 'number-gap', count: 1, acceptable: 1 },
  ],
  repairable: 1,
  accepted: [],
  acceptedCount: 0,
  uncomparedCount: 3,
  uncompared: [
    {
      accountId: 'acc_imagekit',
      account: 'ImageKit',
      key: 'acc_imagekit:in_1058',
      invoice: 'IK-1058',
      reason: 'no-text',
    },
  ],
  findings: [
    {
      kind: 'missing',
      accountId: 'acc_imagekit',
      account: 'ImageKit',
      key: 'acc_imagekit:in_1059',
      invoice: 'IK-1059',
      detail: { code: 'file-gone', file: '3f/3fc9b1.pdf' },
      ...{ id: null, accepted: null },
    },
    {
      kind: 'orphan',
      accountId: null,
      account: null,
      key: null,
      invoice: null,
      detail: { code: 'unknown-file', file: 'aa/aa01.pdf' },
      ...{ id: null, accepted: null },
    },
    {
      kind: 'missing-month',
      accountId: 'acc_imagekit',
      account: 'ImageKit',
      key: null,
      invoice: null,
      detail: {
        code: 'no-invoice',
        plan: 'Pro',
        period: { start: '2026-03-01T00:00:00.000Z', end: '2026-04-01T00:00:00.000Z' },
      },
      ...{ id: '5d0c11aa09e2', accepted: null },
    },
    {
      kind: 'number-gap',
      accountId: 'acc_imagekit',
      account: 'ImageKit',
      key: null,
      invoice: null,
      detail: { code: 'numbers-left-out', first: 'IK-1041', after: 'IK-1040', before: 'IK-1042', count: 1 },
      ...{ id: '77ab3e61f004', accepted: null },
    },
  ],
};
