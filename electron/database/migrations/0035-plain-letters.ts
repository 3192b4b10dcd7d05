import type { Migration } from '../migration.ts';

/** As `foldLetters` of shared/search-text.ts wrote them when this was released. */
const letters = [
  ...[
    ['ø', 'o'],
    ['æ', 'ae'],
    ['œ', 'oe'],
    ['ß', 'ss'],
    ['ł', 'l'],
  ],
  ...[
    ['đ', 'd'],
    ['ð', 'd'],
    ['þ', 'th'],
    ['ħ', 'h'],
    ['ı', 'i'],
  ],
];
const plain = (column: string): string =>
  letters.reduce((sql, [letter, written]) => `replace(${sql}, '${letter ?? ''}', '${written ?? ''}')`, column);
const holding = (column: string): string => `${column} GLOB '*[${letters.map(([letter]) => letter).join('')}]*'`;
const own = ['number', 'cost_centre', 'po_number', 'other'];

/** What is searched by is folded further; the index holds what stood before, and is told of each text that changes. */
export const plainLetters: Migration = {
  version: 35,
  name: 'plain-letters',
  sql: /* sql */ `
    UPDATE invoice_texts SET ${own.map((column) => `${column} = ${plain(column)}`).join(', ')}
      WHERE ${own.map(holding).join(' OR ')};

    CREATE TABLE changing AS SELECT id FROM document_texts WHERE ${holding('text')};
    INSERT INTO invoice_search(invoice_search, rowid, number, cost_centre, po_number, other, document)
      SELECT 'delete', row, number, cost_centre, po_number, other, (SELECT text FROM document_texts WHERE id = document_id)
      FROM invoice_texts WHERE document_id IN (SELECT id FROM changing);
    UPDATE document_texts SET text = ${plain('text')} WHERE id IN (SELECT id FROM changing);
    INSERT INTO invoice_search(rowid, number, cost_centre, po_number, other, document)
      SELECT row, number, cost_centre, po_number, other, (SELECT text FROM document_texts WHERE id = document_id)
      FROM invoice_texts WHERE document_id IN (SELECT id FROM changing);
    DROP TABLE changing;
  `,
};
