import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mountReadOnly, mountSmallDisk } from '../support/small-mounts.ts';
import { run } from '../support/waits.ts';
import { expect, test } from './connection.ts';
import { chooseEverything, chooseFolder, exportOutcome, startExport, syncNow } from './fixture.ts';

test('a full disk ends an export with words; with more room the same export is completed @linux', async ({
  launch,
  connect,
  folder,
}) => {
  const app = await launch();
  const { page } = app;
  await connect(page);
  await syncNow(page);
  const out = join(folder, 'out');
  const disk = mountSmallDisk(out, 160);
  try {
    await chooseEverything(page);
    await chooseFolder(app, out);
    await page.getByRole('button', { name: 'Start export' }).click();
    const result = exportOutcome(page);
    await expect(result).toHaveAttribute('data-outcome', /failed|stopped/);
    await expect(page.getByRole('main')).toContainText(/no space left in|the disk is full/);
    const [whole, parts] = await filesIn(out);
    expect(parts).toEqual([]);
    for (const file of whole) expect(await isWholePdf(file), file).toBe(true);

    disk.grow(16_384);
    await page.getByRole('button', { name: 'Try the failed ones again' }).click();
    await expect(result).toHaveAttribute('data-outcome', 'done');
    const { stdout } = await run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: out });
    const [complete] = await filesIn(out);
    expect(complete.length).toBeGreaterThan(whole.length);
    for (const file of complete) expect(stdout).toContain(`${file.slice(out.length + 1)}: OK`);
  } finally {
    disk.unmount();
  }
});

test('a folder that cannot be written to is named, and another one can be chosen @linux', async ({
  launch,
  connect,
  folder,
}) => {
  const app = await launch();
  const { page } = app;
  await connect(page);
  await syncNow(page);
  const out = join(folder, 'locked');
  const mount = mountReadOnly(out);
  try {
    await chooseEverything(page);
    await chooseFolder(app, out);
    await page.getByRole('button', { name: 'Start export' }).click();
    await expect(page.getByRole('alert')).toContainText(`Billfold doesn’t have permission to write to ${out}`);
    await expect(page.getByRole('alert')).toContainText('Choose another folder');
    await page.getByRole('button', { name: 'New export' }).click();
    await chooseFolder(app, folder);
    await startExport(page);
    await expect(exportOutcome(page)).toHaveAttribute('data-outcome', 'done');
  } finally {
    mount.unmount();
  }
});

/** The PDFs in a folder and all below it, and what is left of unfinished ones. */
async function filesIn(folder: string): Promise<[pdfs: string[], parts: string[]]> {
  const names = await readdir(folder, { recursive: true });
  const ending = (end: string): string[] =>
    names.filter((name) => name.endsWith(end)).map((name) => join(folder, name));
  return [ending('.pdf'), ending('.part')];
}

async function isWholePdf(file: string): Promise<boolean> {
  const text = await readFile(file, 'latin1');
  return text.startsWith('%PDF-') && text.trimEnd().endsWith('%%EOF');
}
