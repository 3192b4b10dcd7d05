import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextTick, ref } from 'vue';
import type { MoneyAlert } from '#shared/alerts.ts';
import type { SubscriptionView } from '#shared/ipc/contract.ts';
import { money } from '#shared/money.ts';
import { periodOfMonth } from '#shared/period.ts';
import { ok, type Result } from '#shared/result.ts';
import { alertId } from '../support/alert-ids.ts';
import { createResource } from '../../renderer/stores/resource.ts';
import { adviceOn, currenciesOf } from '../../renderer/pages/alerts/threshold-advice.ts';
import { gaugeScale } from '../../renderer/pages/overview/gauge-scale.ts';
import type { NextAlert } from '#shared/desk/next-alert.ts';
import { standingsOf } from '#shared/standings.ts';
import type { Month } from '#shared/time.ts';
import { monthSeries, runningBar } from '../../renderer/pages/overview/months.ts';
import { chosenAmong } from '../../renderer/stores/accounts.ts';
import { recentBills } from '../../renderer/stores/alerts.ts';
import { sampleData, sampleNow } from '../support/sample-data.ts';

const sample = sampleData(sampleNow);
const views = sample.overviews['acc_imagekit']?.snapshot?.subscriptions ?? [];
const [view] = views;
if (!view) throw new Error('The sample has a subscription');
const invoices = sample.invoices.filter(({ accountId }) => accountId === 'acc_imagekit');
const alertAt = (amount: number, currency = 'USD', steps: MoneyAlert['steps'] = []): MoneyAlert => ({
  id: alertId(`alr_${amount}`),
  accountId: 'acc_imagekit',
  measure: 'total',
  threshold: money(amount, currency),
  steps,
  createdAt: sampleNow,
  scope: 'subscription',
  window: 'billing-period',
  timeZone: null,
});

describe('A resource', () => {
  const waiting = () => {
    const answers: ((result: Result<string>) => void)[] = [];
    const resource = createResource(() => new Promise<Result<string>>((resolve) => answers.push(resolve)));
    return { resource, answers };
  };

  it('keeps the latest answer, also when an older one arrives after it', async () => {
    const { resource, answers } = waiting();
    const both = [resource.refresh(), resource.refresh()];
    answers[1]?.(ok('second'));
    answers[0]?.(ok('first'));
    await Promise.all(both);
    expect(resource.value.value).toBe('second');
    expect(resource.loading.value).toBe(false);
  });

  it('keeps the value beside the error of a later failure, until it is cleared', async () => {
    const { resource, answers } = waiting();
    const first = resource.refresh();
    answers[0]?.(ok('kept'));
    await first;
    const second = resource.refresh();
    answers[1]?.({ ok: false, error: { code: 'cancelled' } });
    await second;
    expect([resource.value.value, resource.error.value]).toEqual(['kept', { code: 'cancelled' }]);
    const third = resource.refresh();
    resource.clear();
    answers[2]?.(ok('too late'));
    await third;
    expect([resource.value.value, resource.error.value, resource.loading.value]).toEqual([null, null, false]);
  });
});

describe('A resource about a choice', () => {
  const chosen = (keepOutdated: boolean) => {
    const answers: ((result: Result<string>) => void)[] = [];
    const choice = ref<string | null>('one');
    const load = () => new Promise<Result<string>>((resolve) => answers.push(resolve));
    const resource = createResource(load, { about: () => choice.value, keepOutdated });
    const now = () => [resource.value.value, resource.outdated.value, resource.loading.value];
    const give = async (at: number, text: string) => {
      answers[at]?.(ok(text));
      await nextTick();
    };
    return { answers, choice, resource, now, give };
  };

  it('forgets the value at once when another is chosen, and asks for that one', async () => {
    const { answers, choice, now, give } = chosen(false);
    expect([...now(), answers.length]).toEqual([null, false, true, 1]);
    await give(0, 'of one');
    expect(now()).toEqual(['of one', false, false]);
    choice.value = 'two';
    expect([...now(), answers.length]).toEqual([null, false, true, 2]);
    await give(1, 'of two');
    expect(now()).toEqual(['of two', false, false]);
  });

  it('takes no answer for another choice than that of its question', async () => {
    const { choice, now, give } = chosen(false);
    choice.value = 'two';
    await give(0, 'of one');
    expect(now()).toEqual([null, false, true]);
    await give(1, 'of two');
    expect(now()).toEqual(['of two', false, false]);
  });

  it('asks nothing where nothing is chosen', async () => {
    const { answers, choice, now, give } = chosen(true);
    await give(0, 'of one');
    choice.value = null;
    expect([...now(), answers.length]).toEqual([null, false, false, 1]);
  });

  it('says of a value that it keeps that it is outdated, until the new one has come', async () => {
    const { choice, resource, now, give } = chosen(true);
    await give(0, 'of one');
    void resource.refresh();
    expect(now()).toEqual(['of one', false, true]);
    choice.value = 'two';
    expect(now()).toEqual(['of one', true, true]);
    await give(2, 'of two');
    expect(now()).toEqual(['of two', false, false]);
  });
});

describe('The chosen account', () => {
  it('stays while it exists, else the first one is taken', () => {
    expect(chosenAmong(sample.accounts, 'acc_notion')).toBe('acc_notion');
    expect(chosenAmong(sample.accounts, 'acc_gone')).toBe('acc_imagekit');
    expect(chosenAmong(sample.accounts, null)).toBe('acc_imagekit');
    expect(chosenAmong([], 'acc_notion')).toBeNull();
  });
});

describe('Recent bills', () => {
  it('are the last six that count', () => {
    const [bill] = invoices;
    if (!bill) throw new Error('The sample has invoices');
    const rows = [
      { ...bill, key: 'acc:draft' as const, status: 'draft' as const },
      { ...bill, key: 'acc:void' as const, status: 'void' as const },
      { ...bill, key: 'acc:credit' as const, type: 'credit-note' as const },
      ...invoices,
    ];
    expect(recentBills(rows)).toEqual(invoices.slice(0, 6));
  });
});

describe('Advice on a threshold', () => {
  it('counts only what is greater, in the same currency', () => {
    const recent = recentBills(invoices);
    expect(adviceOn(money(31_000, 'USD'), recent, views).history).toEqual({ hits: 3, months: 6 });
    expect(adviceOn(money(31_000, 'EUR'), recent, views)).toEqual({ history: null, belowFixed: null });
  });

  it('counts months, however many subscriptions are billed in one, and none before the last six', () => {
    const bill = invoices[0];
    if (!bill) throw new Error('The sample has invoices');
    const billed = (month: Month, amount: number) => ({
      ...bill,
      period: periodOfMonth(month),
      total: money(amount, 'USD'),
    });
    const recent = recentBills([
      ...[400, 600].map((amount) => billed('2026-10', amount)),
      ...[700, 900].map((amount) => billed('2026-09', amount)),
      billed('2026-08', 100),
      billed('2026-04', 900),
    ]);
    expect(adviceOn(money(500, 'USD'), recent, views).history).toEqual({ hits: 2, months: 3 });
  });

  it('warns below the fixed price, not at it', () => {
    expect(adviceOn(money(8899, 'USD'), [], views).belowFixed?.plan).toBe('ImageKit Pro');
    expect(adviceOn(money(8900, 'USD'), [], views).belowFixed).toBeNull();
  });

  it('names the currencies of the upcoming invoice first', () => {
    const ofNotion = sample.invoices.filter(({ accountId }) => accountId === 'acc_notion');
    expect(currenciesOf(ofNotion, views)).toEqual(['USD', 'JPY']);
    expect(currenciesOf([], [])).toEqual([]);
  });
});

describe('The gauge', () => {
  const gaugeOf = (of: SubscriptionView, alerts: MoneyAlert[]) => {
    const snapshot = sample.overviews['acc_imagekit']?.snapshot;
    if (!snapshot) throw new Error('The sample has a snapshot');
    const standings = standingsOf(alerts, { snapshot: { ...snapshot, subscriptions: [of] }, failure: null });
    const watched = alerts.flatMap((alert) => {
      const standing = standings.find(({ alertId }) => alertId === alert.id);
      return standing ? [{ alert, standing }] : [];
    });
    return gaugeScale(of, watched);
  };

  it('has nothing to show without an upcoming invoice', () => {
    const none = { ...view, upcoming: { kind: 'none' as const, reason: 'cancelled' as const, asOf: sampleNow } };
    expect(gaugeOf(none, [])).toBeNull();
  });

  it('gives a threshold in another currency no place, and says why', () => {
    const marker = gaugeOf(view, [alertAt(50_000, 'EUR')])?.markers[0];
    expect([marker?.at, marker?.standing.reason]).toEqual([null, 'other-currency']);
  });

  it('ends a little beyond the next alert, whatever is above it', () => {
    // So far $512.40, forecast $668.35.
    const scale = gaugeOf(view, [alertAt(80_000), alertAt(5_000_000, 'USD', [50])]);
    expect(scale?.end).toBeCloseTo(89_600);
    const [near, far] = scale?.markers ?? [];
    expect([near?.beyond, far?.beyond, far?.at, far?.steps]).toEqual([false, true, null, []]);
    expect(scale?.forecastBeyond).toBe(false);
  });

  it('stays where it is while the amount grows', () => {
    if (view.upcoming.kind === 'none') throw new Error('The sample has an amount');
    const { upcoming } = view;
    const endAt = (total: number) =>
      gaugeOf({ ...view, upcoming: { ...upcoming, total: money(total, 'USD') } }, [alertAt(80_000), alertAt(200_000)])
        ?.end;
    expect(endAt(1)).toBe(endAt(80_000));
    expect(endAt(80_001)).toBeGreaterThan(endAt(80_000) ?? 0);
  });

  it('goes by the largest of earlier bills where no alert sets it', () => {
    const scale = gaugeScale(view, [], [money(90_000, 'USD'), money(70_000, 'USD'), money(9_000_000, 'EUR')]);
    expect(scale?.end).toBeCloseTo(100_800);
    expect(gaugeScale(view, [], [money(100, 'USD')])?.end).toBeCloseTo(74_855.2);
  });

  it('shows what is above a threshold as exceeded, and the rest not', () => {
    const scale = gaugeOf(view, [alertAt(40_000), alertAt(80_000)]);
    expect(scale?.exceededFrom).toBeCloseTo(40_000 / 89_600);
    expect(gaugeOf(view, [alertAt(80_000)])?.exceededFrom).toBeNull();
  });

  it('keeps everything on the scale and in order', () => {
    const thresholds = fc.array(fc.integer({ min: 1, max: 10_000_000 }), { maxLength: 5 });
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 10_000_000 }), thresholds, (total, amounts) => {
        if (view.upcoming.kind === 'none') throw new Error('The sample has an amount');
        const upcoming = { ...view.upcoming, total: money(total, 'USD') };
        const alerts = amounts.map((amount) => alertAt(amount, 'USD', [50]));
        const scale = gaugeOf({ ...view, upcoming, forecast: null }, alerts);
        for (const { alert, at, beyond, steps } of scale?.markers ?? []) {
          expect(at === null).toBe(beyond);
          if (at === null) continue;
          expect(at).toBeGreaterThan(0);
          expect(at).toBeLessThan(1);
          for (const step of steps) expect(step.at).toBeLessThan(at);
          expect(at < (scale?.total ?? 0)).toBe(alert.threshold.amount < total);
        }
        expect(scale?.total).toBeGreaterThanOrEqual(0);
        expect(scale?.total).toBeLessThan(1);
      }),
    );
  });
});

describe('Months', () => {
  it('are one series a currency, with gaps where there was no invoice', () => {
    const series = monthSeries([
      { month: '2026-09', totals: [money(100, 'USD'), money(900, 'EUR')], tooLarge: [] },
      { month: '2026-10', totals: [], tooLarge: [] },
      { month: '2026-11', totals: [money(300, 'USD')], tooLarge: [] },
    ]);
    expect(series.map(({ currency, highest }) => [currency, highest?.month])).toEqual([
      ['USD', '2026-11'],
      ['EUR', '2026-09'],
    ]);
    expect(series[1]?.months.map(({ total }) => total?.amount ?? null)).toEqual([900, null, null]);
  });

  it('keep a month whose sum cannot be shown from passing for one without invoices', () => {
    const series = monthSeries([
      { month: '2026-10', totals: [money(100, 'USD')], tooLarge: [] },
      { month: '2026-11', totals: [], tooLarge: ['USD', 'EUR'] },
    ]);
    expect(series).toEqual([
      {
        currency: 'USD',
        months: [
          { month: '2026-10', total: money(100, 'USD'), tooLarge: false, yearBefore: null },
          { month: '2026-11', total: null, tooLarge: true, yearBefore: null },
        ],
        highest: { month: '2026-10', total: money(100, 'USD') },
      },
      {
        currency: 'EUR',
        months: [
          { month: '2026-10', total: null, tooLarge: false, yearBefore: null },
          { month: '2026-11', total: null, tooLarge: true, yearBefore: null },
        ],
        highest: null,
      },
    ]);
  });

  it('have the same months of the year before behind them', () => {
    const [series] = monthSeries(
      [{ month: '2026-11', totals: [money(100, 'USD')], tooLarge: [] }],
      [{ month: '2025-11', totals: [money(80, 'USD'), money(7, 'EUR')], tooLarge: [] }],
    );
    expect(series?.months[0]?.yearBefore).toEqual(money(80, 'USD'));
  });

  it('have the next alert’s line, unless all bars would be flat beside it', () => {
    const [series] = monthSeries([{ month: '2026-10', totals: [money(40_000, 'USD')], tooLarge: [] }]);
    if (!series) throw new Error('There is a series');
    const at = (amount: number) => {
      const next = { threshold: money(amount, 'USD') } as NextAlert;
      return runningBar([view], next, series);
    };
    expect(at(130_000)).toMatchObject({ expected: money(66_835, 'USD'), alertBeyond: false });
    expect(at(140_000)).toMatchObject({ alert: money(140_000, 'USD'), alertBeyond: true });
  });

  it('are no series without invoices', () => {
    expect(monthSeries([{ month: '2026-11', totals: [], tooLarge: [] }])).toEqual([]);
  });
});
