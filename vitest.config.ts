import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

// A busy machine is slow, and no failure.
const timeouts = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // Much of the time goes by waiting for processes, servers and disks.
    maxWorkers: 3,
    // Printed by `npm test`, of the unit and window tests.
    coverage: {
      provider: 'v8',
      include: ['shared/**/*.ts', 'electron/**/*.ts', 'renderer/**/*.{ts,vue}'],
      reporter: ['text-summary'],
      reportsDirectory: '.cache/coverage',
    },
    projects: [
      // Modules keep nothing between tests, so that files share them: loading them for each takes a third of the time.
      { test: { ...timeouts, name: 'unit', include: ['tests/unit/**/*.test.ts'], isolate: false } },
      {
        plugins: [vue()],
        test: { ...timeouts, name: 'renderer', include: ['tests/renderer/**/*.test.ts'], environment: 'happy-dom' },
      },
      { test: { ...timeouts, name: 'integration', include: ['tests/integration/**/*.test.ts'] } },
      { test: { ...timeouts, name: 'chromium-host', include: ['build/chromium-host/tests/*.test.ts'] } },
    ],
  },
});
