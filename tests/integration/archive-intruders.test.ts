import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '#shared/verification.ts';
import { createVerification } from '../../electron/verification/index.ts';
import { acceptanceParts } from '../support/archive/acceptance-parts.ts';
import { anAccount, setUpArchive, temporaryFolder, valueOf } from '../support/archive/archive-setup.ts';
import { pdf, startDocumentServer } from '../support/archive/document-server.ts';
import { anInvoice, usd } from '../support/billing-objects.ts';
import { sumsHold } from '../support/billfold.ts';
import { fakeBillingSource } from '../support/fakes/fake-billing-source.ts';
import { fakeClock } from '../support/fakes/fake-clock.ts';
import { memoryLogger } from '../support/fakes/memory-logger.ts';

/* What others put into the archive's folder, and what a vendor sends for a PDF. */

let folder: ReturnType<typeof temporaryFolder>;
let server: Awaited<ReturnType<typeof startDocumentServer>>;
beforeEach(async () => {
  folder = temporaryFolder();
  server = await startDocumentServer();
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

async function synced() {
  const clock = fakeClock('2026-11-22T12:00:00.000Z');
  const invoices = [1, 2, 3].map((n) =>
    anInvoice({ id: `in_${n}`, number: `ACME-000${n}`, subscriptionId: null, documentUrl: server.url(`/${n}.pdf`) }),
  );
  const source = fakeBillingSource({ invoices }, clock);
  const { archive, db, exports, place } = setUpArchive({ folder: folder.path, source, clock });
  const verification = createVerification({
    ...acceptanceParts,
    ...{ db, archive, clock, documentsFolder: () => place.documents },
    readDocument: () => Promise.resolve(null),
    logger: memoryLogger(),
    accounts: () => [anAccount()],
    snapshot: () => null,
    timeZone: () => 'UTC',
  });
  const sync = async () => valueOf(await archive.sync.account('acc1', { full: true }));
  await sync();
  const fileOf = async (n: number) => valueOf(await archive.documents.of(`acc1:in_${n}`)).file;
  const verify = async () => valueOf(await verification.verify(null)).findings;
  return { archive, exports, source, sync, fileOf, verify, documents: place.documents };
}

const brief = ({ kind, invoice, detail }: Finding) => [kind, invoice, 'file' in detail ? detail.file : detail.code];

describe('a file in the store that belongs to nothing', () => {
  it.each([
    [
      'at its root',
      (to: string) => {
        writeFileSync(join(to, 'notes.txt'), 'x');
      },
      'notes.txt',
    ],
    [
      'of another kind',
      (to: string) => {
        mkdirSync(join(to, 'ab'), { recursive: true });
        writeFileSync(join(to, 'ab/x.exe'), 'x');
      },
      'ab/x.exe',
    ],
    [
      'in a folder of its own',
      (to: string) => {
        mkdirSync(join(to, 'deep/er'), { recursive: true });
        writeFileSync(join(to, 'deep/er/y'), 'x');
      },
      'deep/er/y',
    ],
    ['that is a pipe', (to: string) => execFileSync('mkfifo', [join(to, 'pipe')]), 'pipe'],
    [
      'that is a link to nothing',
      (to: string) => {
        symlinkSync('/nonexistent', join(to, 'link'));
      },
      'link',
    ],
    [
      'that is a link to a folder',
      (to: string) => {
        symlinkSync('/usr', join(to, 'usr'));
      },
      'usr',
    ],
  ] satisfies [string, (to: string) => unknown, string][])('%s is a finding', async (_, put, name) => {
    const { verify, documents } = await synced();
    put(documents);
    writeFileSync(join(documents, '.DS_Store'), 'of the system');
    expect((await verify()).map(brief)).toEqual([['orphan', null, name]]);
  });
});

describe('in the place of a document', () => {
  it.each([
    ['a pipe', (file: string) => execFileSync('mkfifo', [file])],
    [
      'a link to itself elsewhere',
      (file: string) => {
        writeFileSync(join(folder.path, 'copy.pdf'), 'x');
        symlinkSync(join(folder.path, 'copy.pdf'), file);
      },
    ],
    [
      'a folder',
      (file: string) => {
        mkdirSync(file);
      },
    ],
  ] satisfies [string, (file: string) => unknown][])(
    '%s is a finding, and stops neither verification nor export',
    async (_, put) => {
      const { verify, fileOf, exports } = await synced();
      const file = await fileOf(2);
      rmSync(file);
      put(file);
      expect((await verify()).map(({ kind, invoice, detail }) => [kind, invoice, detail.code])).toContainEqual([
        'corrupt',
        'ACME-0002',
        'not-a-file',
      ]);
      const out = join(folder.path, 'out');
      const report = valueOf(
        await exports.run({ accountId: null, invoiceKeys: null, from: null, to: null }, { folder: out, dryRun: false }),
      );
      expect(report.files).toHaveLength(2);
      expect(report.failed.map(({ invoice }) => invoice)).toEqual(['in_2']);
    },
  );

  it.each([false, true])(
    'damaged bytes of the same size are exported as failed, not as good (ZIP: %s)',
    async (zip) => {
      const { fileOf, exports } = await synced();
      const file = await fileOf(2);
      writeFileSync(file, Buffer.alloc(statSync(file).size, 0x20));
      const out = join(folder.path, 'out');
      const report = valueOf(
        await exports.run(
          { accountId: null, invoiceKeys: null, from: null, to: null, zip },
          { folder: out, dryRun: false },
        ),
      );
      expect(report.failed).toEqual([{ invoice: 'in_2', code: 'document-damaged' }]);
      if (!zip) expect(sumsHold(out)).toBeGreaterThan(2);
    },
  );
});

describe('a PDF', () => {
  it('of several invoices is a finding of each', async () => {
    for (const n of [1, 2, 3]) server.on(`/${n}.pdf`, pdf('all the same'));
    const { verify, fileOf } = await synced();
    expect(dirname(await fileOf(1))).toBe(dirname(await fileOf(2)));
    const findings = (await verify()).filter(({ kind }) => kind === 'shared-document');
    expect(findings.map(({ invoice }) => invoice)).toEqual(['ACME-0001', 'ACME-0002', 'ACME-0003']);
  });

  it('that changed hands after it was final is a finding, of each kind', async () => {
    const { verify, source, sync } = await synced();
    const [first, second] = source.state.invoices;
    if (!first || !second) throw new Error('There are three');
    source.state.invoices = [
      { ...first, total: usd(1) },
      { ...second, status: 'draft' },
    ];
    source.state.creditNotes = [
      anInvoice({ id: 'in_1', type: 'credit-note', number: 'CN-1', subscriptionId: null, documentUrl: null }),
    ];
    await sync();
    expect((await verify()).map(({ kind, invoice }) => [kind, invoice])).toEqual(
      expect.arrayContaining([
        ['changed-after-final', 'ACME-0001'],
        ['withdrawn', 'ACME-0002'],
        ['withdrawn', 'ACME-0003'],
        ['two-kinds', 'ACME-0001'],
      ]),
    );
  });
});
