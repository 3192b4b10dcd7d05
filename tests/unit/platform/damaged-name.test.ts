import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { damagedName } from '../../../electron/platform/damaged-name.ts';

it('a second damaged file does not replace the first', () => {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  for (const content of ['first', 'second', 'third']) writeFileSync(damagedName(folder), content);
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  expect(['settings.damaged.json', 'settings.damaged-2.json', 'settings.damaged-3.json'].map(read)).toEqual([
    'first',
    'second',
    'third',
  ]);
});
