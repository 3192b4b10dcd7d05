import { describe, expect, test } from 'vitest';
import { causeOf, compare, endsWhere, type PastPeriod, usualEnd } from '#shared/comparison.ts';
import { createFormat } from '#shared/format.ts';
import { causeText } from '#shared/messages/cause-text.ts';
import { fill, languages } from '#shared/messages/index.ts';
import { causeSentence } from '#shared/messages/notification-text.ts';
import { money } from '#shared/money.ts';
import { addMonths, periodOfMonth } from '#shared/period.ts';
import { aLine, anUpcoming, november, usd } from '../../support/billing-objects.ts';

const fee = aLine({ amount: usd(4900) });
const bandwidth = (amount: number, quantity: number | null = null) =>
  aLine({
    id: 'il_2',
    description: '20 GB bandwidth',
    amount: usd(amount),
    quantity,
    kind: 'metered',
    priceId: 'price_gb',
  });

const past = (monthsAgo: number, amount: number, changes: Partial<PastPeriod> = {}): PastPeriod => ({
  period: periodOfMonth(addMonths('2026-11', -monthsAgo)),
  bill: usd(4900 + amount),
  lines: [fee, bandwidth(amount)],
  keptAt: () => null,
  ...changes,
});
/** A third of November. */
const upcoming = (amount: number, quantity: number | null = null) =>
  anUpcoming({
    ...{ total: usd(4900 + amount), lines: [fee, bandwidth(amount, quantity)], asOf: '2026-11-11T00:00:00.000Z' },
  });

describe('the period before', () => {
  test('is set against the same share of it: its bill with an even usage where no check was made', () => {
    const { before } = compare(upcoming(9000), [], [past(1, 9300)]);
    expect(before).toMatchObject({
      ...{ period: periodOfMonth('2026-10'), bill: usd(14_200) },
      changes: {
        ...{ before: usd(4900 + 3100), now: usd(13_900) },
        samePoint: { at: '2026-10-11T08:00:00.000Z', by: 'pro-rata' },
      },
    });
    expect(before?.changes.lines.map((line) => [line.before?.amount.amount, line.now?.amount.amount])).toEqual([
      [3100, 9000],
      [4900, 4900],
    ]);
  });

  test('is set against what a check found then', () => {
    const kept = { asOf: '2026-10-11T07:40:00.000Z' as const, total: usd(5800), lines: [fee, bandwidth(900, 1)] };
    const asked: string[] = [];
    const october = past(1, 9300, {
      keptAt(moment) {
        asked.push(moment);
        return kept;
      },
    });
    expect(compare(upcoming(9000, 10), [], [october]).before?.changes).toMatchObject({
      ...{ before: usd(5800), samePoint: { at: kept.asOf, by: 'checks' } },
    });
    expect(asked).toEqual(['2026-10-11T08:00:00.000Z']);
  });

  test('is the adjacent one, or none', () => {
    expect(compare(upcoming(9000), [], [past(2, 9300), past(3, 9300)]).before).toBeNull();
    expect(compare(upcoming(9000), [], [past(2, 9300), past(1, 3000)]).before?.bill).toEqual(usd(7900));
    expect(compare(upcoming(9000), [], []).before).toBeNull();
  });

  test('in another currency is none', () => {
    expect(compare(upcoming(9000), [], [past(1, 0, { bill: money(900, 'EUR') })])).toEqual({
      before: null,
      usual: null,
    });
  });

  test('ends where the next begins, give or take a tenth', () => {
    const next = (start: string) => ({ ...november, start: start as typeof november.start });
    const october = periodOfMonth('2026-10');
    expect(endsWhere(october, november)).toBe(true);
    expect(endsWhere(october, next('2026-11-03T00:00:00.000Z'))).toBe(true);
    expect(endsWhere(october, next('2026-10-30T00:00:00.000Z'))).toBe(true);
    expect(endsWhere(october, next('2026-11-05T00:00:00.000Z'))).toBe(false);
    expect(endsWhere({ start: november.start, end: november.start }, november)).toBe(false);
  });
});

describe('usual', () => {
  test('is the median of the last six, at this point and at the end', () => {
    const six = [9300, 300, 600, 3000, 1500, 900].map((amount, index) => past(index + 1, amount));
    const { usual } = compare(upcoming(9000), [], [...six, past(7, 900_000)]);
    expect(usual).toEqual({ atThisPoint: usd(4900 + 400), end: usd(4900 + 1200), periods: 6 });
  });

  test('is not known of fewer than three periods', () => {
    expect(compare(upcoming(9000), [], [past(1, 1), past(2, 2)]).usual).toBeNull();
    expect(compare(upcoming(9000), [], [past(1, 1), past(2, 2), past(3, 9)]).usual?.end).toEqual(usd(4902));
  });

  test('of bills goes by the currency of the newest', () => {
    expect(usualEnd([usd(3), usd(1), money(9, 'EUR'), usd(5)])).toEqual(usd(3));
    expect(usualEnd([money(9, 'EUR'), usd(1), usd(2), usd(3)])).toBeNull();
    expect(usualEnd([])).toBeNull();
  });
});

describe('the cause of a rise', () => {
  const october = past(1, 9300, {
    keptAt: () => ({ asOf: '2026-10-11T07:40:00.000Z', total: usd(5800), lines: [fee, bandwidth(900, 1)] }),
  });

  test('is what rose since the same point, with how many more', () => {
    const cause = causeOf(compare(upcoming(7200, 8), [], [october]));
    expect(cause).toEqual({
      ...{ rise: usd(6300), since: '2026-10-11T07:40:00.000Z', by: 'checks' },
      lines: [{ description: '20 GB bandwidth', rise: usd(6300), quantity: 7 }],
    });
    expect(cause && causeSentence(cause, createFormat('en', 'UTC'))).toBe(
      '+63.00 USD compared with the same point of the previous period (Oct 11): 7 × 20 GB bandwidth more.',
    );
    expect(
      cause &&
        causeText(cause, {
          say: (word, values) => fill(languages.de.causes[word], values),
          format: createFormat('de', 'UTC'),
          amount: () => '•••',
        }),
    ).toBe('+••• gegenüber demselben Stand des vorigen Zeitraums (11. Okt.): 7 × 20 GB bandwidth mehr.');
  });

  test('names the amount of what is not counted, and of what is new', () => {
    const setup = aLine({ id: 'il_3', description: 'Setup', amount: usd(2000), priceId: null, quantity: null });
    const now = upcoming(1000);
    const more = { ...now, total: usd(7900), lines: [...now.lines, setup] };
    const cause = causeOf(compare(more, [], [past(1, 930)]));
    expect(cause?.lines).toEqual([
      { description: 'Setup', rise: usd(2000), quantity: null },
      { description: '20 GB bandwidth', rise: usd(690), quantity: null },
    ]);
    expect(cause && causeSentence(cause, createFormat('en', 'UTC'))).toBe(
      '+26.90 USD compared with the previous bill up to the same point (Oct 11), if its usage was even: +20.00 USD for Setup, +6.90 USD for 20 GB bandwidth.',
    );
  });

  test('is none where nothing is before, or it stood no lower', () => {
    expect(causeOf({ before: null })).toBeNull();
    expect(causeOf(compare(upcoming(900, 1), [], [october]))).toBeNull();
  });
});
