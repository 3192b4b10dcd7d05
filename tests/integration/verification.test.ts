import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatOf } from '#shared/format.ts';
import type { Invoice } from '#shared/invoices.ts';
import { addMonths, periodOfMonth } from '#shared/period.ts';
import type { Finding } from '#shared/verification.ts';
import { createLeases } from '../../electron/database/lease.ts';
import { findingsCsv } from '../../electron/export/index.ts';
import { createVerification } from '../../electron/verification/index.ts';
import { acceptanceParts } from '../support/archive/acceptance-parts.ts';
import { anInvoice, aSubscription } from '../support/billing-objects.ts';
import { anAccount, setUpArchive, temporaryFolder, valueOf } from '../support/archive/archive-setup.ts';
import { answer, pdf, startDocumentServer } from '../support/archive/document-server.ts';
import { realClock } from '../support/archive/many-invoices.ts';
import { fakeBillingSource } from '../support/fakes/fake-billing-source.ts';
import { memoryLogger } from '../support/fakes/memory-logger.ts';
import { rowsOfLines } from '../support/reading/rows-of-lines.ts';

const clock = { ...realClock, now: () => Date.parse('2026-12-01T00:00:00.000Z') } as const;
let temporary: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  temporary = temporaryFolder();
});
afterEach(() => {
  temporary[Symbol.dispose]();
});

/** A year of monthly invoices, `A-01` to `A-12`, of which some may be left out. */
const year = (server: string, leftOut: readonly number[] = []): Invoice[] =>
  Array.from({ length: 12 }, (_, index) => index + 1)
    .filter((number) => !leftOut.includes(number))
    .map((number) => {
      const period = periodOfMonth(addMonths('2025-12', number));
      return anInvoice({
        id: `in_${number}`,
        number: `A-${String(number).padStart(2, '0')}`,
        subscriptionId: 'sub_1',
        period,
        createdAt: period.end,
        issuedAt: period.end,
        documentUrl: `${server}/${number}.pdf`,
      });
    });

type ReadDocument = Parameters<typeof createVerification>[0]['readDocument'];

async function synced(invoices: Invoice[], readDocument: ReadDocument = () => Promise.resolve(null)) {
  const source = fakeBillingSource({ invoices });
  const { archive, db, place } = setUpArchive({ folder: temporary.path, source, clock });
  valueOf(await archive.sync.account('acc1', { full: true }));
  const verification = createVerification({
    ...acceptanceParts,
    db,
    archive,
    documentsFolder: () => place.documents,
    readDocument: (document, signal) => readDocument(document, signal),
    logger: memoryLogger(),
    accounts: () => [anAccount()],
    timeZone: () => 'UTC',
    snapshot: () => ({
      accountId: 'acc1',
      asOf: '2026-12-01T00:00:00.000Z',
      subscriptions: [
        {
          subscription: aSubscription(),
          upcoming: { kind: 'none', reason: 'cancelled', asOf: '2026-12-01T00:00:00.000Z' },
          forecast: null,
        },
      ],
      details: null,
      missingPermissions: [],
    }),
    clock,
  });
  const fileOf = async (number: number) => valueOf(await archive.documents.of(`acc1:in_${number}`)).file;
  return { archive, db, place, verification, fileOf };
}

const brief = ({ kind, invoice, detail }: Finding) => [kind, invoice, detail.code];

describe('verification', () => {
  it('finds nothing wrong with what a sync brought', async () => {
    await using server = await startDocumentServer();
    const { verification, db } = await synced(year(server.url('')));
    const progress: number[] = [];
    const verified = valueOf(await verification.verify(null, { onProgress: (done) => progress.push(done) }));
    expect(verified).toMatchObject({ checked: 12, findings: [] });
    expect(progress.at(-1)).toBe(12);
    expect(verification.last(null)).toEqual(verified);
    expect(verification.last('acc1')).toBeNull();
    db.close();
  });

  it('finds what is missing, damaged, cut off and left over, and fetches again what can be', async () => {
    await using server = await startDocumentServer();
    const { verification, archive, place, fileOf, db } = await synced(year(server.url('')));
    const damaged = await fileOf(2);
    const bytes = readFileSync(damaged);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    rmSync(await fileOf(1));
    writeFileSync(damaged, bytes);
    appendFileSync(await fileOf(3), 'more');
    mkdirSync(join(place.documents, 'aa'), { recursive: true });
    writeFileSync(join(place.documents, 'aa', 'stray.pdf'), '%PDF-');
    const { findings } = valueOf(await verification.verify(null));
    expect(findings.map(brief)).toEqual([
      ['missing', 'A-01', 'file-gone'],
      ['corrupt', 'A-02', 'other-bytes'],
      ['corrupt', 'A-03', 'other-size'],
      ['orphan', null, 'unknown-file'],
    ]);

    const repaired = valueOf(await verification.repair(null));
    expect(repaired.findings.map(brief)).toEqual([['orphan', null, 'unknown-file']]);
    expect(valueOf(await archive.documents.of('acc1:in_2')).bytes).toBe(bytes.length);
    db.close();
  });

  it('of a month reads its PDFs alone, looks for numbers in all, and is not kept as the last', async () => {
    await using server = await startDocumentServer();
    const { verification, place, fileOf, db } = await synced(year(server.url(''), [5]));
    const whole = valueOf(await verification.verify(null));
    for (const number of [9, 10]) rmSync(await fileOf(number));
    writeFileSync(join(place.documents, 'aa.pdf'), '%PDF-');
    // An invoice of September's period is issued on the first of October.
    const months = { from: '2026-10', to: '2026-10' } as const;
    const progress: (readonly number[])[] = [];
    const onProgress = (...counts: readonly number[]) => progress.push(counts);
    const { checked, findings } = valueOf(await verification.verify(null, { months, onProgress }));
    expect({ checked, progress }).toEqual({ checked: 1, progress: [[1, 1]] });
    expect(findings.map(brief)).toEqual([['missing', 'A-09', 'file-gone'], ...whole.findings.map(brief)]);
    expect(whole.findings.map(brief)).toContainEqual(['number-gap', null, 'numbers-left-out']);
    expect(verification.last(null)).toEqual(whole);
    db.close();
  });

  it('leaves nothing over when the vendor has other bytes by now', async () => {
    await using server = await startDocumentServer();
    const { verification, archive, fileOf, db } = await synced(year(server.url('')));
    const file = await fileOf(2);
    const { sha256 } = valueOf(await archive.documents.of('acc1:in_2'));
    archive.texts.saveText(
      sha256,
      { pages: 1, text: 'Total 49.00', rows: [], attachments: [] },
      '2026-12-01T00:00:00.000Z',
    );
    appendFileSync(file, 'more');
    server.on('/2.pdf', pdf('another'));
    valueOf(await verification.verify(null));
    expect(valueOf(await verification.repair(null)).findings).toEqual([]);
    expect(existsSync(file)).toBe(false);
    expect(archive.texts.of(sha256)).toBeNull();
    expect(await fileOf(2)).not.toBe(file);
    db.close();
  });

  it('keeps a damaged PDF when the vendor has no whole one', async () => {
    await using server = await startDocumentServer();
    const { verification, fileOf, db } = await synced(year(server.url('')));
    const file = await fileOf(2);
    appendFileSync(file, 'more');
    server.on('/2.pdf', answer(200, '<html>expired</html>'));
    const findings = async () => valueOf(await verification.repair(null)).findings.map(brief);
    valueOf(await verification.verify(null));
    expect(await findings()).toEqual([['corrupt', 'A-02', 'other-size']]);
    expect(readFileSync(file, 'latin1')).toContain('more');
    server.on('/2.pdf', pdf('/2.pdf'));
    expect(await findings()).toEqual([]);
    db.close();
  });

  it('finds months without an invoice and numbers that were left out', async () => {
    await using server = await startDocumentServer();
    const { verification, db } = await synced(year(server.url(''), [4, 5, 9]));
    const verified = valueOf(await verification.verify('acc1'));
    expect(
      verified.findings.map(({ kind, detail }) => [
        kind,
        'period' in detail ? detail.period.start.slice(0, 7) : detail,
      ]),
    ).toEqual([
      ['missing-month', '2026-04'],
      ['missing-month', '2026-05'],
      ['missing-month', '2026-09'],
      ['number-gap', { code: 'numbers-left-out', first: 'A-04', after: 'A-03', before: 'A-06', count: 2 }],
      ['number-gap', { code: 'numbers-left-out', first: 'A-09', after: 'A-08', before: 'A-10', count: 1 }],
    ]);
    const csv = await findingsCsv(verified.findings, 'plain', formatOf('en', 'UTC'));
    expect(csv.toString().split('\r\n')[1]).toBe(
      'missing-month,Acme,,"no invoice for Pro from Apr 1, 2026 to Apr 30, 2026",,',
    );
    db.close();
  });

  it('finds a PDF that says another total than the vendor', async () => {
    await using server = await startDocumentServer();
    const long = 'x'.repeat(200_000);
    const reads: string[] = [];
    const { verification, archive, db } = await synced(year(server.url('')), ({ sha256 }) => {
      reads.push(sha256);
      return Promise.resolve(null);
    });
    const say = async (number: number, words: string) => {
      const { sha256 } = valueOf(await archive.documents.of(`acc1:in_${number}`));
      const text = words === '' ? '' : `Invoice number A-0${number}\n${words}`;
      const read = { pages: 1, text, rows: rowsOfLines(text.split('\n')), attachments: [] };
      archive.texts.saveText(sha256, read, '2026-12-01T00:00:00.000Z');
    };
    const fail = async (number: number, reason: string) => {
      const { sha256 } = valueOf(await archive.documents.of(`acc1:in_${number}`));
      archive.texts.saveFailure(sha256, reason, '2026-12-01T00:00:00.000Z');
    };
    await say(1, 'Amount due\n49,00 USD');
    await say(2, 'Amount due $94.00');
    await say(3, '');
    await say(4, `Total 49.00\n${long}`);
    await say(5, `${long}\nTotal 49.00`);
    await say(6, `${long}\nTotal 94.00`);
    await say(7, long.repeat(20));
    await fail(8, 'document-encrypted');
    await fail(9, 'document-damaged');
    await fail(10, 'document-too-large');
    const verified = valueOf(await verification.verify('acc1'));
    expect(verified.findings.map(brief)).toEqual([
      ['total-mismatch', 'A-02', 'total-not-named'],
      ['total-mismatch', 'A-06', 'total-not-named'],
    ]);
    expect(verified.uncompared.map(({ invoice, reason }) => [invoice, reason])).toEqual([
      ['A-03', 'no-text'],
      ['A-07', 'too-long'],
      ['A-08', 'encrypted'],
      ['A-09', 'unreadable'],
      ['A-10', 'too-long'],
      ['A-11', 'unreadable'],
      ['A-12', 'unreadable'],
    ]);
    // Once each of those that are not known.
    expect(new Set(reads).size).toBe(reads.length);
    expect(reads).toHaveLength(2);
    expect(verification.last('acc1')).toEqual(verified);
    db.close();
  });

  it('reads what nobody has read yet, once', async () => {
    await using server = await startDocumentServer();
    const read: string[] = [];
    const numbers = Array.from({ length: 12 }, (_, n) => `A-${String(n + 1).padStart(2, '0')}`).join(', ');
    const { verification, archive, db } = await synced(year(server.url('')), ({ sha256 }) => {
      const lines = [read.push(sha256) === 1 ? 'Total $94.00' : 'Total $49.00', numbers];
      archive.texts.saveText(
        sha256,
        { pages: 1, text: lines.join('\n'), rows: rowsOfLines(lines), attachments: [] },
        '2026-12-01T00:00:00.000Z',
      );
      return Promise.resolve(null);
    });
    const findings = async () => valueOf(await verification.verify(null)).findings.map(({ kind }) => kind);
    expect(await findings()).toEqual(['total-mismatch']);
    expect(await findings()).toEqual(['total-mismatch']);
    expect(new Set(read).size).toBe(12);
    expect(read).toHaveLength(12);
    db.close();
  });

  it('and a move of the documents leave each other alone', async () => {
    await using server = await startDocumentServer();
    const refused = { ok: false, error: { code: 'job-running' } };
    const to = join(temporary.path, 'elsewhere');
    const moves: unknown[] = [];
    const { verification, archive, place, db } = await synced(year(server.url('')), async () => {
      moves.push(await archive.documents.move(to, { switchTo: () => undefined }));
      return null;
    });
    expect(await verification.verify(null)).toMatchObject({ ok: true });
    expect(moves).toMatchObject(Array(12).fill(refused));
    const switchTo = async (folder: string) => {
      moves.push(await verification.verify(null));
      place.documents = folder;
    };
    expect(await archive.documents.move(to, { switchTo })).toMatchObject({ ok: true });
    expect(moves.at(-1)).toMatchObject(refused);
    expect(valueOf(await verification.verify(null)).findings).toEqual([]);
    db.close();
  });

  it('waits for a sync to end before it calls a file left over, or for being cancelled', async () => {
    await using server = await startDocumentServer();
    const { verification, place, db } = await synced(year(server.url('')));
    mkdirSync(join(place.documents, 'aa'), { recursive: true });
    writeFileSync(join(place.documents, 'aa', 'new.pdf'), '%PDF-');
    const release = createLeases(db, clock).take('sync:acc1');
    const cancelled = new AbortController();
    const ended = verification.verify(null, {
      signal: cancelled.signal,
      onProgress: (done, total) => {
        if (done === total)
          setImmediate(() => {
            cancelled.abort();
          });
      },
    });
    expect(await ended).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const verified = verification.verify(null, {
      onProgress: (done, total) => {
        if (done === total) setImmediate(() => release?.());
      },
    });
    expect(valueOf(await verified).findings.map(brief)).toEqual([['orphan', null, 'unknown-file']]);
    db.close();
  });

  it('can be cancelled, and then says nothing', async () => {
    await using server = await startDocumentServer();
    const { verification, db } = await synced(year(server.url('')));
    const abort = new AbortController();
    const cancelled = await verification.verify(null, {
      signal: abort.signal,
      onProgress: () => {
        abort.abort();
      },
    });
    expect(cancelled).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(verification.last(null)).toBeNull();
    db.close();
  });
});
