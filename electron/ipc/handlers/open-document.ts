import type { DocumentKind } from '#shared/document-kind.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Opener } from '../../platform/ports.ts';

/**
 * Opens a PDF with the system's own program. An XML is shown in its folder: it may name a style sheet, and programs for
 * XML do what that says.
 */
export async function openDocument(
  opener: Pick<Opener, 'openFile' | 'showInFolder'>,
  { file, kind }: { readonly file: string; readonly kind: DocumentKind },
): Promise<Result<null>> {
  if (kind === 'pdf') return opener.openFile(file);
  opener.showInFolder(file);
  return ok(null);
}
