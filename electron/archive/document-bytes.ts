import { readFile } from 'node:fs/promises';
import { type DocumentKind, documentKinds } from '#shared/document-kind.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { ifMissing, sha256Of } from '../files/index.ts';
import type { Parts } from './parts.ts';

/** Documents as bytes, for what has them from elsewhere than the vendor. */
export function createDocumentBytes({ store, withDocuments }: Pick<Parts, 'store' | 'withDocuments'>) {
  const whole = async (sha256: string, kind: DocumentKind): Promise<Buffer | null> => {
    const bytes = await readFile(store.pathOf({ sha256, kind })).catch(ifMissing(null));
    return bytes && sha256Of(bytes) === sha256 ? bytes : null;
  };
  return {
    /** Whichever kind it is; null where it is not here, or not whole. */
    read: async (sha256: string): Promise<Buffer | null> => (await whole(sha256, 'pdf')) ?? whole(sha256, 'xml'),
    /** Durable when it returns; a row may name it then. Fails as documents that are fetched do. */
    write: (bytes: Buffer, kind: string): Promise<Result<null>> =>
      withDocuments(async ({ stage, keep }) => {
        const failed = await keep(
          [await stage([bytes], documentKinds.find((each) => each === kind) ?? 'pdf')],
          () => [],
        );
        return failed ? fail(failed) : ok(null);
      }),
  };
}
