import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createOutput } from '../../../electron/commands/output.ts';
import { createProgressLine } from '../../../electron/commands/progress.ts';

const erase = '\r\u001b[2K';

/** A terminal of some width and a clock that stands until it is moved. */
function world(columns?: number) {
  const written: string[] = [];
  const time = { now: 0 };
  const line = createProgressLine(
    { isTTY: true, ...(columns !== undefined && { columns }), write: (text) => written.push(text) },
    () => time.now,
  );
  return { written, time, line };
}

describe('the progress of long work', () => {
  it('is count, rate and time left, once they can be said', () => {
    const { written, time, line } = world();
    const tell = line.begin('Syncing Acme');
    tell(0, null);
    time.now = 199;
    tell(20, null);
    expect(written).toEqual([]);
    time.now = 200;
    tell(40, null);
    time.now = 2_000;
    tell(1_200, 2_400);
    time.now = 10_000;
    tell(1_220, 100_000);
    expect(written).toEqual([
      `${erase}Syncing Acme: 40`,
      `${erase}Syncing Acme: 1,200 of 2,400, 600 per second, 2 s left`,
      `${erase}Syncing Acme: 1,220 of 100,000, 122 per second, 14 min left`,
    ]);
  });

  it('says how much of a large document has come', () => {
    const { written, time, line } = world();
    const tell = line.begin('Syncing Acme');
    time.now = 200;
    tell(2, 3, { received: 12_500_000, total: 48_000_000 });
    time.now = 400;
    tell(2, 3, { received: 2_100_000, total: null });
    time.now = 600;
    tell(3, 3, null);
    expect(written).toEqual([
      `${erase}Syncing Acme: 2 of 3, 12.5 of 48.0 MB of large PDFs`,
      `${erase}Syncing Acme: 2 of 3, 2.1 MB of large PDFs`,
      `${erase}Syncing Acme: 3 of 3`,
    ]);
  });

  it('says slow work exactly, and long work in hours', () => {
    const { written, time, line } = world();
    const tell = line.begin('Writing files');
    tell(0, 9_000);
    time.now = 8_000;
    tell(9, 9_000);
    expect(written).toEqual([`${erase}Writing files: 9 of 9,000, 1.1 per second, 2 h 14 min left`]);
  });

  it('is written again at most every 200 ms', () => {
    const { written, time, line } = world();
    const tell = line.begin('Work');
    for (time.now = 0; time.now <= 1_000; time.now += 1) tell(time.now, 1_000);
    expect(written).toHaveLength(5);
  });

  it('fits on one line of the terminal', () => {
    const { written, time, line } = world(20);
    const tell = line.begin('Syncing a vendor with a long name');
    time.now = 1_000;
    tell(1, 2);
    expect(written).toEqual([`${erase}Syncing a vendor wi`]);
  });
});

describe('a command', () => {
  function outputOn({ isTTY, json }: { isTTY: boolean; json: boolean }) {
    const standardError = Object.assign(new PassThrough(), { isTTY });
    const time = { now: 0 };
    const standardOutput = new PassThrough();
    const output = createOutput({ json, standardOutput, standardError, now: () => time.now });
    const tell = output.follow('Syncing \u001b[31mAcme');
    time.now = 1_000;
    tell(5, 10);
    return { output, error: () => String(standardError.read() ?? '') };
  }

  it('takes the progress away before it says anything', () => {
    const { output, error } = outputOn({ isTTY: true, json: false });
    output.say('done');
    output.say('twice');
    expect(error()).toBe(`${erase}Syncing \\u001b[31mAcme: 5 of 10${erase}done\ntwice\n`);
  });

  it.each([
    { isTTY: false, json: false },
    { isTTY: true, json: true },
  ])('shows none with %j', (where) => {
    const { output, error } = outputOn(where);
    output.say('done');
    expect(error()).toBe('done\n');
  });
});
