import { createReadStream } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Character maps, standard fonts, decoders and colour profiles that pdf.js fetches when a document needs them. */
const folders = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];
/** The engine for scripts inside documents, which never run here. */
const scripting = /quickjs/i;

/** Puts pdf.js's data files under `pdfjs/` beside the window's page, in the build and on the development server. */
export function pdfAssets(): Plugin {
  const source = dirname(dirname(fileURLToPath(import.meta.resolve('pdfjs-dist'))));
  let outDir = '';
  return {
    name: 'pdf-assets',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    configureServer(server) {
      server.middlewares.use('/pdfjs/', (request, response, next) => {
        const [folder, file] = decodeURIComponent((request.url ?? '').split('?')[0] ?? '')
          .split('/')
          .filter(Boolean);
        if (!folder || !file || !folders.includes(folder) || file.includes('..')) {
          next();
          return;
        }
        createReadStream(join(source, folder, file))
          .on('error', () => {
            next();
          })
          .pipe(response);
      });
    },
    async closeBundle() {
      for (const folder of folders) {
        const target = join(outDir, 'pdfjs', folder);
        await rm(target, { recursive: true, force: true });
        await cp(join(source, folder), target, { recursive: true, filter: (path) => !scripting.test(path) });
      }
    },
  };
}
