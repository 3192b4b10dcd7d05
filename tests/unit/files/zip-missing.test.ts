import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, it } from 'vitest';
import { type ZipEntry, zipOf } from '../../../electron/files/index.ts';

it('fails, and does not wait for ever, where a file is gone by the time it is packed', async () => {
  const entries = [{ name: 'a.pdf', day: '2026-11-05', content: { file: '/nowhere/a.pdf', bytes: 3 } }] as const;
  const sink = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  await expect(pipeline(zipOf(entries), sink)).rejects.toMatchObject({ code: 'ENOENT' });
}, 5_000);

it('fails nobody where it was cancelled before, and its files are gone', async () => {
  const missing: ZipEntry = { name: 'a.pdf', day: '2026-11-05', content: { file: '/nowhere/a.pdf', bytes: 3 } };
  const cancel = new AbortController();
  const first: ZipEntry = {
    ...{ name: 'b.txt', day: '2026-11-05', content: [Buffer.from('first')] },
    onStart: () => {
      cancel.abort();
    },
  };
  const sink = new Writable({ write: (_chunk, _encoding, done) => setImmediate(done) });
  const { signal } = cancel;
  await expect(pipeline(zipOf([first, missing]), sink, { signal })).rejects.toThrow('aborted');
  // An error that nobody takes fails the run.
  for (let turns = 0; turns < 20; turns += 1) await new Promise<void>((ready) => setImmediate(ready));
}, 5_000);
