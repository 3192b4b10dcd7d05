import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, it } from 'vitest';
import { zipOf } from '../../../electron/files/index.ts';

it('fails, and does not wait for ever, where a file is gone by the time it is packed', async () => {
  const entries = [{ name: 'a.pdf', day: '2026-11-05', content: { file: '/nowhere/a.pdf', bytes: 3 } }] as const;
  const sink = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  await expect(pipeline(zipOf(entries), sink)).rejects.toMatchObject({ code: 'ENOENT' });
}, 5_000);
