import { describe, expect, it } from 'vitest';
import { type Contract, lastDayOfNotice, proposalOf, termOf } from '#shared/desk/contracts.ts';
import { aSubscription } from '../../../support/billing-objects.ts';

const contract = (changes: Partial<Contract> = {}): Contract => ({
  ...{ accountId: 'a', subscriptionId: null, endsOn: '2026-12-31', notice: { count: 3, unit: 'months' } },
  ...{ renewsForMonths: 12, owner: '', remindDays: 30, note: '' },
  ...changes,
});

describe('the last day to give notice', () => {
  it.each([
    ['2026-12-31', { count: 3, unit: 'months' }, '2026-09-30'],
    ['2027-02-28', { count: 1, unit: 'months' }, '2027-01-31'],
    ['2026-12-31', { count: 30, unit: 'days' }, '2026-12-01'],
    ['2026-12-31', { count: 4, unit: 'weeks' }, '2026-12-03'],
    ['2026-11-15', { count: 1, unit: 'months' }, '2026-10-15'],
    ['2026-12-31', null, '2026-12-31'],
  ] as const)('of a term to %s with %j is %s', (end, notice, day) => {
    expect(lastDayOfNotice(end, notice)).toBe(day);
  });
});

describe('the term of a contract', () => {
  it('is the one that runs: what renewed since ends later, and the end of a month stays one', () => {
    expect(termOf(contract(), '2026-12-31')).toEqual({ endsOn: '2026-12-31', lastDay: '2026-09-30' });
    expect(termOf(contract(), '2027-01-01')).toEqual({ endsOn: '2027-12-31', lastDay: '2027-09-30' });
    expect(termOf(contract({ endsOn: '2026-01-31', renewsForMonths: 1 }), '2026-02-20')?.endsOn).toBe('2026-02-28');
    expect(termOf(contract({ endsOn: '2026-01-31', renewsForMonths: 1 }), '2026-03-20')?.endsOn).toBe('2026-03-31');
  });

  it('is none where it does not renew and is over, or nobody knows its end', () => {
    expect(termOf(contract({ renewsForMonths: null }), '2027-01-01')).toBeNull();
    expect(termOf(contract({ endsOn: null }), '2026-01-01')).toBeNull();
  });
});

describe('what the vendor’s data propose', () => {
  const year = { start: '2026-01-01T00:00:00.000Z', end: '2027-01-01T00:00:00.000Z' } as const;

  it('is the end of a long term, never that of a month', () => {
    const yearly = { period: year, interval: { unit: 'year', count: 1 } } as const;
    expect(proposalOf(aSubscription(yearly), 'UTC')).toEqual({ endsOn: '2026-12-31', by: 'period' });
    expect(proposalOf(aSubscription({ interval: { unit: 'month', count: 1 } }), 'UTC')).toBeNull();
  });

  it('is the end that was set, and that of a trial', () => {
    const ending = aSubscription({ cancelAtPeriodEnd: true, period: year, endsAt: null });
    expect(proposalOf(ending, 'UTC')).toEqual({ endsOn: '2026-12-31', by: 'ending' });
    const trial = aSubscription({ status: 'trialing', trialEndsAt: '2026-12-05T00:00:00.000Z' });
    expect(proposalOf(trial, 'UTC')).toEqual({ endsOn: '2026-12-04', by: 'trial' });
  });
});
