import { writeCii, writeZugferd1 } from './cii-writer.ts';
import { type Seeded, seeded } from './seeded.ts';
import type { StatedFacts, Writing } from './stated-facts.ts';
import { writeUbl } from './ubl-writer.ts';

const encodings = ['utf-8', 'utf-8 with a mark', 'utf-16le', 'utf-16be', 'iso-8859-1', 'windows-1252'] as const;

export interface MadeXml {
  readonly name: string;
  readonly bytes: Buffer;
  readonly facts: StatedFacts;
}

const writers = {
  CII: writeCii,
  'UBL invoice': writeUbl,
  'UBL credit note': writeUbl,
  'ZUGFeRD 1': writeZugferd1,
} as const;
const turns = 18;

/** Electronic invoices of each syntax, encoding and kind of sum; the same ones each time. */
export function madeEInvoices(): MadeXml[] {
  return Object.entries(writers).flatMap(([syntax, write], writer) =>
    Array.from({ length: turns }, (_, turn): MadeXml => {
      const random = seeded(5_000 + writer * 100 + turn);
      const { facts, writing } = invoiceOf(random, syntax, turn);
      const encoding = encodings[turn % encodings.length] ?? 'utf-8';
      return {
        name: `${syntax} ${String(turn + 1)}, ${encoding}`,
        bytes: encoded(write({ ...facts, ...writing }), encoding),
        facts,
      };
    }),
  );
}

function invoiceOf(random: Seeded, syntax: string, turn: number): { facts: StatedFacts; writing: Writing } {
  const isOld = syntax === 'ZUGFeRD 1';
  const decimals = 2;
  const said = (minor: number): string => (minor / 10 ** decimals).toFixed(decimals);
  const own = random.oneOf([['19.00'], ['19', '7'], ['20.00', '10.00', '5.50'], ['21']]);
  const items = Array.from({ length: random.between(own.length, 7) }, (_, index) => ({
    text: random.oneOf(['Größe & Maß <XL>', 'Hébergement', 'Wartung "Plus"', 'Seats']),
    minor: random.between(100, 900_000),
    rate: own[index % own.length] ?? '19',
  }));
  const lineSum = items.reduce((sum, { minor }) => sum + minor, 0);
  const allowances = turn % 3 === 1 ? random.between(1, 90) : null;
  const charges = turn % 4 === 2 ? random.between(1, 2_000) : null;
  const rates = own.map((rate, index) => {
    const base =
      items.filter((item) => item.rate === rate).reduce((sum, { minor }) => sum + minor, 0) +
      (index === 0 ? (charges ?? 0) - (allowances ?? 0) : 0);
    return { rate, base, tax: Math.round((base * Number(rate)) / 100) };
  });
  const net = rates.reduce((sum, { base }) => sum + base, 0);
  const tax = rates.reduce((sum, each) => sum + each.tax, 0);
  const total = net + tax;
  const prepaid = [null, Math.round(total / 3), total, total + 5_000, null][turn % 5] ?? null;
  const rounding = turn % 6 === 4 && !isOld ? random.between(-49, 49) : null;
  const month = String(random.between(1, 12)).padStart(2, '0');
  const isCredit = syntax === 'UBL credit note' || turn % 7 === 6;
  const currency = turn % 8 === 3 ? 'CHF' : 'EUR';
  const facts: StatedFacts = {
    number: random.oneOf([
      `RE-2026/${String(turn)}0815`,
      `Nr. 4711-${String(turn)}`,
      `F${String(random.between(1e6, 9e6))}`,
    ]),
    issued: `2026-${month}-17`,
    due: turn % 5 === 4 || syntax === 'UBL credit note' ? null : `2026-${month}-28`,
    currency,
    seller: random.oneOf(['Müller & Söhne GmbH', "Société Générale d'Eau", 'Ægir "Nord" A/S']),
    buyer: 'Straße & Co. KG',
    type: isCredit ? 'credit-note' : 'invoice',
    period: turn % 4 === 0 ? [`2026-${month}-01`, `2026-${month}-15`] : null,
    lines: items.length,
    taxes: rates.length,
    lineSum: said(lineSum),
    allowances: allowances === null ? null : said(allowances),
    charges: charges === null ? null : said(charges),
    ...{ net: said(net), tax: said(tax), total: said(total) },
    prepaid: prepaid === null ? null : said(prepaid),
    rounding: rounding === null ? null : said(rounding),
    payable: said(total - (prepaid ?? 0) + (rounding ?? 0)),
  };
  const writing: Writing = {
    profile: random.oneOf([
      'urn:cen.eu:en16931:2017',
      'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0',
    ]),
    items: items.map(({ text, minor, rate }) => ({
      text,
      rate,
      net: turn % 9 === 5 ? `${said(minor)}00` : said(minor),
    })),
    rates: rates.map((each) => ({ rate: each.rate, base: said(each.base), tax: said(each.tax) })),
    prefixes: turn % 2 === 0,
    taxInOwnCurrency: turn % 8 === 3 ? said(Math.round(tax * 1.07)) : null,
    attachment:
      turn % 6 === 1 && !isOld
        ? { name: 'terms.pdf', content: Buffer.from('%PDF-1.4 terms').toString('base64') }
        : null,
  };
  return { facts, writing };
}

function encoded(xml: string, encoding: (typeof encodings)[number]): Buffer {
  const named = (name: string) => `<?xml version="1.0" encoding="${name}"?>\n${xml}`;
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(named('UTF-8'));
    case 'utf-8 with a mark':
      return Buffer.from(`\ufeff${xml}`);
    case 'utf-16le':
      return Buffer.from(`\ufeff${named('UTF-16')}`, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`\ufeff${named('UTF-16')}`, 'utf16le').swap16();
    // Nothing in the texts lies where the two differ.
    case 'iso-8859-1':
      return Buffer.from(named('ISO-8859-1'), 'latin1');
    case 'windows-1252':
      return Buffer.from(named('windows-1252'), 'latin1');
  }
}
