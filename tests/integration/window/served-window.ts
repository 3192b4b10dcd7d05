import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build, type Plugin, preview } from 'vite';
import { pagePolicy, workerPolicy } from '../../../electron/security/content-security-policy.ts';

const config = resolve(import.meta.dirname, '../../support/window-harness/vite.config.ts');

/** The policies that the program's own scheme sends, on the addresses that they belong to. */
const contentPolicies = (): Plugin => ({
  name: 'content-policies',
  configurePreviewServer({ middlewares }) {
    middlewares.use((request, response, next) => {
      const isWorker = /\/pdf\.worker[^/]*$/.test(request.url ?? '');
      response.setHeader('content-security-policy', isWorker ? workerPolicy : pagePolicy);
      next();
    });
  },
});

export interface OpenedPage {
  readonly page: Page;
  /** Errors and violations of the content policy so far. */
  readonly problems: readonly string[];
  /** File names of everything fetched so far, by workers too. */
  readonly fetched: readonly string[];
}

export interface ServedWindow {
  /** A page at an address of the window, e.g. `#/invoices`. */
  open(path: string, size?: { width: number; height: number }): Promise<OpenedPage>;
  close(): Promise<void>;
}

/** Builds the window on its fake main process, serves it, and opens it in a real Chromium. */
export async function serveWindow(): Promise<ServedWindow> {
  const outDir = await mkdtemp(join(tmpdir(), 'billfold-window-'));
  await build({ configFile: config, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const server = await preview({
    configFile: config,
    logLevel: 'error',
    plugins: [contentPolicies()],
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const address = server.resolvedUrls?.local[0] ?? '';
  const browser: Browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });

  return {
    async open(path, size = { width: 1280, height: 800 }) {
      const context = await browser.newContext({ viewport: size });
      const page = await context.newPage();
      const problems: string[] = [];
      const fetched: string[] = [];
      context.on('request', (request) => fetched.push(new URL(request.url()).pathname.split('/').at(-1) ?? ''));
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico'))
          problems.push(message.text());
      });
      await page.goto(address + path);
      return { page, problems, fetched };
    },
    async close() {
      await browser.close();
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
