import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';
import { firstLoad } from './build/vite/first-load.ts';
import { packedAsFolders } from './build/support/libraries.ts';
import { licensesOfPart } from './build/support/licenses.ts';
import { languageData } from './build/vite/language-data.ts';
import { pdfAssets } from './build/vite/pdf-assets.ts';
import { servedLicenses } from './build/vite/served-licenses.ts';
import { withoutJsonSchemas } from './build/vite/without-json-schemas.ts';

const from = (path: string) => resolve(import.meta.dirname, path);

/** Licenses of what is in a part, for build/support/licenses.ts. */
const license = { fileName: licensesOfPart };

export default defineConfig({
  main: {
    plugins: [languageData(import.meta.dirname), withoutJsonSchemas()],
    build: {
      outDir: 'out/main',
      license,
      // Libraries are part of the built files: what is not called is left out, and a start reads a few files instead of hundreds.
      externalizeDeps: false,
      lib: {
        entry: {
          index: from('electron/main.ts'),
          'pdf-reader': from('electron/pdf-reader/child.ts'),
          'database-worker': from('electron/backup/child.ts'),
        },
        formats: ['es'],
      },
      rolldownOptions: {
        external: packedAsFolders.map((name) => new RegExp(`^${name}(/|$)`)),
        output: {
          ...{ entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
          // Electron knows images of macOS by the end of their names: `Template.png`, `Template@2x.png`.
          assetFileNames: 'assets/[name][extname]',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      license,
      lib: { entry: { index: from('electron/preload.ts') }, formats: ['cjs'] },
      // A sandboxed preload may require nothing but `electron`: everything else is bundled into the one file.
      externalizeDeps: false,
      rolldownOptions: { output: { entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: from('renderer'),
    plugins: [vue(), tailwindcss(), pdfAssets(), servedLicenses(import.meta.dirname), firstLoad()],
    // Parts of vue-i18n that the window does not use.
    define: {
      __VUE_I18N_LEGACY_API__: 'false',
      __VUE_I18N_FULL_INSTALL__: 'false',
      __INTLIFY_PROD_DEVTOOLS__: 'false',
    },
    build: {
      outDir: from('out/renderer'),
      license,
      minify: true,
      // Chunks come from the disk.
      chunkSizeWarningLimit: 4_000,
      rolldownOptions: { input: from('renderer/index.html') },
    },
  },
});
