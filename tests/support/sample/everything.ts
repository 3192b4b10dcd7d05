import { money } from '#shared/money.ts';
import { ok } from '#shared/result.ts';
import type { Day } from '#shared/time.ts';
import { toDoKinds } from '#shared/to-do.ts';
import type { FakeBridge } from '../fake-bridge.ts';
import { sampleChannel, sampleDelivery } from './channels.ts';
import { sampleToDo } from './desk.ts';
import { sampleBatch, samplePlan, sampleProfile } from './handover.ts';
import { sampleImports } from './imports.ts';
import { sampleTeam } from './team.ts';

/** Fills the screens that begin empty, so that all there is on them can be looked at and measured. */
export function fillEverything(fake: FakeBridge): void {
  const { state } = fake;
  const eur = (amount: number) => money(amount, 'EUR');
  const usd = (amount: number) => money(amount, 'USD');
  const datadog = { accountId: 'acc_datadog', accountName: 'Datadog EU', practice: false };
  const period = { start: '2026-01-01T00:00:00.000Z', end: '2027-01-01T00:00:00.000Z' } as const;
  state.toDo = {
    items: toDoKinds.map((kind) => sampleToDo({ id: kind, kind, limit: eur(100_000) })),
    attention: { open: toDoKinds.length, unwatched: ['Vercel'], accounts: 4 },
  };
  state.desk = {
    ...state.desk,
    rates: {
      base: 'USD',
      rates: [{ currency: 'EUR', rate: '1.0842', day: '2026-11-01' }],
    },
    budgets: [
      {
        ...{ id: 'b1', name: 'Infrastructure', accountIds: ['acc_datadog'], amount: usd(2_000_000), every: 'year' },
        standings: [
          {
            ...{ period, month: '2026-01', outcome: 'exceeded', missing: null },
            ...{ spent: usd(2_140_000), expected: usd(2_300_000), exceededAt: '2026-11-20T08:00:00.000Z' },
          },
        ],
      },
    ],
  };
  state.calendar = (['invoice', 'due', 'notice', 'term-end', 'card'] as const).map((kind, place) => ({
    ...{ uid: kind, kind, day: `2026-12-0${place + 1}` as Day, subject: 'Pro Enterprise plan', ...datadog },
    ...{ amount: kind === 'card' ? null : eur(184_000), approximate: kind === 'invoice' },
  }));
  state.renewals = [
    {
      ...{ ...datadog, subscriptionId: null, plan: '', proposal: null, price: eur(2_208_000) },
      contract: {
        ...{ accountId: 'acc_datadog', subscriptionId: null, endsOn: '2027-03-31', remindDays: 30 },
        ...{ notice: { count: 3, unit: 'months' }, renewsForMonths: 12, owner: 'Mara', note: 'Price lock' },
      },
      term: { endsOn: '2027-03-31', lastDay: '2026-12-31' },
    },
  ];
  const mark = { state: 'known', saidBy: null, since: '2026-03-01T08:00:00.000Z' } as const;
  state.sellers = [
    {
      ...{ id: 's1', name: 'Hetzner Online GmbH', accountId: 'acc_datadog', supportEmail: 'billing@hetzner.example' },
      ...{ creditor: '70001', notes: null, filesItself: true, accountName: 'Datadog EU', invoices: 24 },
      marks: [
        { ...mark, kind: 'tax-id', key: 'DE812871812', text: 'DE 812 871 812' },
        { ...mark, kind: 'bank-account', key: 'DE02120300000000202051', text: 'DE02 1203 0000 0000 2020 51' },
      ],
      lastIssuedOn: '2026-11-01',
      expected: { on: '2026-12-01', total: eur(49_076), from: 6, interval: { unit: 'month', count: 1 }, missing: true },
    },
  ];
  state.imports.items = sampleImports();
  state.channels = [sampleChannel];
  state.deliveries = [sampleDelivery];
  state.team = { ...sampleTeam, aside: 1 };
  state.members = [
    { name: 'Anna', role: 'administrator', state: 'joined', desks: 2, sentAt: '2026-11-22T10:00:00.000Z' },
    { name: 'Vera', role: 'viewer', state: 'invited', desks: 0, sentAt: null },
  ];
  fake.answer('handover.profiles', () => ok([sampleProfile()]));
  fake.answer('handover.plan', () => ok(samplePlan()));
  fake.answer('handover.batches', () => ok([sampleBatch()]));
}
