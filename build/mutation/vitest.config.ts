import { defineConfig } from 'vitest/config';
import { ruleGroups } from './rules.ts';

const group = ruleGroups.find(({ name }) => name === process.env['MUTATION_GROUP']);

export default defineConfig({
  test: {
    include: [...(group?.tests ?? [])],
    setupFiles: ['build/mutation/same-examples.ts'],
    testTimeout: 60_000,
  },
});
