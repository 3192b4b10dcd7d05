// `npm run twelve`: a data folder with twelve accounts of a practice server, for trying All accounts. Runs until interrupted.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../build/support/project.ts';
import { startPracticeServer } from '../electron/practice/index.ts';
import { seedAccounts, sharedKey } from './support/twelve-accounts.ts';

const folder = mkdtempSync(join(tmpdir(), 'billfold-twelve-'));
const server = await startPracticeServer({ port: 0, seed: 7, invoices: 60, now: null, speed: 1, anchor: null });
await seedAccounts(folder, server);
say('Twelve accounts are ready. In another terminal:');
say(`BILLFOLD_DATA_DIR=${join(folder, 'data')} BILLFOLD_STRIPE_KEY=${sharedKey} npm start`);
