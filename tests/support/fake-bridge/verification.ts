import type { Job } from '#shared/jobs.ts';
import type { VerificationView } from '#shared/ipc/contract.ts';
import { ok, type Result } from '#shared/result.ts';

/** A verification with one finding of most kinds. */
export const sampleVerification: VerificationView = {
  at: '2026-11-22T11:00:00.000Z',
  checked: 120,
  count: 4,
  repairable: 1,
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
    },
    {
      kind: 'orphan',
      accountId: null,
      account: null,
      key: null,
      invoice: null,
      detail: { code: 'unknown-file', file: 'aa/aa01.pdf' },
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
    },
    {
      kind: 'number-gap',
      accountId: 'acc_imagekit',
      account: 'ImageKit',
      key: null,
      invoice: null,
      detail: { code: 'numbers-left-out', first: 'IK-1041', after: 'IK-1040', before: 'IK-1042', count: 1 },
    },
  ],
};

/** Calls of the verification; nothing was verified until a test puts something into the state. */
export const verificationAnswers = (
  state: { verification: VerificationView | null },
  startJob: (kind: Job['kind'], accountId: string | null) => Result<Job>,
) => ({
  'verification.start': ({ accountId }: { accountId: string | null }) => startJob('verify', accountId),
  'verification.last': () => ok(state.verification),
  'verification.save': () => ok(state.verification && { fileName: 'Billfold verification 2026-11-22.csv' }),
});
