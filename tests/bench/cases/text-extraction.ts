import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import PQueue from 'p-queue';
import { createClock } from '../../../electron/platform/clock.ts';
import { createPdfReader } from '../../../electron/pdf-reader/index.ts';
import { memoryLogger } from '../../support/fakes/memory-logger.ts';
import { createNodeWorker } from '../../support/fakes/node-worker-process.ts';
import { madePages } from '../../support/reading/made-pages.ts';
import type { Measurement } from '../measurement.ts';

const run = promisify(execFile);

/** Text of so many PDFs, ours and by `pdftotext`, as many at once as there are cores. */
export async function textExtraction(count = 1_000): Promise<Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'billfold-bench-'));
  const reader = createPdfReader({ start: createNodeWorker().start, clock: createClock(), logger: memoryLogger() });
  try {
    const pages = [...(await madePages('open')), ...(await madePages('measuring'))];
    const files = Array.from({ length: count }, (_, index) => join(folder, `${String(index)}.pdf`));
    for (const [index, file] of files.entries())
      await writeFile(file, pages[index % pages.length]?.pdf ?? Buffer.alloc(0));
    const ours = await timed(files, async (file) => {
      const read = await reader.read(file, file);
      if (!read.ok) throw new Error(read.error.code);
    });
    const baseline = await timed(files, (file) => run('pdftotext', [file, '-']));
    const told = { ours, baseline, unit: 'ms', memory: null, wanted: 1.5, ratio: ours / baseline } as const;
    return [{ case: `text of ${String(count)} PDFs beside pdftotext`, ...told }];
  } finally {
    reader.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

async function timed(files: readonly string[], read: (file: string) => Promise<unknown>): Promise<number> {
  const queue = new PQueue({ concurrency: availableParallelism() });
  const start = performance.now();
  await queue.addAll(files.map((file) => () => read(file)));
  return performance.now() - start;
}
