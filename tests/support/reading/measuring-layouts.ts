import {
  address,
  type Layout,
  footer,
  itemTable,
  letterhead,
  sumLine,
  sums,
  truthOf,
  withColon,
} from './layout-parts.ts';

/* Layouts that only measure the reader: what is wrong on them is counted and never looked at. */

/** A box at the right whose values stand right under their labels; a row between has the buyer's city. */
const boxes: Layout = (drawing) => {
  const { paper, invoice, words, random } = drawing;
  letterhead(drawing, 50, 40);
  const facts = [
    [random.oneOf(words.customer), '8812-7'],
    [random.oneOf(words.number), invoice.number],
    [random.oneOf(words.date), invoice.day(invoice.issuedOn)],
  ] as const;
  for (const [index, [label, value]] of facts.entries()) {
    paper.text(545, 110 + index * 26, label, { right: true, size: 8 });
    paper.text(545, 121 + index * 26, value, { right: true });
  }
  address(drawing, 50, 121);
  paper.text(50, 210, random.oneOf(words.title), { size: 16, bold: true });
  const end = itemTable(drawing, 240, { currencyInHead: true });
  const after = sums(drawing, end, invoice.amount);
  paper.text(50, after + 16, `${withColon(random.oneOf(words.currencyWord), invoice.language)} ${invoice.currency}`);
  footer(drawing);
  return truthOf(invoice, { dueOn: null });
};

/** A month of telephone: what was open before, what was paid, what is new. */
const telephone: Layout = (drawing) => {
  const { paper, invoice, words, random } = drawing;
  letterhead(drawing, 50, 40);
  address(drawing, 50, 120);
  const facts = [
    [random.oneOf(words.customer), '700412'],
    [random.oneOf(words.number), invoice.number],
    [random.oneOf(words.date), invoice.day(invoice.issuedOn)],
    [random.oneOf(words.period), `${invoice.day(invoice.periodFrom)} - ${invoice.day(invoice.issuedOn)}`],
  ] as const;
  for (const [index, [label, value]] of facts.entries())
    paper.text(330, 120 + index * 13, `${withColon(label, invoice.language)} ${value}`);
  paper.text(50, 200, random.oneOf(words.title), { size: 15, bold: true });
  sumLine(paper, 225, random.oneOf(words.previous), invoice.money(invoice.total + 12_345), { left: 50 });
  sumLine(paper, 239, words.method[1] ?? words.method[0], invoice.money(-(invoice.total + 12_345)), { left: 50 });
  const end = sums(drawing, itemTable(drawing, 265), invoice.money, { left: 50 });
  paper.text(50, end + 20, `${withColon(random.oneOf(words.due), invoice.language)} ${invoice.day(invoice.dueOn)}`);
  footer(drawing);
  return truthOf(invoice);
};

/** A cloud: the sum in the head, dots between label and value, days of the month that is billed. */
const cloud: Layout = (drawing) => {
  const { paper, invoice, words, random } = drawing;
  paper.text(50, 40, invoice.seller.name, { size: 16, bold: true });
  paper.text(330, 40, random.oneOf(words.title), { size: 16 });
  const number = random.oneOf(words.number);
  paper.text(330, 62, `${withColon(number, invoice.language)} ${invoice.number}`);
  address(drawing, 50, 90);
  const facts = [
    [number, invoice.number],
    [random.oneOf(words.date), invoice.day(invoice.issuedOn)],
    [random.oneOf(words.customer), '5530-1121-7'],
  ] as const;
  for (const [index, [label, value]] of facts.entries()) {
    const top = 160 + index * 16;
    paper.text(50, top, '.'.repeat(90));
    paper.text(50, top, label);
    paper.text(300, top, value, { right: true });
  }
  paper.text(330, 130, random.oneOf(words.payable), { bold: true });
  paper.text(330, 146, invoice.money(invoice.total), { size: 18 });
  paper.text(330, 176, `${withColon(random.oneOf(words.due), invoice.language)} ${invoice.day(invoice.dueOn)}`);
  paper.text(50, 225, `${invoice.day(invoice.periodFrom)} - ${invoice.day(invoice.issuedOn)}`, { bold: true });
  sums(drawing, itemTable(drawing, 250, { withRates: false }));
  footer(drawing);
  return truthOf(invoice, { amountDue: invoice.total });
};

/** Sums go on to a second page, with what is carried over at the foot of the first. */
const twoPages: Layout = (drawing) => {
  const { paper, invoice, words, random } = drawing;
  letterhead(drawing, 50, 40);
  paper.text(340, 60, `${withColon(random.oneOf(words.number), invoice.language)} ${invoice.number}`);
  paper.text(340, 73, `${withColon(random.oneOf(words.date), invoice.language)} ${invoice.day(invoice.issuedOn)}`);
  address(drawing, 50, 110);
  paper.text(50, 170, random.oneOf(words.title), { size: 15, bold: true });
  const end = itemTable(drawing, 200);
  const carried = {
    en: 'Carried over',
    de: 'Übertrag',
    fr: 'À reporter',
    nl: 'Transport',
    it: 'A riportare',
    es: 'Suma y sigue',
  }[invoice.language];
  sumLine(paper, end, carried, invoice.amount(invoice.items[0]?.net ?? 0));
  paper.nextPage();
  paper.text(50, 50, invoice.seller.name);
  sums(drawing, 90);
  footer(drawing);
  return truthOf(invoice, { dueOn: null });
};

export const measuringLayouts: Readonly<Record<string, Layout>> = { boxes, telephone, cloud, 'two pages': twoPages };
