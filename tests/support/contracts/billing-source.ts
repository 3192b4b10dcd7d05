import { expect, test } from 'vitest';
import { billingDetailsSchema, taxIdSchema } from '#shared/billing-details.ts';
import { keyReportSchema } from '#shared/accounts.ts';
import { type Invoice, invoicePaymentSchema, invoiceSchema } from '#shared/invoices.ts';
import type { Result } from '#shared/result.ts';
import { isBilled, subscriptionSchema } from '#shared/subscription.ts';
import type { Instant } from '#shared/time.ts';
import { upcomingSchema } from '#shared/upcoming.ts';
import { readValues } from '../read-objects.ts';
import type { BillingSource, InvoicePage, InvoicePageRequest } from '../../../electron/sources/billing-source.ts';

/**
 * A source of a customer with details, a billed subscription, more than 100 invoices, and credit notes. The writes
 * leave it as they found it, but for the order of its tax ids.
 */
export interface BillingSourceSubject {
  readonly source: BillingSource;
  readonly invoiceCount: number;
  /** Lets a subscription end at a moment, as the vendor itself can. */
  readonly endOn: (subscriptionId: string, at: Instant) => Promise<void>;
}

type ListCall = 'invoices' | 'creditNotes';

/** What every billing source must do, fake or real. `subject` is called once a test. */
export function billingSourceContract(name: string, subject: () => Promise<BillingSourceSubject>): void {
  const title = (what: string) => `${name}: ${what}`;

  test(title('the key report names the customer and misses nothing'), async () => {
    const { source } = await subject();
    const report = keyReportSchema.parse(valueOf(await source.testKey()));
    expect(report.customerName).toBeTruthy();
    expect(report.missing).toEqual([]);
  });

  test(title('details are complete domain values'), async () => {
    const { source } = await subject();
    const details = billingDetailsSchema.parse(valueOf(await source.details()));
    expect(details.companyName).toBeTruthy();
    expect(details.taxIds?.length).toBeGreaterThan(0);
    expect(details.missing).toEqual([]);
  });

  test(title('subscriptions are domain values, with items and a billing period'), async () => {
    const { source } = await subject();
    const subscriptions = readValues(await source.subscriptions());
    for (const subscription of subscriptions) subscriptionSchema.parse(subscription);
    expect(subscriptions.some(isBilled)).toBe(true);
    for (const { items, period } of subscriptions.filter(isBilled)) {
      expect(items.length).toBeGreaterThan(0);
      expect(period).not.toBeNull();
    }
  });

  test(
    title('a billed subscription has a preview in its own period; an ended one has none, with the reason'),
    async () => {
      const { source } = await subject();
      const subscriptions = readValues(await source.subscriptions());
      for (const subscription of subscriptions) {
        const upcoming = upcomingSchema.parse(valueOf(await source.upcoming(subscription)));
        if (isBilled(subscription)) {
          if (upcoming.kind === 'none') throw new Error(`${subscription.id} has no preview`);
          expect(upcoming.period).toEqual(subscription.period);
          expect(upcoming.lines.length).toBeGreaterThan(0);
          expect(upcoming.lines.reduce((sum, line) => sum + line.amount.amount, 0)).toBeLessThanOrEqual(
            upcoming.total.amount,
          );
        } else if (subscription.status === 'canceled') {
          expect(upcoming).toMatchObject({ kind: 'none', reason: 'cancelled' });
        }
      }
    },
  );

  test(title('pages of up to 100, newest first, hold every invoice once'), async () => {
    const { source, invoiceCount } = await subject();
    const pages = await pagesOf(source, 'invoices');
    const invoices = pages.flatMap(listedOf);
    for (const invoice of invoices) invoiceSchema.parse(invoice);
    expect(pages.length).toBe(Math.ceil(invoiceCount / 100));
    expect(new Set(invoices.map((invoice) => invoice.id)).size).toBe(invoiceCount);
    expect(isNewestFirst(invoices)).toBe(true);
    expect(invoices.every((invoice) => invoice.type === 'invoice')).toBe(true);
  });

  test(title('a moment limits the invoices to those created then or later'), async () => {
    const { source } = await subject();
    const [newest] = await pagesOf(source, 'invoices');
    const middle = newest && listedOf(newest)[50];
    if (!middle) throw new Error('The subject has too few invoices');
    const later = (await pagesOf(source, 'invoices', middle.createdAt)).flatMap(listedOf);
    const expected = listedOf(newest).filter((invoice) => invoice.createdAt >= middle.createdAt);
    expect(later.map((invoice) => invoice.id)).toEqual(expected.map((invoice) => invoice.id));
  });

  test(title('one invoice reads as in the list'), async () => {
    const { source } = await subject();
    const [page] = await pagesOf(source, 'invoices');
    const listed = (page ? listedOf(page) : []).find((invoice) => invoice.status === 'paid');
    if (!listed) throw new Error('The subject has no paid invoice');
    const { hostedUrl, documentUrl, ...single } = valueOf(await source.invoice(listed.id)).value;
    expect({ ...listed, ...single }).toEqual(listed);
    expect([typeof hostedUrl, typeof documentUrl]).toEqual([typeof listed.hostedUrl, typeof listed.documentUrl]);
  });

  test(title('credit notes name the invoice that they correct and are positive'), async () => {
    const { source } = await subject();
    const notes = (await pagesOf(source, 'creditNotes')).flatMap(listedOf);
    expect(notes.length).toBeGreaterThan(0);
    for (const note of notes) {
      expect(invoiceSchema.parse(note)).toMatchObject({ type: 'credit-note' });
      expect(note.corrects).not.toBeNull();
      expect(note.total.amount).toBeGreaterThan(0);
    }
  });

  test(title('a payment is a domain value'), async () => {
    const { source } = await subject();
    const [page] = await pagesOf(source, 'invoices');
    invoicePaymentSchema.parse(valueOf(await source.payment((page && listedOf(page)[0]?.id) ?? '')));
  });

  test(title('an unknown invoice is not found'), async () => {
    const { source } = await subject();
    expect(await source.payment('in_unknown')).toMatchObject({ ok: false, error: { code: 'not-found-at-vendor' } });
    expect(await source.invoice('in_unknown')).toMatchObject({ ok: false, error: { code: 'not-found-at-vendor' } });
  });

  test(title('a change of details changes the named fields only, and answers what then is there'), async () => {
    const { source } = await subject();
    const { taxIds, missing, credit, ...before } = valueOf(await source.details());
    const billingEmail = 'ledger@writes.example';
    expect(await source.updateDetails({ billingEmail })).toEqual({ ok: true, value: { ...before, billingEmail } });
    expect(valueOf(await source.details())).toEqual({ ...before, billingEmail, taxIds, missing, credit });
    expect(valueOf(await source.updateDetails({ billingEmail: before.billingEmail }))).toEqual(before);
  });

  test(title('an address is replaced as a whole, and null empties a field'), async () => {
    const { source } = await subject();
    const { companyName, billingEmail, address } = valueOf(await source.details());
    const short = {
      line1: 'Kalvebod Brygge 39',
      line2: null,
      city: 'København',
      state: null,
      postalCode: '1560',
      country: 'DK',
    };
    expect(
      valueOf(await source.updateDetails({ address: { ...short, line2: '3. sal', state: 'Hovedstaden' } })),
    ).toMatchObject({ address: { line2: '3. sal', state: 'Hovedstaden' } });
    expect(valueOf(await source.updateDetails({ address: short }))).toEqual({
      companyName,
      billingEmail,
      address: short,
    });
    expect(valueOf(await source.updateDetails({ address: null, billingEmail: null }))).toEqual({
      companyName,
      billingEmail: null,
      address: null,
    });
    await source.updateDetails({ address, billingEmail });
    expect(valueOf(await source.details())).toMatchObject({ address, billingEmail });
  });

  test(title('a tax id is added and removed; removing it again is no failure'), async () => {
    const { source } = await subject();
    const before = valueOf(await source.details()).taxIds ?? [];
    const added = taxIdSchema.parse(valueOf(await source.addTaxId({ type: 'gb_vat', value: 'GB980780684' })));
    expect(added).toMatchObject({ type: 'gb_vat', value: 'GB980780684' });
    expect(valueOf(await source.details()).taxIds).toEqual([added, ...before]);
    expect(await source.removeTaxId(added.id)).toEqual({ ok: true, value: null });
    expect(await source.removeTaxId(added.id)).toEqual({ ok: true, value: null });
    expect(valueOf(await source.details()).taxIds).toEqual(before);
  });

  test(title('a tax id that the vendor refuses changes nothing'), async () => {
    const { source } = await subject();
    const before = valueOf(await source.details());
    const refused = await source.addTaxId({ type: 'gb_vat', value: 'none' });
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'tax-id-refused', vendorWords: 'Invalid value for gb_vat.' },
    });
    expect(valueOf(await source.details())).toEqual(before);
  });

  test(title('a cancellation at the end of the period is set and taken back'), async () => {
    const { source } = await subject();
    const billed = readValues(await source.subscriptions()).find(isBilled);
    if (!billed) throw new Error('The subject has no billed subscription');
    const now = async () => readValues(await source.subscriptions()).find(({ id }) => id === billed.id);
    expect(await source.setCancelAtPeriodEnd(billed, true)).toEqual({ ok: true, value: null });
    const ending = await now();
    expect(ending).toMatchObject({ cancelAtPeriodEnd: true, endsAt: billed.period?.end });
    expect(await source.setCancelAtPeriodEnd(ending ?? billed, false)).toEqual({ ok: true, value: null });
    expect(await now()).toEqual(billed);
    const unknown = { id: 'sub_unknown', cancelAtPeriodEnd: false };
    expect(await source.setCancelAtPeriodEnd(unknown, true)).toMatchObject({
      ok: false,
      error: { code: 'not-found-at-vendor' },
    });
  });

  test(title('an end that was set to a day at the vendor is taken back'), async () => {
    const { source, endOn } = await subject();
    const billed = readValues(await source.subscriptions()).find(isBilled);
    if (!billed) throw new Error('The subject has no billed subscription');
    const now = async () => readValues(await source.subscriptions()).find(({ id }) => id === billed.id);
    const day = '2027-03-10T00:00:00.000Z';
    await endOn(billed.id, day);
    const ending = await now();
    expect(ending).toMatchObject({ cancelAtPeriodEnd: false, endsAt: day });
    expect(await source.setCancelAtPeriodEnd(ending ?? billed, false)).toEqual({ ok: true, value: null });
    expect(await now()).toEqual(billed);
  });

  test(title('the vendor’s own page is linked for each flow'), async () => {
    const { source } = await subject();
    const [subscription] = readValues(await source.subscriptions()).filter(isBilled);
    const subscriptionId = subscription?.id ?? '';
    for (const flow of [{ kind: 'payment-method-update' }, { kind: 'subscription-cancel', subscriptionId }] as const) {
      expect(valueOf(await source.portalLink(flow))).toMatch(/^https?:\/\//);
    }
    const unknown = await source.portalLink({ kind: 'subscription-cancel', subscriptionId: 'sub_unknown' });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'change-refused' } });
  });

  test(title('an aborted call says so'), async () => {
    const { source } = await subject();
    expect(await source.details(AbortSignal.abort())).toEqual({ ok: false, error: { code: 'cancelled' } });
  });
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function pagesOf(
  source: BillingSource,
  call: ListCall,
  createdFrom: InvoicePageRequest['createdFrom'] = null,
): Promise<InvoicePage[]> {
  const pages: InvoicePage[] = [];
  let after: string | null = null;
  do {
    const page: InvoicePage = valueOf(await source[call]({ after, createdFrom }));
    pages.push(page);
    after = page.next;
  } while (after !== null);
  return pages;
}

const listedOf = ({ read }: InvoicePage): Invoice[] => read.map(({ value }) => value);

const isNewestFirst = (invoices: readonly Invoice[]): boolean =>
  invoices.every((invoice, index) => index === 0 || invoice.createdAt <= (invoices[index - 1]?.createdAt ?? ''));
