import type { DocumentKind } from '#shared/document-kind.ts';
import { type LabelledFacts, labelledFacts, labelledFactsSchema, noFacts } from '#shared/import/read-page.ts';
import type { Row } from '#shared/import/page/rows.ts';
import type { Instant } from '#shared/time.ts';
import { foldLetters } from '#shared/search-text.ts';
import type { Database } from '../database/open.ts';
import { withoutFsync } from '../database/without-fsync.ts';

/** A stored document whose text is not known yet. */
interface UnreadDocument {
  readonly row: number;
  readonly sha256: string;
  readonly bytes: number;
  readonly kind: DocumentKind;
}

interface DocumentText {
  readonly pages: number;
  readonly text: string;
  readonly attachments: readonly { readonly name: string }[];
  readonly rows: readonly Row[];
}

export interface KnownText {
  readonly text: string;
  readonly isWhole: boolean;
  /** The code of an error. */
  readonly reason: string | null;
  readonly facts: LabelledFacts;
}

/** Raised when documents are read in another way: then all are read again, a few at a time. */
const readerVersion = 6;

// An index of whole books would be larger than the books: what an invoice says stands on its first pages.
const maxText = 100_000;

/**
 * What the archive knows of the insides of its documents, by the hash of their bytes: without a row unread, else `done`, or
 * `failed` with the code of an error. Search follows by triggers.
 */
export type DocumentTexts = ReturnType<typeof createDocumentTexts>;

export function createDocumentTexts(db: Database) {
  const unread = db.prepare<[number], UnreadDocument>(
    `SELECT f.row, i.document_sha256 AS sha256, i.document_bytes AS bytes, i.document_kind AS kind
     FROM invoice_facts f INDEXED BY invoice_facts_unread CROSS JOIN invoices i ON i.row = f.row
     WHERE f.pdf = 1 AND f.document_id IS NULL AND f.row > ? ORDER BY f.row LIMIT 1`,
  );
  const link = db.prepare(
    `UPDATE invoice_facts SET document_id = d.id, xml = d.xml IS NOT NULL
     FROM document_texts d WHERE d.sha256 = @sha256 AND invoice_facts.row = @row`,
  );
  const insert = db.prepare(
    `INSERT INTO document_texts (sha256, state, reason, version, pages, text, attachments, xml, facts, read_at)
     VALUES (@sha256, @state, @reason, ${readerVersion}, @pages, @text, @attachments, @xml, @facts, @at) ON CONFLICT DO NOTHING`,
  );
  const removeOutdated = db.prepare(
    `DELETE FROM document_texts WHERE id IN (SELECT id FROM document_texts WHERE version <> ${readerVersion} LIMIT ?)`,
  );
  const known = db.prepare<[string], { text: string; reason: string | null; facts: string | null }>(
    `SELECT text, reason, facts FROM document_texts WHERE sha256 = ? AND version = ${readerVersion}`,
  );
  // A text that a power cut takes away is read again: a verification of thousands must not wait for the disk as often.
  const save = withoutFsync(db, (values: object) => insert.run(values));
  const nothing = { reason: null, pages: 0, text: '', attachments: '[]', xml: null, facts: null };

  return {
    /** The next unread one after a row; null when there are no more. The same bytes are read once. */
    next(after: number): UnreadDocument | null {
      for (let from = after; ;) {
        const found = unread.get(from);
        if (!found) return null;
        if (link.run(found).changes === 0) return found;
        from = found.row;
      }
    },

    /** Null while it is unread. The text is folded, and cut where it is long; a `reason` says why there is none. */
    of(sha256: string): KnownText | null {
      const found = known.get(sha256);
      if (!found) return null;
      const facts = found.facts === null ? noFacts : labelledFactsSchema.parse(JSON.parse(found.facts));
      return { ...found, facts, isWhole: found.text.length < maxText };
    },

    /** `stated` by an electronic invoice, in it or which it is, goes before what its pages say. */
    saveText(
      sha256: string,
      { pages, text, attachments, rows }: DocumentText,
      at: Instant,
      stated: LabelledFacts | null = null,
    ): void {
      const names = attachments.map(({ name }) => name);
      save({
        ...{ ...nothing, sha256, state: 'done', pages, at },
        text: foldLetters(text).slice(0, maxText).toWellFormed(),
        attachments: JSON.stringify(names),
        facts: JSON.stringify(stated ?? labelledFacts(rows)),
        xml: stated && (names.find((name) => /\.xml$/i.test(name)) ?? ''),
      });
    },

    /** It is not tried again before the reader changes. */
    saveFailure(sha256: string, reason: string, at: Instant): void {
      save({ ...nothing, sha256, state: 'failed', reason, at });
    },

    /** Forgets some texts that an earlier reader left; false when none are left. */
    removeSomeOutdated: (limit: number) => removeOutdated.run(limit).changes === limit,
  };
}
