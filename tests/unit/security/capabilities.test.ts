import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { calls } from '#shared/ipc/contract.ts';

it('the list in SECURITY.md says of every call, once, what a taken-over window gains by it', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../SECURITY.md'), 'utf8');
  const [, section = ''] = text.split('## What a taken-over window could do');
  const rows =
    section
      .split('\n## ')[0]
      ?.split('\n')
      .filter((line) => line.startsWith('|')) ?? [];
  const listed = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([\w.]+)`/g)].map(([, name]) => name));
  expect(listed.toSorted()).toEqual(Object.keys(calls).toSorted());
  // Each row says both: what is gained and what holds it.
  for (const row of rows.slice(2)) expect(row.split('|').filter((cell) => cell.trim() !== '')).toHaveLength(3);
});
