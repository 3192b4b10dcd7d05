import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildProgram, createTerminal, documentOf, sumsHold } from '../support/billfold.ts';
import { exportDocument } from '../support/command-documents.ts';
import { keptVersions, unpackDataFolder } from '../support/data-folders/unpack.ts';

beforeAll(buildProgram);

describe.each(keptVersions)('a data folder of Billfold %s', (version) => {
  it('is verified by the program, and exported whole, without a key and without a network', async () => {
    using folder = unpackDataFolder(version);
    const { billfold } = createTerminal({ dataFolder: folder.path, key: null });

    const verified = await billfold('verify', '--json');
    const { checked, findings } = documentOf(
      z.object({
        checked: z.int(),
        findings: z.array(z.looseObject({ kind: z.string(), invoice: z.string().nullable() })),
      }),
      verified,
    );
    expect(checked).toBeGreaterThanOrEqual(30);
    // Months that are missing depend on the day on which the test runs.
    expect(findings.filter(({ kind }) => kind !== 'missing-month')).toEqual([
      expect.objectContaining({ kind: 'missing', invoice: 'ACME-0002' }),
    ]);

    const target = join(folder.path, '..', 'exported');
    const exported = documentOf(exportDocument, await billfold('export', '--json', '--out', target));
    expect(exported.files.length).toBeGreaterThanOrEqual(28);
    expect(sumsHold(target)).toBeGreaterThan(exported.files.length);

    const alerts = await billfold('alerts', 'list');
    expect(alerts).toMatchObject({ code: 0, stdout: expect.stringContaining('100.00') as string });
  });
});
