import type { AppError } from '#shared/errors.ts';
import type { DocumentKind } from '#shared/document-kind.ts';
import { fail, type Result } from '#shared/result.ts';
import { fileErrorOf } from '../files/index.ts';
import type { ArchiveMarker } from './archive-marker.ts';
import type { DocumentIndex, IndexedRow } from './document-index.ts';
import type { DocumentStore, StagedDocument } from './document-store.ts';

export interface DocumentIntake {
  /** Writes a document, given in pieces, beside its place. Throws Node's file errors. */
  stage(pieces: readonly Uint8Array[], kind: DocumentKind): Promise<StagedDocument>;
  /**
   * Makes staged documents durable; then `record` writes their rows and tells which they are, for the list beside the
   * documents. Answers what failed. Nothing was recorded then, unless only the list could not be written: it is written
   * again each day.
   */
  keep(documents: readonly StagedDocument[], record: () => readonly IndexedRow[]): Promise<AppError | null>;
}

/**
 * The one way of documents into the archive. Fails with `archive-away` and the like before any work where the folder is
 * not the archive's own; what was staged and not kept is gone when the work has ended, however it ends.
 */
export type WithDocuments = <T>(work: (intake: DocumentIntake) => Promise<Result<T>>) => Promise<Result<T>>;

interface Parts {
  readonly store: Pick<DocumentStore, 'folder' | 'stage' | 'commit' | 'discard'>;
  readonly marker: Pick<ArchiveMarker, 'ensure' | 'problem'>;
  readonly index: Pick<DocumentIndex, 'append'>;
}

export function createWithDocuments({ store, marker, index }: Parts): WithDocuments {
  const errorOf = (cause: unknown): AppError => fileErrorOf(cause, store.folder(), store.folder());

  return async (work) => {
    const away = await marker.ensure().catch(errorOf);
    if (away) return fail(away);
    const staged = new Set<StagedDocument>();
    try {
      return await work({
        async stage(pieces, kind) {
          const document = await store.stage(pieces, kind);
          staged.add(document);
          return document;
        },
        async keep(documents, record) {
          try {
            // The drive may have gone meanwhile: what was written since is not in the archive.
            const gone = await marker.problem();
            if (gone) return gone;
            await store.commit(documents);
          } catch (cause) {
            return errorOf(cause);
          }
          for (const document of documents) staged.delete(document);
          const rows = record();
          return index.append(rows).then(() => null, errorOf);
        },
      });
    } finally {
      await store.discard([...staged]);
    }
  };
}
