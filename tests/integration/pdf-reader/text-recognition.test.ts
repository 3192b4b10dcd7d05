import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isCertain } from '#shared/import/proposal-schema.ts';
import { proposalOf } from '#shared/import/proposal.ts';
import { gatherLanguageData } from '../../../build/support/language-data.ts';
import { projectRoot } from '../../../build/support/project.ts';
import { createClock } from '../../../electron/platform/clock.ts';
import { createPdfReader, createTextRecognition, readingScans } from '../../../electron/pdf-reader/index.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';
import { createNodeWorker } from '../../support/fakes/node-worker-process.ts';
import { oddDocuments } from '../../support/odd-documents.ts';
import { madePages } from '../../support/reading/made-pages.ts';
import { factsOfProposal, factsOfTruth } from '../../support/reading/reading-score.ts';
import { scanned } from '../../support/reading/scanned-page.ts';

/* In a process that ends when anything goes out: the engine would fetch its data, if it was not told where they are. */
const worker = createNodeWorker(['--import', new URL('../../support/no-network.mjs', import.meta.url).href]);
let folder: string;
let parts: Parameters<typeof createPdfReader>[0];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'text-recognition-'));
  gatherLanguageData(projectRoot, join(folder, 'tessdata'));
  parts = { start: worker.start, clock: createClock(), logger: memoryLogger() };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(pdf: Buffer, languageFolder = join(folder, 'tessdata')) {
  const file = join(folder, 'scan.pdf');
  await writeFile(file, pdf);
  const reader = createPdfReader(parts);
  const recognition = createTextRecognition({ ...parts, languageFolder });
  try {
    return await readingScans(reader, recognition)(file, 'scan');
  } finally {
    reader.dispose();
    recognition.dispose();
  }
}

describe('a scan', () => {
  it('is read without anything being fetched, and what it says is never certain', async () => {
    const page = (await madePages('open')).find(({ name }) => name === 'receipt, en 1');
    if (!page) throw new Error('There is no such page');
    const opened = await read(scanned(page.pdf));
    if (!opened.ok) throw new Error(opened.error.code);
    expect(opened.value).toMatchObject({ pages: 1, recognised: true });
    const proposal = proposalOf(opened.value, '2026-11-30');
    expect(factsOfProposal(proposal)).toEqual(factsOfTruth(page.truth));
    expect(proposal).toMatchObject({
      ...{ recognised: true, scanned: false },
      number: { confidence: 'recognised' },
      issuedOn: { confidence: 'recognised' },
      total: { confidence: 'recognised' },
    });
    expect(isCertain(proposal)).toBe(false);
  });

  it('stays one without text where its picture says nothing, or the engine has no data', async () => {
    expect(await read(oddDocuments['no-text']())).toMatchObject({ ok: true, value: { rows: [] } });
    const page = (await madePages('open'))[0];
    const opened = await read(scanned(page?.pdf ?? Buffer.alloc(0)), join(folder, 'none'));
    expect(opened).toMatchObject({ ok: true, value: { rows: [] } });
  });
});
