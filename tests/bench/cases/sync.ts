import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder } from '../large-archive.ts';
import { inTurns, type Measured, type Measurement, timed } from '../measurement.ts';
import { runTask, shell, startPractice, warmUp } from '../run.ts';

const count = 2000;

/**
 * A first sync with all PDFs, against curl fetching the same PDFs. Each round has folders of its own: a file system takes long
 * to make files where it has just deleted as many.
 */
export async function firstSync(): Promise<Measurement[]> {
  await using server = await startPractice(count);
  const { url, customerId } = server;
  const folder = workFolder();
  let links: string[] = [];
  const measured = await inTurns(
    async () => {
      const place = mkdtempSync(join(folder, 'archive-'));
      const synced = await runTask<Measured & { links: string[] }>('sync', {
        folder: place,
        url,
        customerId,
        listOnly: false,
      });
      links = synced.links;
      return synced;
    },
    () => {
      const place = mkdtempSync(join(folder, 'curl-'));
      const list = join(folder, 'links');
      writeFileSync(list, links.map((link, index) => `url = "${link}"\noutput = "${place}/${index}.pdf"\n`).join(''));
      return timed(() => shell(`curl --silent --fail --parallel --parallel-max 8 --config "${list}"`));
    },
  );
  return [{ case: `first sync of ${count} invoices with PDFs`, ...measured, wanted: 1.2, unit: 'ms' }];
}

const many = 100_000;
const memoryLimit = 400;

/** The list of a very large customer, without its PDFs: what matters is that it ends and stays small. */
export async function largeSync(): Promise<Measurement[]> {
  await warmUp();
  await using server = await startPractice(many);
  const { url, customerId } = server;
  const synced = await runTask<{ millis: number; memory: number }>('sync', {
    folder: workFolder(),
    url,
    customerId,
    listOnly: true,
  });
  return [
    {
      case: `sync of a list of ${many} invoices: memory in MB`,
      ours: synced.memory,
      baseline: null,
      ratio: synced.memory / memoryLimit,
      wanted: 1,
      unit: 'MB',
      memory: synced.memory,
    },
  ];
}
