import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setUpArchive } from '../../support/archive/archive-setup.ts';
import { realClock } from '../../support/archive/many-invoices.ts';
import { fakeBillingSource } from '../../support/fakes/fake-billing-source.ts';
import { addManyInvoices, workFolder } from '../large-archive.ts';
import { median, type Measurement, rounds, timed } from '../measurement.ts';
import type { QueryTimes } from '../queries.ts';
import { runTask, shell } from '../run.ts';

const count = 100_000;
const limit = 10;

/** Pages, words and amounts in a large archive, against the sqlite3 program on the same file with the same SQL. */
export async function archiveQueries(): Promise<Measurement[]> {
  const folder = workFolder();
  const { db } = setUpArchive({ folder, source: fakeBillingSource(), clock: realClock });
  addManyInvoices(db, 'acc1', count);
  db.close();
  const file = join(folder, 'billfold.db');
  const program = async (sql: string): Promise<number> => {
    const script = join(folder, 'queries.sql');
    writeFileSync(script, sql);
    return (await timed(() => shell(`sqlite3 -readonly "${file}" < "${script}" > /dev/null`))).millis;
  };
  const taken: { times: QueryTimes[]; memory: number; program: number[] }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const ran = await runTask<{ times: QueryTimes[]; memory: number }>('queries', { folder });
    const start = await program('SELECT 1;');
    const each: number[] = [];
    for (const { sql } of ran.times) each.push((await program(sql)) - start);
    taken.push({ ...ran, program: each });
  }
  const counted = taken.slice(1);
  const memory = Math.max(...counted.map((turn) => turn.memory));
  return (counted[0]?.times ?? []).flatMap(({ kind }, index): Measurement[] => {
    const of = (value: (times: QueryTimes) => number) =>
      median(counted.map(({ times }) => value(times[index] as QueryTimes)));
    const p95 = of((times) => times.p95);
    const total = of((times) => times.total);
    const baseline = median(counted.map((turn) => turn.program[index] ?? Number.NaN));
    const name = `${count} invoices, ${kind}`;
    return [
      { case: `${name}: p95`, ours: p95, baseline: null, ratio: p95 / limit, wanted: 1, unit: 'ms', memory },
      { case: `${name}: 100 of them`, ours: total, baseline, ratio: total / baseline, wanted: 1.5, unit: 'ms', memory },
    ];
  });
}
