import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { bookedTaxKinds, type HandoverProfile } from '#shared/handover/profile.ts';
import { handoverBatchSchema, handoverPlanSchema } from '#shared/handover/plan.ts';
import { type Ended, filesBelow } from '../../support/billfold.ts';
import { connected } from '../../support/connected-terminal.ts';
import { aDatevProfile } from '../../support/handover/bookable-invoices.ts';

const place = connected('sk_test_handover', 'Acme');
const planned = z.object({ plan: handoverPlanSchema });
const ran = z.object({ batch: handoverBatchSchema.nullable(), error: z.object({ code: z.string() }).nullable() });
const documentIn = <Shape>(schema: z.ZodType<Shape>, { stdout }: Ended) => schema.parse(JSON.parse(stdout));

/** A profile as the window keeps one in a file. */
function profileFile(changes: Partial<HandoverProfile>): string {
  const file = join(place().folder, 'profile.json');
  const profile = {
    ...aDatevProfile(),
    name: 'Books',
    target: 'xero',
    datev: null,
    startsOn: '2020-01-01',
    ...changes,
  };
  writeFileSync(file, JSON.stringify({ format: 'billfold-hand-over-profile', formatVersion: 1, profile }));
  return file;
}

it('hands over what was synced once, says what is missing before, and takes a batch back', async () => {
  const { terminal, folder } = place();
  const { billfold } = terminal;
  expect((await billfold('sync')).code).toBe(0);
  expect((await billfold('handover', 'preview', '--profile', 'Books')).code).not.toBe(0);

  const unmapped = profileFile({ sellers: [], foreign: 'own-currency' });
  expect(await billfold('handover', 'profiles', '--load', unmapped)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Books: Xero, 0 sellers mapped') as string,
  });
  const waiting = await billfold('handover', 'preview', '--profile', 'Books', '--json');
  const { plan } = documentIn(planned, waiting);
  expect(waiting).toMatchObject({ code: 1, stderr: expect.stringContaining('Acme') as string });
  expect(plan.counts.new).toBe(0);
  expect(plan.counts.notReady).toBeGreaterThan(8);
  const accountId = plan.notReady[0]?.key.split(':')[0] ?? '';
  const out = join(folder, 'books');
  const early = await billfold('handover', 'run', '--profile', 'Books', '--out', out, '--json');
  expect(early.code).toBe(1);
  expect(documentIn(ran, early)).toMatchObject({ batch: null, error: { code: 'handover-not-ready' } });

  const mapped = profileFile({
    foreign: 'own-currency',
    sellers: [{ accountId, seller: null, creditor: 'Acme Ltd', expenseAccount: '463', costCentre: null }],
    taxKeys: bookedTaxKinds.map((kind) => ({ accountId: null, kind, rate: null, key: 'Tax on Purchases' })),
  });
  expect((await billfold('handover', 'profiles', '--load', mapped)).code).toBe(0);
  const first = await billfold('handover', 'run', '--profile', 'Books', '--out', out, '--leave-out', '--json');
  const { batch } = documentIn(ran, first);
  if (!batch) throw new Error(first.stderr);
  expect(first.code).toBe(0);
  expect(batch.invoices).toBeGreaterThan(8);
  expect(filesBelow(batch.folder).filter((name) => !name.startsWith('.'))).toEqual(batch.files);
  expect(readFileSync(join(batch.folder, batch.files[0] ?? ''), 'utf8')).toContain('Acme Ltd');

  const again = await billfold('handover', 'run', '--profile', 'Books', '--out', out, '--leave-out', '--json');
  expect(again.code).toBe(0);
  expect(documentIn(ran, again)).toEqual({ batch: null, error: null });
  expect((await billfold('handover', 'list')).stdout).toContain(`${batch.id}  Books 1: ${batch.invoices} invoices`);

  const undone = await billfold('handover', 'undo', batch.id, '--json');
  expect(documentIn(ran, undone).batch).toMatchObject({ state: 'undone', id: batch.id });
  expect((await billfold('handover', 'undo', batch.id)).code).toBe(1);
  const after = documentIn(planned, await billfold('handover', 'preview', '--profile', 'Books', '--json'));
  expect(after.plan.counts.new).toBe(batch.invoices);
});
