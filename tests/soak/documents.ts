// All documents that ask for too much, in the real window; `npm test` tries a sample. Alone: `npm run soak -- documents`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inProject, projectRoot } from '../../build/support/project.ts';

const child = spawn(
  process.execPath,
  [inProject('node_modules/vitest/vitest.mjs'), 'run', 'tests/integration/window/heavy-documents.test.ts'],
  { cwd: projectRoot, stdio: 'inherit', env: { ...process.env, EVERY_DOCUMENT: '1' } },
);
const [code] = (await once(child, 'close')) as [number | null];
process.exitCode = code ?? 1;
