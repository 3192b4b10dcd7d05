import { bankAccountsIn, taxIdsIn } from './seller-ids.ts';
import {
  buyerHeads,
  directDebit,
  legalForm,
  otherHeads,
  payeeLabels,
  readersOwn,
  sellerHeads,
  sellersOwn,
} from './seller-labels.ts';
import { type Cell, cellBelow, lineOf, type Row } from './rows.ts';

/** Who a page says that its invoice is from. What it does not say, or not clearly, is null. */
export interface PageSeller {
  readonly name: string | null;
  /** Of value added tax, without blanks. */
  readonly taxId: string | null;
  /** IBANs without blanks, from above. */
  readonly bankAccounts: readonly string[];
  /** Whose they are, as it stands there. */
  readonly payee: string | null;
}

export function sellerOn(rows: readonly Row[]): PageSeller {
  const buyers = new Set(headsOn(rows, buyerHeads).flatMap((head) => cellsOfBlock(rows, head)));
  const own = rows.map((row) => ({ ...row, cells: row.cells.filter((cell) => !buyers.has(cell)) }));
  const blocks = headsOn(own, sellerHeads).map((head) => blockUnder(rows, head));
  const inBlocks = blocks.flat().flatMap(({ row }) => taxIdsIn(lineOf(own[row] ?? noRow)));
  return {
    name: only(blocks.flatMap((block) => nameIn(rows, block) ?? [])) ?? senderLine(own) ?? withOwnFacts(own),
    taxId: inBlocks.length > 0 ? only(inBlocks) : only(idsOf(own)),
    bankAccounts: [...new Set(accountsOf(own))],
    payee: only(payeesOf(own)),
  };
}

const noRow: Row = { page: 0, baseline: 0, size: 0, cells: [] };

/** The one that all say, however they write it. */
function only(values: readonly string[]): string | null {
  const different = new Set(values.map((value) => value.toLowerCase()));
  return different.size === 1 ? (values[0] ?? null) : null;
}

/** A cell and where its row stands. */
interface At {
  readonly cell: Cell;
  readonly row: number;
}

const headsOn = (rows: readonly Row[], head: RegExp): At[] =>
  rows.flatMap(({ cells }, row) => cells.flatMap((cell) => (head.test(cell.text) ? [{ cell, row }] : [])));

/** Lines of an address hardly ever are more. */
const longestBlock = 9;
/** In sizes of letters: what stands farther below, or farther to the right, is something else. */
const blockGap = 4.5;
const indent = 2.5;

/** What stands under a head in its column, until the next head or a wide gap. */
function blockUnder(rows: readonly Row[], { cell: head, row: index }: At): At[] {
  const block: At[] = [];
  let from = rows[index] ?? noRow;
  for (let next = index + 1; next < rows.length && block.length < longestBlock; next += 1) {
    const row = rows[next];
    if (row?.page !== from.page || from.baseline - row.baseline > blockGap * Math.max(from.size, row.size)) break;
    const cell = row.cells.find(({ left }) => Math.abs(left - head.left) <= indent * row.size);
    if (!cell) continue;
    if (sellerHeads.test(cell.text) || buyerHeads.test(cell.text) || otherHeads.test(cell.text)) break;
    block.push({ cell, row: next });
    from = row;
  }
  return block;
}

/** Of a block with labels what stands beside them, too. */
const cellsOfBlock = (rows: readonly Row[], head: At): Cell[] => [
  ...(rows[head.row]?.cells.filter(({ left }) => left > head.cell.right) ?? []).slice(0, 1),
  ...blockUnder(rows, head).flatMap(({ cell, row }) => (isLabel(cell.text) ? (rows[row]?.cells ?? []) : [cell])),
];

const isLabel = (text: string): boolean =>
  /:/u.test(text) || /^(?:nummer|number|num[ée]ro|n[úu]mero|id|gln)$/iu.test(text);

const mayBeName = (text: string): boolean =>
  text.length >= 2 &&
  text.length <= 80 &&
  /^[\p{L}\d]/u.test(text) &&
  /\p{L}{2}/u.test(text) &&
  !/[:@]|https?/u.test(text);

const nameLabel = /^(?:name|firma|nom|naam|nome|nombre|raison\s+sociale|denominazione)\s*:?$/iu;

/** The first line that is no label, or what stands beside `Name:`. */
function nameIn(rows: readonly Row[], block: readonly At[]): string | null {
  const labelled = block.find(({ cell }) => nameLabel.test(cell.text));
  if (labelled) {
    const value = rows[labelled.row]?.cells.find(({ left }) => left > labelled.cell.right);
    if (!value) return null;
    // A name of several lines stands partly above its label.
    const lines = [
      ...linesBeside(rows, labelled.row, value, -1),
      value.text,
      ...linesBeside(rows, labelled.row, value, 1),
    ];
    return lines.join(' ');
  }
  const [first = '', second = ''] = block.flatMap(({ cell }) => (isLabel(cell.text) ? [] : [cell.text]));
  // What the company is in law may stand in the second line.
  const goesOn = !legalForm.test(first) && legalForm.test(second) && !/\d/u.test(second);
  const name = goesOn ? `${first} ${second}` : first;
  return mayBeName(name) && !/^\d/u.test(name) ? name : null;
}

/** What goes on right above or below a cell, in rows that hold nothing else. */
function linesBeside(rows: readonly Row[], index: number, cell: Cell, step: 1 | -1): string[] {
  const from = rows[index];
  const next = rows[index + step];
  const [single, ...others] = next?.cells ?? [];
  if (!from || next?.page !== from.page || !single || others.length > 0) return [];
  const isNear = Math.abs(from.baseline - next.baseline) <= 1.5 * from.size && Math.abs(single.left - cell.left) <= 4;
  if (!isNear) return [];
  const further = linesBeside(rows, index + step, single, step);
  return step === 1 ? [single.text, ...further] : [...further, single.text];
}

const city =
  /^(?:[A-Z]{1,3}[- ])?\d{4,5}\s+\p{Lu}|^\p{Lu}[\p{L}. -]+\s[A-Z]{1,2}\d[\dA-Z]?\s\d[A-Z]{2}$|^[A-Z]{2}\s\d{5}(?:-\d{4})?$/u;

/** Name and address in one line: the small one over the buyer's address, or the foot. A buyer's is never written so. */
function senderLine(rows: readonly Row[]): string | null {
  const names = rows.flatMap((row) => {
    const line = lineOf(row);
    if (line.length > 250) return [];
    const parts = line
      .split(/\s+[-–—•·●|*]\s+|\s*[·•●|]\s*|,\s+|\s{2,}/u)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    const [name = ''] = parts;
    const at = parts.findLastIndex((part) => city.test(part));
    // Between commas a person may be named in a sentence.
    const isSure = legalForm.test(name) || /[-–—•·●|]/u.test(line.slice(name.length, name.length + 4));
    const isName = at >= 2 && at <= 4 && isSure && mayBeName(name) && !/\d/u.test(name) && !readersOwn.test(line);
    return isName ? [name] : [];
  });
  return only(names);
}

/** A company's name on its own, with what only its owner has beside it: register, tax id, bank account. */
function withOwnFacts(rows: readonly Row[]): string | null {
  const named = rows.flatMap(({ cells }, index) =>
    cells.flatMap((cell) => {
      const text = cell.text.trim();
      const form = legalForm.exec(text);
      if (!form || form.index === 0 || form.index + form[0].length !== text.length || !mayBeName(text)) return [];
      // It keeps the seller's account.
      if (/bank|sparkasse|banque|banca|banco|caisse/iu.test(text)) return [];
      return [{ text, cell, index }];
    }),
  );
  return only(named.filter(({ cell, index }) => hasOwnFacts(rows, index, cell)).map(({ text }) => text));
}

function hasOwnFacts(rows: readonly Row[], index: number, cell: Cell): boolean {
  if (rows[index]?.cells.some(({ text }) => sellersOwn.test(text) && !readersOwn.test(text))) return true;
  let from = { cell, row: index };
  for (let line = 0; line < 6; line += 1) {
    const next = cellBelow(rows, from.row, from.cell);
    if (!next) return false;
    if (sellersOwn.test(next.cell.text) && !readersOwn.test(next.cell.text)) return true;
    from = next;
  }
  return false;
}

/** Those that are not called the reader's. */
const idsOf = (rows: readonly Row[]): string[] =>
  rows.flatMap((row) => (readersOwn.test(lineOf(row)) ? [] : taxIdsIn(lineOf(row))));

function accountsOf(rows: readonly Row[]): string[] {
  return rows.flatMap((row, index) => {
    const accounts = bankAccountsIn(lineOf(row));
    if (accounts.length === 0) return [];
    const around = rows.slice(Math.max(0, index - 2), index + 3).map(lineOf);
    const isReaders = readersOwn.test(lineOf(row)) || around.some((line) => directDebit.test(line));
    return isReaders ? [] : accounts;
  });
}

function payeesOf(rows: readonly Row[]): string[] {
  return rows.flatMap(({ cells }) =>
    cells.flatMap(({ text }, place) => {
      const next = cells[place + 1]?.text ?? '';
      const whole = /:$/u.test(text) || payeeLabels.test(`${text} `) ? `${text} ${next}` : text;
      const label = payeeLabels.exec(whole);
      const [name = ''] = label ? whole.slice(label[0].length).split(/\s{2,}|,\s|\s[-–|]\s/u) : [];
      const clean = name.replace(/^[\s:]+/u, '').trim();
      return mayBeName(clean) && clean.length >= 3 ? [clean] : [];
    }),
  );
}
