import type { DocumentKind } from './document-kind.ts';
import { xmlKindOf } from './e-invoice/root.ts';

/** So many of a file's first bytes tell what it is: comments may stand before the root of an XML. */
export const headBytes = 65_536;

/** What a file is by its first bytes and not by its name. */
export type FoundContent = 'pdf' | 'html' | 'cii' | 'ubl' | 'order' | 'fattura-pa' | 'xml' | 'empty' | 'other';

/** @param head the first `headBytes`, each byte a character (Latin-1) */
export function contentOfHead(head: string): FoundContent {
  if (head === '') return 'empty';
  if (head.slice(0, 1024).includes('%PDF-')) return 'pdf';
  // In UTF-16 each sign of a name has a byte of nothing beside it; the mark before it is not of the text.
  const text = head.replaceAll('\0', '').replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '');
  const kind = xmlKindOf(text);
  if (kind !== 'other') return kind;
  if (/^\s*<(!doctype\s+html|html|head|body)/i.test(text)) return 'html';
  return /^\s*<(\?xml\s|!--|[a-z_][\w.:-]*[\s>/])/i.test(text) ? 'xml' : 'other';
}

/** The kind of a document that is one; null of anything else. */
export function documentKindOf(head: string): DocumentKind | null {
  const content = contentOfHead(head);
  if (content === 'pdf') return 'pdf';
  return content === 'cii' || content === 'ubl' ? 'xml' : null;
}
