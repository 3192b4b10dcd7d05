import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { proposalOf } from '#shared/import/proposal.ts';
import { readDocument } from '../../../electron/pdf-reader/read-document.ts';
import { madePages } from '../../support/reading/made-pages.ts';
import { factsOfProposal, factsOfTruth, score, type Scores } from '../../support/reading/reading-score.ts';

describe('pages of fourteen layouts in six languages', () => {
  it.each(['open', 'measuring'] as const)(
    '%s: nothing is proposed wrong, and hardly anything left out',
    async (which) => {
      const file = join(mkdtempSync(join(tmpdir(), 'billfold-reading-')), 'page.pdf');
      const scores: Scores = {};
      for (const { name, truth, pdf } of await madePages(which)) {
        writeFileSync(file, pdf);
        const read = await readDocument(file);
        if (read.ok) score(scores, name, factsOfTruth(truth), factsOfProposal(proposalOf(read.content, '2026-11-30')));
      }
      expect(Object.values(scores).flatMap(({ wrongOnes }) => wrongOnes)).toEqual([]);
      for (const field of ['number', 'issued', 'currency', 'total']) {
        const { right = 0, empty = 0 } = scores[field] ?? {};
        expect(right + empty).toBeGreaterThanOrEqual(72);
        expect(right / (right + empty), field).toBeGreaterThanOrEqual(0.95);
      }
    },
  );
});
