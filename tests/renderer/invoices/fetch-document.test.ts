import { describe, expect, it } from 'vitest';
import type { Job } from '#shared/jobs.ts';
import { fail } from '#shared/result.ts';
import { createFakeBridge } from '../../support/fake-bridge.ts';
import { sampleNow } from '../../support/sample-data.ts';
import {
  click,
  lastRequest,
  openWindow,
  seeElement,
  seeText,
  visibleText,
  withWindows,
} from '../../support/open-window.ts';

describe('A PDF that is fetched from the preview', () => {
  withWindows();

  it('shows how much of it has come, and can be cancelled', async () => {
    const fake = createFakeBridge();
    const [first, ...rest] = fake.state.invoices;
    if (!first) throw new Error('The sample has invoices');
    const invoice = { ...first, document: 'missing' as const };
    fake.state.invoices = [invoice, ...rest];
    const release = fake.hold('invoices.fetchDocument');
    fake.answer('invoices.fetchDocument', () => fail({ code: 'cancelled' }));
    await openWindow({ path: `/invoices?invoice=${invoice.key}&find=${invoice.number ?? ''}`, fake });
    await click('Fetch again', '[data-absence] button');
    const job: Job = {
      ...{ id: 'job_pdf', kind: 'document', accountId: invoice.accountId, invoice: invoice.key },
      ...{ state: 'running', done: 0, total: null, startedAt: sampleNow, error: null },
    };
    fake.state.jobs.push(job);
    fake.emit('job.progress', job);
    const progress = await seeElement('[data-job-progress]');
    expect(visibleText(progress)).toContain(`Fetching the PDF of ${invoice.number ?? ''}`);
    fake.emit('job.progress', { ...job, transfer: { received: 1_500_000, total: 6_000_000 } });
    await seeText('1.5 MB of 6 MB');
    expect(progress.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('1500000');
    await click('Cancel', '[data-job-progress] button');
    expect(lastRequest(fake, 'jobs.cancel')).toEqual({ jobId: 'job_pdf' });
    release();
    await seeText('The PDF was not fetched. Nothing else has changed.');
    expect(document.querySelector('[data-job-progress]')).toBeNull();
    expect(document.querySelector('[role=alert]')).toBeNull();
  });

  it('says nothing of another invoice’s', async () => {
    const fake = createFakeBridge();
    const [invoice, other] = fake.state.invoices;
    if (!invoice || !other) throw new Error('The sample has invoices');
    fake.state.invoices = fake.state.invoices.map((each) => ({ ...each, document: 'missing' }));
    await openWindow({ path: `/invoices?invoice=${invoice.key}&find=${invoice.number ?? ''}`, fake });
    await seeText(invoice.number ?? '');
    fake.emit('job.progress', {
      ...{ id: 'job_pdf', kind: 'document', accountId: other.accountId, invoice: other.key },
      ...{ state: 'running', done: 0, total: null, startedAt: sampleNow, error: null },
    });
    expect(document.querySelector('[data-job-progress]')).toBeNull();
  });
});
