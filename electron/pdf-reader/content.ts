import type { DocumentKind } from '#shared/document-kind.ts';
import type { ContentFound, UnpackProblem, XmlProblem } from '#shared/error-reasons.ts';
import type { Row } from '#shared/import/page/rows.ts';
import type { Unpacking } from '../unpacking/index.ts';

/** So much of a document's text is read, in characters. */
export const longestText = 4_000_000;

/** What a document says, read without drawing it. */
export interface PdfContent {
  readonly kind: DocumentKind;
  /** None of an XML. */
  readonly pages: number;
  /** The text of all pages in reading order, a line feed after each line; cut off where it is far too long. */
  readonly text: string;
  /** Text and rows come from text recognition, and may be misread. */
  readonly recognised?: boolean;
  /** Rows of the first and the last pages as the eye sees them. */
  readonly rows: readonly Row[];
  readonly attachments: readonly { readonly name: string; readonly bytes: number }[];
  /** Embedded XML files, decoded; of an XML itself, without the files inside it. */
  readonly xml: readonly { readonly name: string; readonly text: string }[];
}

/** Why a file is no document that can be read. */
export type PdfProblem = ContentFound | XmlProblem | 'encrypted' | 'damaged';

export type PdfReading =
  { readonly ok: true; readonly content: PdfContent } | { readonly ok: false; readonly problem: PdfProblem };

/** A question to the child process. */
export type ReaderQuestion =
  | { readonly id: number; readonly task: 'read'; readonly file: string; readonly password: string | null }
  | {
      readonly id: number;
      readonly task: 'recognise';
      readonly file: string;
      readonly password: string | null;
      readonly languageFolder: string;
    }
  | {
      readonly id: number;
      readonly task: 'attachment';
      readonly file: string;
      readonly password: string | null;
      readonly name: string;
    }
  | { readonly id: number; readonly task: 'unpack'; readonly file: string; readonly into: string };

/**
 * `reading` for `read` and `recognise`, `bytes` for `attachment` (null where there is none), `unpacked` for `unpack` (or why nothing of it
 * can be read); `failed` with a file error's code.
 */
export type ReaderAnswer =
  | { readonly id: number; readonly reading: PdfReading }
  | { readonly id: number; readonly bytes: Uint8Array | null }
  | { readonly id: number; readonly unpacked: Unpacking | UnpackProblem }
  | { readonly id: number; readonly failed: string };
