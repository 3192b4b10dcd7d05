import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hostRegister } from '@billfold/chromium-host';
import { ending } from '../support/waits.ts';

const adapter = resolve(import.meta.dirname, '../../electron/platform/worker-process.ts');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'worker-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('a child process that is ended before it has been started ends all the same', async () => {
  // Electron's `kill` does nothing then: shell/browser/api/electron_api_utility_process.cc.
  const endless = join(folder, 'endless.mjs');
  await writeFile(endless, 'process.parentPort.on("message", () => undefined);');
  const main = join(folder, 'main.mjs');
  await writeFile(
    main,
    `import { app } from 'electron';
     import { createWorkerStarter } from '${adapter}';
     app.whenReady().then(() => {
       const worker = createWorkerStarter('${endless}', 'Endless')();
       worker.onExit((code) => app.exit(code === 0 ? 7 : 1));
       worker.kill();
     });`,
  );
  const env = { ...process.env, BILLFOLD_DATA_DIR: folder };
  const program = spawn(process.execPath, ['--import', hostRegister, main], { env, stdio: 'ignore' });
  expect((await ending(program, 'the program')).code).toBe(7);
});
