import { expect, it } from 'vitest';
import { fail, ok } from '#shared/result.ts';
import { createFakeBridge } from '../../support/fake-bridge.ts';
import { openWindow, seeNoText, seeText, withWindows } from '../../support/open-window.ts';

withWindows();

it('says that it does not know what a sum is made of, instead of nothing left out', async () => {
  const fake = createFakeBridge();
  const [invoice] = fake.state.invoices;
  if (!invoice) throw new Error('The sample has no invoice');
  fake.answer('invoices.query', ({ statuses }) =>
    statuses.includes('draft')
      ? fail({ code: 'file-failed', file: 'billfold.db', reason: 'EIO' })
      : ok({ rows: [invoice], count: 1, totals: [invoice.total], tooLarge: [] }),
  );
  await openWindow({ path: '/invoices', fake });
  await seeText('What the sum is made of couldn’t be read.', () => document.querySelector('[data-sum-parts]'));
  await seeNoText('not included');
  expect(document.querySelector('[data-sum-parts] [data-money]')).toBeNull();
});
