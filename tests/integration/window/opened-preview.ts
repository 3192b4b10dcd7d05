import type { Page } from 'playwright-core';
import type { FakeBridge } from '../../support/fake-bridge.ts';
import type { SampleDocumentKind } from '../../support/sample-documents.ts';
import type { ServedWindow } from './served-window.ts';

declare global {
  interface Window {
    /** The harness puts its fake main process here. */
    readonly fake: FakeBridge;
  }
}

/** From now on invoices have a file of this kind. */
export const answerWith = (page: Page, kind: string): Promise<void> =>
  page.evaluate((name) => {
    const { fake } = window;
    fake.answer('invoices.document', () => ({
      ok: true,
      value: { url: `/document/${name}`, kind: 'pdf', fileName: `${name}.pdf`, bytes: 1 },
    }));
  }, kind);

/** Opens the preview of an invoice whose file is of this kind. */
export async function openPreview(
  served: ServedWindow,
  kind: SampleDocumentKind,
  size?: { width: number; height: number },
) {
  const opened = await served.open('#/invoices', size);
  const { page } = opened;
  await page.waitForSelector('[data-index="2"] [role="gridcell"] .figures');
  await answerWith(page, kind);
  await page.click('[data-index="2"] [aria-colindex="3"]');
  return opened;
}

export const textLayer = (page: Page) => page.locator('[data-page="1"] .document-text');
