import {
  address,
  type Layout,
  footer,
  itemTable,
  letterhead,
  sumLine,
  sums,
  taxLabel,
  truthOf,
  withColon,
} from './layout-parts.ts';

/* Layouts on which the reader may be made better: made before and apart from it, from what invoices look like. */

/** A vendor of software: labels and values in two columns at the left, sums at the right, what is due at last. */
const software: Layout = (drawing) => {
  const { paper, invoice, words, random } = drawing;
  paper.text(50, 50, words.title[0], { size: 20, bold: true });
  paper.text(545, 54, invoice.seller.name, { size: 14, right: true });
  const facts = [
    [random.oneOf(words.number), invoice.number],
    [random.oneOf(words.date), invoice.day(invoice.issuedOn)],
    [random.oneOf(words.due), invoice.day(invoice.dueOn)],
  ] as const;
  for (const [index, [label, value]] of facts.entries()) {
    paper.text(50, 90 + index * 14, label, { bold: true });
    paper.text(170, 90 + index * 14, value);
  }
  letterhead(drawing, 50, 150);
  paper.text(300, 150, random.oneOf(words.buyer), { bold: true });
  address(drawing, 300, 164);
  paper.text(50, 225, `${invoice.money(invoice.total)} · ${words.due[0].toLowerCase()} ${invoice.day(invoice.dueOn)}`, {
    size: 14,
    bold: true,
  });
  const end = sums(drawing, itemTable(drawing, 260));
  sumLine(paper, end, random.oneOf(words.payable), invoice.money(invoice.total), { bold: true });
  footer(drawing);
  return truthOf(invoice, { amountDue: invoice.total });
};

/** A letter: address window at the left, facts at the right, a sentence with the day to pay by. */
const letter: Layout = (drawing) => {
  const { paper, invoice, words, random } = drawing;
  letterhead(drawing, 380, 40);
  paper.text(50, 120, `${invoice.seller.name} - ${invoice.seller.street} - ${invoice.seller.city}`, { size: 6 });
  address(drawing, 50, 135);
  const facts = [
    [words.customer[0], '10042'],
    [random.oneOf(words.order), 'PO-77120'],
    [random.oneOf(words.orderDate), invoice.day(invoice.orderedOn)],
    [random.oneOf(words.number), invoice.number],
    [random.oneOf(words.date), invoice.day(invoice.issuedOn)],
  ] as const;
  for (const [index, [label, value]] of facts.entries()) {
    paper.text(350, 135 + index * 13, withColon(label, invoice.language));
    paper.text(545, 135 + index * 13, value, { right: true });
  }
  paper.text(50, 250, words.title[0], { size: 14, bold: true });
  const end = sums(drawing, itemTable(drawing, 280));
  paper.text(50, end + 20, `${random.oneOf(words.due)} ${invoice.day(invoice.dueOn)}. ${random.oneOf(words.thanks)}`);
  footer(drawing);
  return truthOf(invoice);
};

/** Labels in a row, their values below, and the address of the buyer at the left of them. */
const labelRow: Layout = (drawing) => {
  const { paper, invoice, words, random } = drawing;
  letterhead(drawing, 50, 40);
  paper.text(50, 110, random.oneOf(words.title), { size: 16, bold: true });
  paper.text(50, 140, random.oneOf(words.buyer), { bold: true });
  address(drawing, 50, 154);
  const facts = [
    [random.oneOf(words.number), invoice.number],
    [random.oneOf(words.date), invoice.day(invoice.issuedOn)],
    [random.oneOf(words.due), invoice.day(invoice.dueOn)],
  ] as const;
  for (const [index, [label, value]] of facts.entries()) {
    paper.text(240 + index * 110, 166, label, { bold: true, size: 8 });
    paper.text(240 + index * 110, 178, value, { size: 8 });
  }
  sums(drawing, itemTable(drawing, 240));
  footer(drawing);
  return truthOf(invoice);
};

/** What programs make of an electronic invoice for people: number and day in one line, all sums in one list. */
const stylesheet: Layout = (drawing) => {
  const { paper, invoice, words, random } = drawing;
  const title = words.title[words.title.length - 1] ?? words.title[0];
  const from = { en: 'of', de: 'vom', fr: 'du', nl: 'van', it: 'del', es: 'de' }[invoice.language];
  const sign = { en: 'No.', de: 'Nr.', fr: 'n°', nl: 'nr.', it: 'n.', es: 'n.º' }[invoice.language];
  paper.text(50, 60, `${title} ${sign} ${invoice.number} ${from} ${invoice.day(invoice.issuedOn)}`, {
    size: 13,
    bold: true,
  });
  paper.text(50, 90, `${withColon(words.orderDate[0], invoice.language)} ${invoice.day(invoice.orderedOn)}`);
  letterhead(drawing, 50, 115);
  address(drawing, 300, 115);
  let at = itemTable(drawing, 200, { withRates: false }) + 10;
  const line = (label: string, value: string) => {
    paper.text(50, at, label);
    paper.text(300, at, value, { right: true });
    at += 13;
  };
  line(random.oneOf(words.net), invoice.amount(invoice.net));
  for (const each of invoice.rates)
    line(taxLabel(random.oneOf(words.tax), each.rate, invoice.language), invoice.amount(each.tax));
  line(random.oneOf(words.total), invoice.amount(invoice.total));
  line(random.oneOf(words.prepaid), invoice.amount(invoice.prepaid));
  line(random.oneOf(words.payable), invoice.amount(invoice.total - invoice.prepaid));
  line(random.oneOf(words.due), invoice.day(invoice.dueOn));
  line(random.oneOf(words.currencyWord), invoice.currency);
  return truthOf(invoice, { amountDue: invoice.total - invoice.prepaid });
};

/** A shop: orders beside invoices, taxes in a table of their own with net, tax and gross of each rate. */
const shop: Layout = (drawing) => {
  const { paper, invoice, words, random } = drawing;
  paper.text(50, 40, invoice.seller.name, { size: 18, bold: true });
  paper.text(545, 44, random.oneOf(words.title), { size: 14, right: true });
  const left = [
    [words.order[0], '302-7718203-99120'],
    [words.orderDate[0], invoice.day(invoice.orderedOn)],
  ] as const;
  const right = [
    [random.oneOf(words.number), invoice.number],
    [random.oneOf(words.date), invoice.day(invoice.issuedOn)],
  ] as const;
  for (const [index, [label, value]] of left.entries())
    paper.text(50, 90 + index * 13, `${withColon(label, invoice.language)} ${value}`);
  for (const [index, [label, value]] of right.entries())
    paper.text(330, 90 + index * 13, `${withColon(label, invoice.language)} ${value}`);
  address(drawing, 50, 135);
  let at = itemTable(drawing, 190);
  sumLine(paper, at, `${words.total[0]} (${invoice.currency})`, invoice.amount(invoice.total), { bold: true });
  at += 30;
  const columns = [words.taxWord[0], words.net[0], words.taxWord[0], words.total[0]];
  for (const [index, label] of columns.entries()) paper.text(290 + index * 85, at, label, { right: true, bold: true });
  for (const [index, each] of invoice.rates.entries()) {
    const cells = [
      `${String(each.rate)} %`,
      invoice.amount(each.net),
      invoice.amount(each.tax),
      invoice.amount(each.net + each.tax),
    ];
    for (const [column, cell] of cells.entries())
      paper.text(290 + column * 85, at + 14 + index * 13, cell, { right: true });
  }
  footer(drawing);
  return truthOf(invoice, { dueOn: null });
};

/** Paid by card when it was written: a receipt that is an invoice. */
const receipt: Layout = (drawing) => {
  const { paper, invoice, words, random } = drawing;
  paper.text(50, 50, words.receipt[0], { size: 18, bold: true });
  const facts = [
    [random.oneOf(words.number), invoice.number],
    [random.oneOf(words.date), invoice.day(invoice.issuedOn)],
    [random.oneOf(words.paidOn), invoice.day(invoice.issuedOn)],
  ] as const;
  for (const [index, [label, value]] of facts.entries()) {
    paper.text(50, 84 + index * 14, label);
    paper.text(160, 84 + index * 14, value);
  }
  letterhead(drawing, 50, 140);
  address(drawing, 300, 140);
  const end = sums(drawing, itemTable(drawing, 220));
  sumLine(paper, end, random.oneOf(words.payable), invoice.money(0), { bold: true });
  paper.text(50, end + 30, random.oneOf(words.paid), { size: 16, bold: true });
  paper.text(50, end + 52, random.oneOf(words.method));
  footer(drawing);
  return truthOf(invoice, { dueOn: null, paid: true, amountDue: 0 });
};

/** What is given back: every sum with a minus, and the invoice that it is about. */
const givenBack: Layout = (drawing) => {
  const { paper, invoice, words, random } = drawing;
  letterhead(drawing, 50, 40);
  paper.text(50, 105, random.oneOf(words.credit), { size: 16, bold: true });
  const facts = [
    [random.oneOf(words.number), invoice.number],
    [random.oneOf(words.date), invoice.day(invoice.issuedOn)],
    [random.oneOf(words.original), `OLD-${invoice.number.length.toString()}771`],
    [words.orderDate[0], invoice.day(invoice.orderedOn)],
  ] as const;
  for (const [index, [label, value]] of facts.entries()) {
    paper.text(50, 130 + index * 14, withColon(label, invoice.language));
    paper.text(200, 130 + index * 14, value);
  }
  address(drawing, 350, 130);
  const negative = (minor: number) => invoice.money(-minor);
  sums(drawing, itemTable(drawing, 220, { withRates: false }), negative);
  footer(drawing);
  return truthOf(invoice, { type: 'credit-note', dueOn: null });
};

/** All facts in lines of text, single blanks between them. */
const dense: Layout = (drawing) => {
  const { paper, invoice, words, random } = drawing;
  const said = (label: string, value: string) => `${withColon(label, invoice.language)} ${value}`;
  paper.text(50, 40, `${invoice.seller.name} | ${invoice.seller.street} | ${invoice.seller.city}`);
  paper.text(50, 70, random.oneOf(words.title), { bold: true, size: 12 });
  paper.text(
    50,
    90,
    `${said(random.oneOf(words.number), invoice.number)} ${said(random.oneOf(words.date), invoice.day(invoice.issuedOn))}`,
  );
  paper.text(
    50,
    103,
    `${said(random.oneOf(words.customer), 'K-9910')} ${said(random.oneOf(words.due), invoice.day(invoice.dueOn))}`,
  );
  address(drawing, 50, 125);
  let at = itemTable(drawing, 180) + 6;
  const line = (label: string, minor: number) => {
    paper.text(50, at, said(label, invoice.money(minor)));
    at += 13;
  };
  line(random.oneOf(words.net), invoice.net);
  for (const each of invoice.rates) line(taxLabel(random.oneOf(words.tax), each.rate, invoice.language), each.tax);
  line(random.oneOf(words.total), invoice.total);
  footer(drawing);
  return truthOf(invoice);
};

/** No tax is charged: net is what is to be paid. */
const untaxed: Layout = (drawing) => {
  const { paper, invoice, words, random } = drawing;
  letterhead(drawing, 300, 40);
  address(drawing, 50, 90);
  paper.text(50, 150, `${random.oneOf(words.title)} ${invoice.number}`, { size: 14, bold: true });
  paper.text(545, 152, `${withColon(random.oneOf(words.date), invoice.language)} ${invoice.day(invoice.issuedOn)}`, {
    right: true,
  });
  paper.text(
    50,
    175,
    `${withColon(random.oneOf(words.delivered), invoice.language)} ${invoice.day(invoice.orderedOn)}`,
  );
  const end = itemTable(drawing, 200);
  sumLine(paper, end, random.oneOf(words.total), invoice.money(invoice.net), { bold: true });
  paper.text(50, end + 24, random.oneOf(words.exempt));
  footer(drawing);
  return truthOf(invoice, { dueOn: null, total: invoice.net, tax: null });
};

/** Half of it was paid before: total, deposit and rest are told apart. */
const deposit: Layout = (drawing) => {
  const { paper, invoice, words, random } = drawing;
  letterhead(drawing, 50, 40);
  address(drawing, 50, 110);
  for (const [index, [label, value]] of (
    [
      [random.oneOf(words.number), invoice.number],
      [random.oneOf(words.date), invoice.day(invoice.issuedOn)],
      [random.oneOf(words.due), invoice.day(invoice.dueOn)],
    ] as const
  ).entries()) {
    paper.text(340, 110 + index * 13, label);
    paper.text(450, 110 + index * 13, value);
  }
  paper.text(50, 180, random.oneOf(words.title), { size: 15, bold: true });
  const end = sums(drawing, itemTable(drawing, 210));
  sumLine(paper, end, random.oneOf(words.prepaid), invoice.money(-invoice.prepaid));
  sumLine(paper, end + 14, random.oneOf(words.payable), invoice.money(invoice.total - invoice.prepaid), { bold: true });
  footer(drawing);
  return truthOf(invoice, { amountDue: invoice.total - invoice.prepaid });
};

export const openLayouts: Readonly<Record<string, Layout>> = {
  software,
  letter,
  'label row': labelRow,
  stylesheet,
  shop,
  receipt,
  'given back': givenBack,
  dense,
  untaxed,
  deposit,
};
