import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BillingDetails, CustomerDetails } from '#shared/billing-details.ts';
import { detailsDifferences } from '#shared/details-changes.ts';
import { someDetails } from '../../support/billing-objects.ts';
import { shownByFake } from '../../support/fakes/fake-notifier.ts';
import { type WatchWorld, watchWorld } from '../../support/watch-world.ts';

let world: WatchWorld;
beforeEach(async () => {
  world = watchWorld();
  await check();
});
afterEach(() => {
  world.remove();
});

async function check(): Promise<void> {
  await world.clock.advance(1000);
  await world.watch.check('acme');
}
const changeElsewhere = async (details: Partial<BillingDetails>) => {
  const { state } = world.source();
  state.details = { ...state.details, ...details };
  await check();
};
const told = () => world.notifier.shown.map(({ title, body }) => `${title}: ${body}`);
const waiting = () => world.watch.details.change('acme')?.differences ?? [];

/** A change through Billfold that is sent: the vendor makes it with `arrive`, and answers with `applied`. */
function changeHere(change: Partial<CustomerDetails>) {
  const before = world.source().state.details;
  const differences = detailsDifferences(before, { ...before, ...change });
  const own = world.watch.details.registerOwnChange('acme', differences, world.clock.now());
  return {
    arrive: () => (world.source().state.details = { ...world.source().state.details, ...change }),
    applied: () => {
      own.applied(differences, world.clock.now());
    },
    notApplied: () => {
      own.notApplied();
    },
  };
}

test('what is first seen is known', () => {
  expect(told()).toEqual([]);
  expect(waiting()).toEqual([]);
});

test('a detail that changed elsewhere is told once, and waits for approval with what was and is', async () => {
  await changeElsewhere({ billingEmail: 'fraud@elsewhere.example' });
  await check();
  await check();
  expect(told()).toEqual(['acme details: billingEmail']);
  expect(world.watch.details.change('acme')).toEqual({
    id: '1',
    noticedAt: '2026-11-10T09:00:02.000Z',
    differences: [{ field: 'billingEmail', was: 'billing@acme.example', is: 'fraud@elsewhere.example' }],
  });
  world.notifier.shown[0]?.click();
  expect(world.clicked).toEqual([{ accountId: 'acme', screen: 'details' }]);
});

test('it is among what happened, until it is approved', async () => {
  await changeElsewhere({ billingEmail: 'one@elsewhere.example' });
  const happened = () => world.watch.known.activity('acme', '2026-11-10T09:00:01.000Z').map(({ kind }) => kind);
  expect(happened()).toEqual(['details-changed']);
  world.watch.details.approve('acme', world.watch.details.change('acme')?.id ?? '');
  expect(happened()).toEqual([]);
});

test('approved it is known, and the next change is told again', async () => {
  await changeElsewhere({ billingEmail: 'one@elsewhere.example' });
  const id = world.watch.details.change('acme')?.id ?? '';
  expect(world.watch.details.approve('acme', id)).toBe(true);
  expect(waiting()).toEqual([]);
  await check();
  await changeElsewhere({ billingEmail: 'billing@acme.example' });
  expect(told()).toHaveLength(2);
  expect(world.watch.details.approve('acme', id)).toBe(false);
  expect(waiting()).toHaveLength(1);
});

test('a change of a change is another change; one taken back elsewhere leaves nothing to approve', async () => {
  await changeElsewhere({ billingEmail: 'one@elsewhere.example' });
  await changeElsewhere({ billingEmail: 'two@elsewhere.example' });
  expect(told()).toHaveLength(2);
  expect(waiting()).toMatchObject([{ was: 'billing@acme.example', is: 'two@elsewhere.example' }]);
  await changeElsewhere({ companyName: 'Acme AG' });
  expect(told().at(-1)).toBe('acme details: companyName, billingEmail');
  await changeElsewhere({ companyName: 'Acme GmbH' });
  expect(told()).toHaveLength(3);
  expect(waiting()).toHaveLength(1);
  await changeElsewhere({ billingEmail: 'billing@acme.example' });
  expect(waiting()).toEqual([]);
});

test('a notification that nobody was shown is withdrawn when there is nothing left to tell', async () => {
  world.notifier.answer = { outcome: 'failed', notifier: 'fake', reason: 'refused' };
  await changeElsewhere({ billingEmail: 'one@elsewhere.example' });
  await changeElsewhere({ billingEmail: 'billing@acme.example' });
  world.notifier.answer = shownByFake;
  await world.clock.advance(3_600_000);
  await world.watch.notifications.deliver();
  expect(told()).toEqual([]);
});

test('tax ids come and go; verification, order and spaces are no change', async () => {
  const [taxId] = someDetails().taxIds ?? [];
  if (!taxId) throw new Error('No tax id');
  await changeElsewhere({ taxIds: [{ ...taxId, verified: false, value: 'DE 123 456 789' }] });
  expect(waiting()).toEqual([]);
  const other = { type: 'gb_vat', value: 'GB980780684' };
  await changeElsewhere({ taxIds: [{ id: 'txi_2', ...other, verified: null }] });
  expect(waiting()).toEqual([
    { field: 'taxId', was: { type: 'eu_vat', value: 'DE123456789' }, is: null },
    { field: 'taxId', was: null, is: other },
  ]);
});

test('a key that may not read tax ids any more, or only now, tells of no change', async () => {
  const { taxIds } = someDetails();
  await changeElsewhere({ taxIds: null, missing: ['rak_tax_id_read'] });
  await changeElsewhere({ taxIds });
  expect(waiting()).toEqual([]);
  world.addAccount('other');
  world.source('other').state.details = someDetails({ taxIds: null });
  await world.watch.check('other');
  world.source('other').state.details = someDetails();
  await world.clock.advance(1000);
  await world.watch.check('other');
  expect(world.watch.details.change('other')).toBeNull();
});

test('an own change is known, whenever a check comes by', async () => {
  const { applied, arrive } = changeHere({ companyName: 'Acme AG' });
  await check();
  arrive();
  await check();
  applied();
  await check();
  expect([told(), waiting()]).toEqual([[], []]);
});

test('a reading that began before an own change ended says nothing', async () => {
  const release = world.source().hold();
  const before = world.source().state.details;
  const checking = world.watch.check('acme');
  const { applied, arrive } = changeHere({ companyName: 'Acme AG' });
  await world.clock.advance(500);
  applied();
  // The check had read the old name.
  world.source().state.details = before;
  release();
  await checking;
  expect(waiting()).toEqual([]);
  arrive();
  await check();
  expect([told(), waiting()]).toEqual([[], []]);
});

test('an own change of unknown fate is known when it turns up; one that was not made is not', async () => {
  const unknown = changeHere({ companyName: 'Acme AG' });
  await check();
  unknown.arrive();
  await check();
  expect(waiting()).toEqual([]);
  changeHere({ companyName: 'Never AG' }).notApplied();
  await changeElsewhere({ companyName: 'Never AG' });
  expect(waiting()).toMatchObject([{ field: 'companyName', was: 'Acme AG', is: 'Never AG' }]);
});

test('an own change beside a foreign one leaves the foreign one, without telling it again', async () => {
  await changeElsewhere({ billingEmail: 'one@elsewhere.example' });
  const { applied, arrive } = changeHere({ companyName: 'Acme AG' });
  arrive();
  applied();
  expect(waiting()).toMatchObject([{ field: 'billingEmail' }]);
  await check();
  expect(told()).toHaveLength(1);
  expect(waiting()).toMatchObject([{ field: 'billingEmail' }]);
  const overriding = changeHere({ billingEmail: 'billing@acme.example' });
  overriding.arrive();
  overriding.applied();
  expect(waiting()).toEqual([]);
});

test('who only reads is not notified, and sees the change', async () => {
  world.addAccount('reader', 'viewer');
  await world.watch.check('reader');
  world.source('reader').state.details = someDetails({ billingEmail: 'one@elsewhere.example' });
  await world.clock.advance(1000);
  await world.watch.check('reader');
  expect(told()).toEqual([]);
  expect(world.watch.details.change('reader')).not.toBeNull();
});
