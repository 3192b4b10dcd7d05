import { createReadStream } from 'node:fs';
import type { Plugin } from 'vite';
import { textForPeople } from '../support/licenses.ts';

/** The licenses on the development server: those of the last build, where there was one. */
export function servedLicenses(root: string): Plugin {
  return {
    name: 'served-licenses',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use('/licenses.txt', (_request, response) => {
        createReadStream(textForPeople(root))
          .on('error', () => {
            response.writeHead(404).end();
          })
          .pipe(response);
      });
    },
  };
}
