import { effectScope, nextTick, shallowRef } from 'vue';
import { beforeEach, expect, it, vi } from 'vitest';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import type { PdfEngine } from '../../../renderer/components/document/pdf-engine.ts';
import { useDocumentLink } from '../../../renderer/pages/invoices/document-link.ts';
import { createFakeBridge, type FakeBridge } from '../../support/fake-bridge.ts';

let fake: FakeBridge;
beforeEach(() => {
  fake = createFakeBridge({ invoiceMonths: 3 });
  Object.defineProperty(window, 'billfold', { value: fake, configurable: true });
});

function setUp() {
  const invoice = fake.state.invoices.find(({ document }) => document === 'stored');
  if (!invoice) throw new Error('The sample has documents');
  const ahead: string[] = [];
  const engine: PdfEngine = {
    warmUp: () => Promise.resolve(),
    prepare: (address) => Promise.resolve(void ahead.push(address)),
    open: () => Promise.resolve({ ok: false, problem: 'empty' }),
    lend: () => '',
    takeBack: () => undefined,
    dispose: () => undefined,
  };
  const opened = shallowRef<ArchivedInvoice | null>(null);
  const link = effectScope(true).run(() => useDocumentLink(opened, engine));
  if (!link) throw new Error('The scope is active');
  return { invoice, ahead, opened, link };
}

it('has the document opened before the invoice is opened', async () => {
  const { invoice, ahead, opened, link } = setUp();
  await link.prepare(invoice);
  expect(ahead).toHaveLength(1);
  expect(link.address.value).toBeNull();
  opened.value = invoice;
  await nextTick();
  expect(link.address.value).toBe(ahead[0]);
  expect(fake.made.filter(({ name }) => name === 'invoices.document')).toHaveLength(1);
});

it('leaves it to the viewer once the invoice was opened without waiting longer', async () => {
  const { invoice, ahead, opened, link } = setUp();
  const release = fake.hold('invoices.document');
  await link.prepare(invoice);
  opened.value = invoice;
  release();
  await vi.waitFor(() => {
    expect(link.address.value).not.toBeNull();
  });
  await nextTick();
  expect(ahead).toEqual([]);
});
