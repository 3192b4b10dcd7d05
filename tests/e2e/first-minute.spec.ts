import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { showInWindow } from '../first-minute/show-in-window.ts';
import { ended } from '../support/billfold.ts';
import { expect, test } from './fixture.ts';

/* What `npm start` shows on a virtual desktop. By commands: tests/integration/first-minute.test.ts. */

const program = resolve(import.meta.dirname, '../first-minute/main.ts');

test('the main job comes true in the window, with a picture of each step @host', async () => {
  test.setTimeout(180_000);
  const { code, stdout, stderr } = await ended(spawn(process.execPath, [program, '--once']), 'the first minute', 170);
  expect(code, stdout + stderr).toBe(0);
  expect(stdout.match(/^ \d {2}done {7}/gm)).toHaveLength(8);
  expect(stdout).toMatch(/upcoming invoice [\d.]+ USD exceeds your [\d.]+ USD alert/);
  const pictures = stdout.match(/\S+\.png/g) ?? [];
  expect(pictures).toHaveLength(8);
  for (const picture of pictures) expect(existsSync(picture), picture).toBe(true);
  await rm(dirname(dirname(pictures[0] ?? '')), { recursive: true });
});

test('a step that fails says why, and the rest is shown all the same @host', async ({ folder, dataDir }) => {
  test.setTimeout(180_000);
  const lines: string[] = [];
  const place = { dataDir, pictures: join(folder, 'pictures'), exportFolder: join(folder, 'invoices') };
  await mkdir(place.pictures);
  await writeFile(place.exportFolder, 'no folder');
  const shown = await showInWindow({ ...place, say: (line) => lines.push(line) }, { notifications: 'none' });
  await shown.close();
  const text = lines.join('\n');
  expect(shown.allTrue, text).toBe(false);
  expect(text).toMatch(/ 4 {2}FAILED {5}Notification shown: there’s no notification service/);
  expect(text).toMatch(/ 6 {2}done {7}PDF read offline/);
  expect(text).toMatch(/ 7 {2}FAILED {5}Invoices exported: /);
  expect(text).toContain(' 8  not tried  Checksums verified: it needs "Invoices exported".');
});
