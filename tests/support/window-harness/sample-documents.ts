import type { Connect, Plugin } from 'vite';
import { type HeavyDocument, heavyDocuments } from '../heavy-documents.ts';
import { type OddDocument, oddDocuments } from '../odd-documents.ts';
import { sampleDocument, type SampleDocumentKind } from '../sample-documents.ts';

const kinds: readonly SampleDocumentKind[] = [
  'three-pages',
  'coded-images',
  'invoice',
  'e-invoice',
  'encrypted',
  'broken',
  'empty',
  'html',
];

/** Which file an invoice's key gets: one named after a kind gets that kind, all others get whole invoices. */
const kindOf = (key: string): SampleDocumentKind => kinds.findLast((kind) => key.endsWith(kind)) ?? 'three-pages';

const serve: Connect.NextHandleFunction = (request, response) => {
  const key = decodeURIComponent((request.url ?? '').slice(1));
  const odd = key.startsWith('odd-') ? oddDocuments[key.slice(4) as OddDocument] : null;
  const heavy = key.startsWith('heavy-') ? heavyDocuments[key.slice(6) as HeavyDocument] : null;
  const made = odd ?? heavy;
  void Promise.resolve(made ? made() : sampleDocument(kindOf(key), key)).then((bytes) => {
    response.setHeader('content-type', 'application/pdf');
    response.end(bytes);
  });
};

/** Serves real PDFs, and files that only claim to be some, at the addresses that the fake main process hands out. */
export const sampleDocuments = (): Plugin => ({
  name: 'sample-documents',
  configureServer({ middlewares }) {
    middlewares.use('/document/', serve);
  },
  configurePreviewServer({ middlewares }) {
    middlewares.use('/document/', serve);
  },
});
