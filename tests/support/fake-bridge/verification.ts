import type { Job } from '#shared/jobs.ts';
import type { VerificationView } from '#shared/ipc/contract.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { type Finding, type FindingKind, findingKinds, isOpen } from '#shared/verification.ts';

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

const by = { by: 'hanna', at: '2026-11-22T12:00:00.000Z' };

/** Moves the findings with these ids from one list to the other, as main answers them next. */
function decided(view: VerificationView, ids: readonly string[], accepted: Finding['accepted']): VerificationView {
  const all = [...view.findings, ...view.accepted].map((finding) =>
    finding.id !== null && ids.includes(finding.id) ? { ...finding, accepted } : finding,
  );
  const open = all.filter(isOpen);
  const closed = all.filter((finding) => !isOpen(finding));
  const kinds = findingKinds.flatMap((kind) => {
    const found = open.filter((each) => each.kind === kind);
    const acceptable = found.filter(({ id }) => id !== null);
    return found.length > 0 ? [{ kind, count: found.length, acceptable: acceptable.length }] : [];
  });
  return { ...view, findings: open, count: open.length, kinds, accepted: closed, acceptedCount: closed.length };
}

interface VerificationState {
  verification: VerificationView | null;
  /** By key of the invoice. */
  findings: Record<string, Finding[]>;
}

/** Calls of the verification; nothing was verified until a test puts something into the state. */
export function verificationAnswers(
  state: VerificationState,
  startJob: (kind: Job['kind'], accountId: string | null) => Result<Job>,
) {
  function decide(ids: readonly string[], accepted: Finding['accepted']): Result<null> {
    if (state.verification) state.verification = decided(state.verification, ids, accepted);
    for (const [key, findings] of Object.entries(state.findings))
      state.findings[key] = findings.map((each) => (ids.includes(each.id ?? '') ? { ...each, accepted } : each));
    return ok(null);
  }
  return {
    'verification.start': ({ accountId }: { accountId: string | null }) => startJob('verify', accountId),
    'verification.last': ({ kind = null }: { kind?: FindingKind | null | undefined }) => {
      const view = state.verification;
      return ok(view && { ...view, findings: view.findings.filter((each) => kind === null || each.kind === kind) });
    },
    'verification.ofInvoice': ({ key }: { key: string }) => ok(state.findings[key] ?? []),
    'verification.accept': ({ ids }: { ids: readonly string[] }) => decide(ids, by),
    'verification.acceptAll': ({ kind, at }: { kind: FindingKind | null; at: string }) => {
      if (state.verification?.at !== at) return fail({ code: 'findings-changed' as const });
      const ids = state.verification.findings.flatMap((each) =>
        each.id !== null && (kind === null || each.kind === kind) ? [each.id] : [],
      );
      decide(ids, by);
      return ok({ accepted: ids.length });
    },
    'verification.reopen': ({ ids }: { ids: readonly string[] }) => decide(ids, null),
    'verification.save': () => ok(state.verification && { fileName: 'Billfold verification 2026-11-22.csv' }),
  };
}
