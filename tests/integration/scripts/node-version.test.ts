import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');

it("npm's scripts run on the Node that the project brings, whatever the machine has", async () => {
  const script = 'node --print "process.version + process.execPath"';
  const { stdout } = await promisify(execFile)('npm', ['exec', '--silent', '--call', script], { cwd: root });
  const brought = await realpath(join(root, 'node_modules', '.bin', 'node'));
  expect(stdout.trim()).toMatch(/^v24\./);
  expect(stdout.trim().endsWith(brought)).toBe(true);
});
