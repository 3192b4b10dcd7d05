import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { pdfAssets } from '../../../build/vite/pdf-assets.ts';
import { sampleDocuments } from './sample-documents.ts';

const here = import.meta.dirname;

/** `vite --config tests/support/window-harness/vite.config.ts` shows the window with made-up data in a browser. */
export default defineConfig({
  root: here,
  plugins: [vue(), tailwindcss(), pdfAssets(), sampleDocuments()],
  server: { host: '127.0.0.1', fs: { allow: [resolve(here, '../../..')] } },
  cacheDir: resolve(here, '../../../.cache/window-harness'),
  build: { outDir: resolve(here, '../../../.cache/window-harness/out'), emptyOutDir: true },
});
