import { foldLetters } from '#shared/search-text.ts';
import type { Database } from '../database/open.ts';

interface Words {
  number: string | null;
  cost_centre: string | null;
  po_number: string | null;
  customer_name: string | null;
  id: string;
  tags: string | null;
  note: string | null;
  lines: string | null;
}

/** Raised when the texts are put together in another way: those of before are renewed in the background. */
const version = 1;

/** Keeps what search looks at in step with the invoices; the full-text index follows by triggers. */
export type InvoiceTexts = ReturnType<typeof createInvoiceTexts>;

export function createInvoiceTexts(db: Database) {
  const words = db.prepare<[number], Words>(
    `SELECT number, cost_centre, po_number, customer_name, id, tags, note,
       (SELECT group_concat(description, char(10)) FROM invoice_lines WHERE invoice = invoices.row) AS lines
     FROM invoices WHERE row = ?`,
  );
  const write = db.prepare(
    `INSERT INTO invoice_texts (row, version, number, cost_centre, po_number, other, document_id)
     VALUES (@row, ${version}, @number, @cost_centre, @po_number, @other,
       (SELECT document_id FROM invoice_facts WHERE row = @row))
     ON CONFLICT DO UPDATE SET version = excluded.version, number = excluded.number,
       cost_centre = excluded.cost_centre, po_number = excluded.po_number, other = excluded.other`,
  );
  const stale = db.prepare<[number], number>('SELECT row FROM invoice_texts WHERE version = 0 LIMIT ?').pluck();

  function renew(row: number): void {
    const found = words.get(row);
    if (!found) return;
    const { number, cost_centre, po_number, customer_name, id, tags, note, lines } = found;
    write.run({
      row,
      number: foldLetters(number ?? ''),
      cost_centre: foldLetters(cost_centre ?? ''),
      po_number: foldLetters(po_number ?? ''),
      other: [customer_name, id, tags, note, ...new Set(lines?.split('\n'))]
        .map((text) => foldLetters(text ?? ''))
        .join('\n'),
    });
  }

  return {
    /** To be called in the transaction that changes the invoice, its lines or what people added to it. */
    renew,

    /** Renews some of those that an earlier version, or a change to their account, left behind; false when none are left. */
    renewSome: db.transaction((limit: number): boolean => {
      const rows = stale.all(limit);
      for (const row of rows) renew(row);
      return rows.length === limit;
    }).immediate,
  };
}
