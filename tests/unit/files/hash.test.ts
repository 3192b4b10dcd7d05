import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { hashFile, sha256Of } from '../../../electron/files/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'hash-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('a file gives its sum and size', async () => {
  writeFileSync(join(folder, 'file'), 'text');
  expect(await hashFile(join(folder, 'file'))).toEqual({ sha256: sha256Of('text'), bytes: 4 });
});

it.each(['pipe', 'folder'])('a %s counts as no file, and keeps nobody waiting', async (kind) => {
  const path = join(folder, kind);
  execFileSync(kind === 'pipe' ? 'mkfifo' : 'mkdir', [path]);
  await expect(hashFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
});
