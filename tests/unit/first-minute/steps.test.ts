import { expect, it } from 'vitest';
import { runSteps, type Step } from '../../first-minute/steps.ts';

const done = (name: string, ...figures: [string, ...string[]]): Step => ({ name, run: () => Promise.resolve(figures) });

async function told(steps: readonly Step[], picture?: (fileName: string) => Promise<string>) {
  const lines: string[] = [];
  const allTrue = await runSteps(steps, {
    say: (line) => lines.push(line.replace(/\d+\.\d s\)$/, 'TIME)')),
    limitSeconds: 0.1,
    ...(picture && { picture }),
  });
  return { allTrue, lines };
}

it('says each step in a line with its figures and time, and what belongs to it below', async () => {
  const pictures: string[] = [];
  const { allTrue, lines } = await told(
    [done('Invoice read', '$12.00'), done('Alert set', '$10.00', 'of the 1st')],
    (fileName) => {
      pictures.push(fileName);
      return Promise.resolve(`/pictures/${fileName}`);
    },
  );
  expect(allTrue).toBe(true);
  expect(lines).toEqual([
    ' 1  done       Invoice read: $12.00 (TIME)',
    '               /pictures/1-invoice-read.png',
    ' 2  done       Alert set: $10.00 (TIME)',
    '               of the 1st',
    '               /pictures/2-alert-set.png',
  ]);
  expect(pictures).toEqual(['1-invoice-read.png', '2-alert-set.png']);
});

it('says why a step failed in one line, does not try what needs it, and goes on with the rest', async () => {
  const { allTrue, lines } = await told([
    done('Read', 'all'),
    { name: 'Synced', run: () => Promise.reject(new Error('\u001b[31mthe disk is full\u001b[39m\n\n  at /mnt')) },
    { ...done('Exported', '12'), needs: ['Read', 'Synced'] },
    { ...done('Verified', '12'), needs: ['Exported'] },
    { ...done('Shown', 'it'), needs: ['Read'] },
  ]);
  expect(allTrue).toBe(false);
  expect(lines).toEqual([
    ' 1  done       Read: all (TIME)',
    ' 2  FAILED     Synced: the disk is full · at /mnt (TIME)',
    ' 3  not tried  Exported: it needs "Synced".',
    ' 4  not tried  Verified: it needs "Exported".',
    ' 5  done       Shown: it (TIME)',
  ]);
});

it('waits for no step without a limit', async () => {
  const { allTrue, lines } = await told([{ name: 'Synced', run: () => new Promise(() => undefined) }]);
  expect(allTrue).toBe(false);
  expect(lines).toEqual([' 1  FAILED     Synced: Waited 0.1 s for it (TIME)']);
});

it('takes a picture of a failed step as well, and says where none could be taken', async () => {
  const failing: Step = { name: 'Synced', run: () => Promise.reject(new Error('no')) };
  const { lines } = await told([failing, done('Read', 'all')], (fileName) =>
    fileName.startsWith('1') ? Promise.resolve('/1.png') : Promise.reject(new Error('the window is gone')),
  );
  expect(lines.filter((line) => line.startsWith('  '.repeat(3)))).toEqual([
    '               /1.png',
    '               the window is gone',
  ]);
});
