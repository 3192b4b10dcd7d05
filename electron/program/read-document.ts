import { instantFromMillis } from '#shared/time.ts';
import type { DocumentFile, Documents, DocumentTexts } from '../archive/index.ts';
import type { PdfReader } from '../pdf-reader/index.ts';
import type { Clock, Logger } from '../platform/ports.ts';

export interface DocumentReadParts {
  readonly documents: Pick<Documents, 'pathOf'>;
  readonly texts: Pick<DocumentTexts, 'saveText' | 'saveFailure'>;
  readonly pdfReader: Pick<PdfReader, 'read'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

const maxBytes = 64 * 1024 * 1024;

/** Of the file or the program, not of the document: it is tried again later. */
const transient = new Set(['cancelled', 'file-failed', 'folder-not-found', 'folder-read-only']);

/**
 * Reads the text of one stored document and keeps it, or why it has none; answers the text as far as it could be read. One
 * whose signal is aborted keeps nothing.
 */
export type ReadDocument = (
  document: Pick<DocumentFile, 'sha256' | 'bytes' | 'kind'>,
  signal: AbortSignal,
) => Promise<string | null>;

export function createReadDocument({ documents, texts, pdfReader, clock, logger }: DocumentReadParts): ReadDocument {
  return async ({ sha256, bytes, kind }, signal) => {
    if (signal.aborted) return null;
    const at = instantFromMillis(clock.now());
    if (bytes > maxBytes) {
      texts.saveFailure(sha256, 'document-too-large', at);
      return null;
    }
    const { promise: ended, resolve: end } = Promise.withResolvers<null>();
    const onAbort = () => {
      end(null);
    };
    signal.addEventListener('abort', onAbort);
    const outcome = await Promise.race([
      pdfReader.read(documents.pathOf({ sha256, kind }), sha256.slice(0, 12)),
      ended,
    ]);
    signal.removeEventListener('abort', onAbort);
    if (outcome === null) return null;
    if (outcome.ok) {
      // With its XML parser only when there is something to read.
      const { statedFacts } = await import('#shared/import/stated-facts.ts');
      texts.saveText(sha256, outcome.value, at, statedFacts(outcome.value.xml));
      return outcome.value.text;
    }
    const { code } = outcome.error;
    if (!transient.has(code)) texts.saveFailure(sha256, code, at);
    logger.info('A document gave no text', { document: sha256, code });
    return null;
  };
}
