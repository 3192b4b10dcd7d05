import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BookableInvoice } from '#shared/handover/bookable.ts';
import { taxPartsOf } from '#shared/handover/bookable.ts';
import { bookingsOf, type HandoverAnswers } from '#shared/handover/bookings.ts';
import { inBase } from '#shared/handover/exchange-rate.ts';
import type { HandoverProfile } from '#shared/handover/profile.ts';
import { profileProblem } from '#shared/handover/profile.ts';
import { splitAmount } from '#shared/handover/split-amount.ts';
import { taxKeyOf } from '#shared/handover/tax-keys.ts';
import { money } from '#shared/money.ts';
import { aBookable, aDatevProfile, aTax, euro, noAnswers } from '../../../support/handover/bookable-invoices.ts';

const rowsOf = (
  invoice: Partial<BookableInvoice>,
  profile: Partial<HandoverProfile> = {},
  answers: Partial<HandoverAnswers> = {},
) => {
  const made = bookingsOf(aBookable(invoice), aDatevProfile(profile), { ...noAnswers, ...answers });
  return made.ok
    ? made.value.map(({ expenseAccount, taxKey, gross, base, costCentre }) => [
        expenseAccount,
        taxKey,
        gross.amount,
        base?.gross.amount ?? null,
        costCentre,
      ])
    : made.error.map(({ code }) => code);
};

const reduced = (net: number) =>
  aTax({ kind: 'reduced', rate: '7', base: euro(net), amount: euro(Math.round(net * 0.07)) });

describe('an invoice as bookings', () => {
  it('has a row a rate, with the tax in it', () => {
    expect(rowsOf({ total: euro(11900 + 5350), taxes: [aTax(), reduced(5000)] })).toEqual([
      ['4964', '9', 11900, null, null],
      ['4964', '8', 5350, null, null],
    ]);
  });

  it('never books a tax that is unknown, or of which nobody says how much of the invoice has it', () => {
    expect(rowsOf({ taxes: 'unknown' })).toEqual(['tax-unknown']);
    expect(rowsOf({ taxes: [aTax({ rate: 'unknown' })] })).toEqual(['tax-unknown']);
    expect(rowsOf({ taxes: [aTax({ kind: 'unknown' })] })).toEqual(['tax-unknown']);
    expect(rowsOf({ taxes: [aTax({ base: 'unknown' }), reduced(5000)] })).toEqual(['tax-unknown']);
    // More is taxed than was billed.
    expect(rowsOf({ total: euro(11000) })).toEqual(['tax-unknown']);
    // That it states none is something else than none, and asked for once.
    expect(rowsOf({ taxes: [] })).toEqual(['tax-key-missing']);
  });

  it('takes a tax without a base for that of all of it only where the rate proves it', () => {
    expect(rowsOf({ taxes: [aTax({ base: 'unknown' })] })).toEqual([['4964', '9', 11900, null, null]]);
    expect(rowsOf({ taxes: [aTax({ base: 'unknown', amount: euro(950) })] })).toEqual(['tax-unknown']);
  });

  it('keeps what no tax is stated of apart from what has one', () => {
    const parts = taxPartsOf({ total: euro(11900 + 2000), taxes: [aTax()] }, null);
    expect(parts).toMatchObject([
      { kind: 'standard', gross: euro(11900) },
      { kind: 'none-stated', gross: euro(2000) },
    ]);
    // A minor unit is rounding.
    expect(taxPartsOf({ total: euro(11901), taxes: [aTax()] }, null)).toMatchObject([{ gross: euro(11901) }]);
  });

  it('takes taxes of several jurisdictions on one base for one rate', () => {
    const state = aTax({ rate: '6.25', jurisdiction: 'US-CA', base: money(10000, 'USD'), amount: money(625, 'USD') });
    const city = aTax({ rate: '1.5', jurisdiction: 'Oakland', base: money(10000, 'USD'), amount: money(150, 'USD') });
    expect(taxPartsOf({ total: money(10775, 'USD'), taxes: [state, city] }, null)).toMatchObject([
      { kind: 'standard', rate: '7.75', gross: money(10775, 'USD'), tax: money(775, 'USD') },
    ]);
  });

  it('takes what somebody answered, if it adds up to the invoice', () => {
    const answer = [{ kind: 'standard' as const, rate: '19', gross: euro(11900) }];
    expect(rowsOf({ taxes: 'unknown' }, {}, { tax: () => answer })).toEqual([['4964', '9', 11900, null, null]]);
    expect(rowsOf({ taxes: 'unknown', total: euro(11901) }, {}, { tax: () => answer })).toEqual(['tax-unknown']);
  });

  it('sends lines to other accounts by their text, each with its own tax, to the cent', () => {
    const lines = [
      { description: 'Pro plan', net: euro(3333), taxes: [aTax()] },
      { description: 'SMS messages', net: euro(6667), taxes: [aTax()] },
      { description: 'Handbook', net: euro(5000), taxes: [reduced(5000)] },
    ];
    const lineRules = [{ accountId: null, text: 'sms', expenseAccount: '4920', costCentre: 'Sales' }];
    expect(rowsOf({ total: euro(11900 + 5350), taxes: [aTax(), reduced(5000)], lines }, { lineRules })).toEqual([
      ['4964', '9', 3966, null, null],
      ['4920', '9', 7934, null, 'Sales'],
      ['4964', '8', 5350, null, null],
    ]);
    const untold = lines.map((line) => ({ ...line, taxes: 'unknown' as const }));
    expect(rowsOf({ total: euro(11900 + 5350), taxes: [aTax(), reduced(5000)], lines: untold }, { lineRules })).toEqual(
      ['lines-not-split'],
    );
  });

  it('asks for what has no mapping, and refuses a booked period and a missing number', () => {
    expect(rowsOf({}, { sellers: [] })).toEqual(['seller-unmapped']);
    expect(rowsOf({}, { taxKeys: [] })).toEqual(['tax-key-missing']);
    expect(rowsOf({ total: money(11900, 'USD'), taxes: [] })).toContain('rate-missing');
    expect(rowsOf({ day: '2026-03-31' }, { bookedUntil: '2026-03-31' })).toEqual(['period-booked']);
    expect(rowsOf({ day: '2026-04-01' }, { bookedUntil: '2026-03-31' })).toHaveLength(1);
    expect(rowsOf({ number: ' ' })).toEqual(['number-missing']);
  });

  it('books a seller of its own before the account’s usual one', () => {
    const sellers = [
      { accountId: 'acc1', seller: null, creditor: '70001', expenseAccount: '4964', costCentre: null },
      { accountId: 'acc1', seller: 'Hosting AG', creditor: '70002', expenseAccount: '4806', costCentre: 'IT' },
    ];
    expect(rowsOf({ seller: 'Hosting AG' }, { sellers })).toEqual([['4806', '9', 11900, null, 'IT']]);
    expect(rowsOf({ seller: 'Other' }, { sellers })).toEqual([['4964', '9', 11900, null, null]]);
    expect(rowsOf({ seller: 'Hosting AG', costCentre: 'Lab' }, { sellers })).toEqual([
      ['4806', '9', 11900, null, 'Lab'],
    ]);
  });

  it('adds up to the invoice, in its currency and in that of the books, whatever its rates and accounts', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(amounts, amounts, fc.integer({ min: 1, max: 9_999_999 }), (standard, half, scaled) => {
        const net = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0);
        const dollars = (amount: number) => money(amount, 'USD');
        const taxes = [
          aTax({ base: dollars(net(standard)), amount: dollars(Math.round(net(standard) * 0.19)) }),
          aTax({ kind: 'reduced', rate: '7', base: dollars(net(half)), amount: dollars(Math.round(net(half) * 0.07)) }),
        ];
        const total = dollars(
          taxes.reduce((sum, tax) => sum + (tax.base === 'unknown' ? 0 : tax.base.amount) + tax.amount.amount, 0),
        );
        const line = (amount: number, index: number, tax: (typeof taxes)[number]) => ({
          description: `item ${String(index % 3)}`,
          net: dollars(amount),
          taxes: [tax],
        });
        const lines = [
          ...standard.map((each, at) => line(each, at, taxes[0] ?? aTax())),
          ...half.map((each, at) => line(each, at, taxes[1] ?? aTax())),
        ];
        const rate = String(scaled / 1_000_000);
        if (rate.includes('e')) return;
        const made = bookingsOf(
          aBookable({ total, taxes, lines }),
          aDatevProfile({
            lineRules: [1, 2].map((nth) => ({
              accountId: null,
              text: `item ${String(nth)}`,
              expenseAccount: `490${String(nth)}`,
              costCentre: null,
            })),
          }),
          { rate: () => rate, tax: () => null },
        );
        if (!made.ok) throw new Error(JSON.stringify(made.error));
        expect(made.value.reduce((sum, { gross }) => sum + gross.amount, 0)).toBe(total.amount);
        expect(made.value.reduce((sum, { base }) => sum + (base?.gross.amount ?? 0), 0)).toBe(
          inBase(total, rate, 'EUR').amount,
        );
      }),
    );
  });
});

it('splits an amount so that the parts add up to it, also below nought', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 8 }),
      (amount, weights) => {
        const parts = splitAmount(euro(amount), weights);
        const sum = weights.reduce((all, each) => all + each, 0);
        if (sum === 0) expect(parts).toBeNull();
        else expect(parts?.reduce((all, each) => all + each.amount, 0)).toBe(amount + 0);
        for (const [index, part] of (parts ?? []).entries())
          expect(Math.abs(part.amount - (amount * (weights[index] ?? 0)) / sum)).toBeLessThanOrEqual(
            1 + 1e-6 * Math.abs(amount),
          );
      },
    ),
  );
  expect(splitAmount(euro(100), [1, 1, 1])?.map(({ amount }) => amount)).toEqual([34, 33, 33]);
});

it('converts by the rate, with the decimals of both currencies', () => {
  expect(inBase(money(10842, 'USD'), '1.0842', 'EUR')).toEqual(euro(10000));
  expect(inBase(money(16250, 'JPY'), '162.5', 'EUR')).toEqual(euro(10000));
  expect(inBase(money(-1, 'USD'), '2', 'EUR')).toEqual(euro(-1));
});

it('takes the tax key of the account before that of all, and of the rate before that of any', () => {
  const rule = (accountId: string | null, rate: string | null, key: string) => ({
    accountId,
    kind: 'standard' as const,
    rate,
    key,
  });
  const taxKeys = [rule(null, null, '1'), rule(null, '19', '2'), rule('acc1', null, '3'), rule('acc1', '19', '4')];
  const keyOf = (account: string, rate: string) => taxKeyOf({ taxKeys }, account, 'standard', rate);
  expect([keyOf('acc1', '19'), keyOf('acc1', '16'), keyOf('acc2', '19'), keyOf('acc2', '16')]).toEqual([
    '4',
    '3',
    '2',
    '1',
  ]);
  expect(taxKeyOf({ taxKeys }, 'acc1', 'reduced', '7')).toBeNull();
});

it('says of a profile what DATEV would not take', () => {
  const [seller] = aDatevProfile().sellers;
  const withSeller = (changes: object) => aDatevProfile({ sellers: seller ? [{ ...seller, ...changes }] : [] });
  expect(profileProblem(aDatevProfile())).toBeNull();
  expect(profileProblem(aDatevProfile({ datev: null }))).toBe('datev');
  expect(profileProblem(aDatevProfile({ target: 'free' }))).toBe('free');
  for (const creditor of ['700011', 'Acme', '00000']) expect(profileProblem(withSeller({ creditor }))).toBe('creditor');
  for (const expenseAccount of ['49640', 'x', '0000'])
    expect(profileProblem(withSeller({ expenseAccount }))).toBe('expense-account');
  expect(
    profileProblem(aDatevProfile({ taxKeys: [{ accountId: null, kind: 'standard', rate: null, key: 'VSt19' }] })),
  ).toBe('tax-key');
});
