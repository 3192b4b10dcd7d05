import type { AppError } from '#shared/errors.ts';
import type { AccountSummary, Request, Response, UsageMonth } from '#shared/ipc/contract.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { UsagePlan } from '#shared/usage-plan.ts';

/** Plans and history by account; the error of a history that was read in part. */
export interface FakeUsage {
  plans: Record<string, UsagePlan>;
  months: Record<string, UsageMonth[]>;
  error: AppError | null;
}

export const fakeUsage = (): FakeUsage => ({ plans: {}, months: {}, error: null });

interface Parts {
  readonly state: { accounts: AccountSummary[]; readonly usage: FakeUsage };
  readonly replaceAccount: (changed: AccountSummary) => Result<AccountSummary>;
}

/** Calls about usage and second sources. */
export const usageAnswers = ({ state, replaceAccount }: Parts) => ({
  'usage.plan': ({ accountId }: { accountId: string }) => ok(state.usage.plans[accountId] ?? null),
  'usage.savePlan': ({ accountId, plan }: Request<'usage.savePlan'>): Result<Response<'usage.savePlan'>> => {
    state.usage.plans[accountId] = plan;
    return ok(plan);
  },
  'usage.history': ({ accountId }: { accountId: string }) =>
    ok({ months: state.usage.months[accountId] ?? [], error: state.usage.error }),
  'accounts.addSource': ({ accountId, source, baseUrl, customerId }: Request<'accounts.addSource'>) => {
    const account = state.accounts.find(({ id }) => id === accountId);
    if (!account) return fail({ code: 'account-not-found', account: accountId } as const);
    return replaceAccount({ ...account, sources: [...account.sources, { kind: source, baseUrl, customerId }] });
  },
});
