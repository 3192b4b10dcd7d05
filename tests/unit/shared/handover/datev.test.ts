import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Booking } from '#shared/handover/booking.ts';
import { reversed } from '#shared/handover/booking.ts';
import { bookingsOf } from '#shared/handover/bookings.ts';
import { datevHeader, datevHeadings, datevIssues, datevNotes, datevRow } from '#shared/handover/datev.ts';
import { money } from '#shared/money.ts';
import { datevBytes } from '../../../../electron/handover/encode.ts';
import { aBookable, aDatevProfile, noAnswers } from '../../../support/handover/bookable-invoices.ts';
import { headerFields, rowFields } from '../../../support/handover/extf-rules.ts';
import { fieldsOf, validateExtf } from '../../../support/handover/validate-extf.ts';

const profile = aDatevProfile();
const name = 'EXTF_Buchungsstapel_2026-11.csv';

function bookings(
  changes: Parameters<typeof aBookable>[0] = {},
  rate: string | null = null,
  with_ = profile,
): Booking[] {
  const made = bookingsOf(aBookable(changes), with_, { ...noAnswers, rate: () => rate });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
}

function fileOf(
  rows: readonly Booking[],
  changes: Partial<NonNullable<typeof profile.datev>> = {},
  month = '2026-11' as const,
): Buffer {
  if (!profile.datev) throw new Error('no settings');
  const header = datevHeader({
    datev: { ...profile.datev, ...changes },
    month,
    baseCurrency: 'EUR',
    writtenAt: '20261130101112345',
  });
  return datevBytes([header, datevHeadings, ...rows.map((row) => datevRow(row, 'refuse'))]);
}

const linesOf = (bytes: Buffer): string[] => new TextDecoder('windows-1252').decode(bytes).trimEnd().split('\r\n');
const fieldOf = (bytes: Buffer, field: string, row = 0): string =>
  fieldsOf(linesOf(bytes)[2 + row] ?? '')[rowFields.findIndex(([each]) => each === field)] ?? '';

describe('a posting batch', () => {
  it('is what the format describes', () => {
    expect(validateExtf(name, fileOf(bookings()))).toEqual([]);
  });

  it('has a row for an invoice and rate: gross, debit of the expense, the key, the receipt’s day and the link', () => {
    const file = fileOf(bookings());
    expect(linesOf(file)[0]).toBe(
      '"EXTF";700;21;"Buchungsstapel";13;20261130101112345;;"";"";"";29098;55003;20260101;4;20261101;20261130;"Billfold 2026-11";"";1;0;0;"EUR";;"";;;"03";;;"";"Billfold"',
    );
    expect(linesOf(file)[2]).toMatch(
      /^119,00;"S";"EUR";;;"";4964;70001;"9";0511;"A-1";"";;"Acme Pro plan";;"";;;;"BEDI ""6f7a3b0e-2c5d-5f8a-9b1e-7d3c5a906214""";/,
    );
    expect(fieldOf(file, 'Fälligkeit')).toBe('19112026');
    expect(fieldOf(file, 'Festschreibung')).toBe('0');
  });

  it('books a credit note on the other side, and reverses with the key of a general reversal on the other side again', () => {
    const note = fileOf(bookings({ type: 'credit-note' }));
    expect([fieldOf(note, 'Umsatz (ohne Soll/Haben-Kz)'), fieldOf(note, 'Soll/Haben-Kennzeichen')]).toEqual([
      '119,00',
      '"H"',
    ]);
    const back = fileOf(reversed(bookings()));
    expect([fieldOf(back, 'Soll/Haben-Kennzeichen'), fieldOf(back, 'Generalumkehr (GU)')]).toEqual(['"H"', '"1"']);
    expect(validateExtf(name, back)).toEqual([]);
  });

  it('has the rate of a foreign invoice and the amount in its own currency', () => {
    const dollars = bookings(
      { total: money(11900, 'USD'), taxes: [] },
      '1.0842',
      aDatevProfile({ taxKeys: [...profile.taxKeys, { accountId: null, kind: 'none-stated', rate: null, key: '94' }] }),
    );
    const file = fileOf(dollars);
    expect(linesOf(file)[2]).toMatch(/^119,00;"S";"USD";1,0842;109,76;"EUR";/);
    expect(validateExtf(name, file)).toEqual([]);
  });

  it('books below a rate of 1, which the field does not take, in its own currency and says so', () => {
    const pounds = bookings(
      { total: money(10000, 'GBP'), taxes: [] },
      '0.85',
      aDatevProfile({ taxKeys: [{ accountId: null, kind: 'none-stated', rate: null, key: '' }] }),
    );
    const file = fileOf(pounds);
    expect(linesOf(file)[2]).toMatch(/^117,65;"S";"EUR";;;"";/);
    expect(fieldOf(file, 'Beleginfo - Inhalt 1')).toBe('"100,00 GBP, Kurs 0,85"');
    expect(pounds.flatMap((row) => datevNotes(row, 'refuse'))).toContainEqual({
      code: 'booked-in-base',
      currency: 'GBP',
    });
    expect(validateExtf(name, file)).toEqual([]);
  });

  it('begins the fiscal year where the month lies', () => {
    const begin = (month: '2026-06' | '2026-07') =>
      fieldsOf(linesOf(fileOf(bookings(), { fiscalYearStart: '07-01' }, month as never))[0] ?? '')[12];
    expect([begin('2026-06'), begin('2026-07')]).toEqual(['20250701', '20260701']);
  });

  it('writes a number in the signs of its field, and refuses one that is too long unless its end will do', () => {
    const odd = bookings({ number: 'Rg. 2026_ä/17' });
    expect(fieldOf(fileOf(odd), 'Belegfeld 1')).toBe('"Rg-2026-a/17"');
    expect(datevNotes(odd[0] as Booking, 'refuse')).toContainEqual({
      code: 'number-rewritten',
      from: 'Rg. 2026_ä/17',
      to: 'Rg-2026-a/17',
    });
    const [long] = bookings({ number: `X-${'1234567890'.repeat(4)}` });
    expect(datevIssues(long as Booking, 'refuse')).toEqual([
      { code: 'number-too-long', number: `X-${'1234567890'.repeat(4)}`, most: 36 },
    ]);
    expect(datevIssues(long as Booking, 'keep-end')).toEqual([]);
    expect(datevRow(long as Booking, 'keep-end')[10]).toBe(`567890${'1234567890'.repeat(3)}`);
  });

  it('says of an amount that the field does not hold it', () => {
    const rate = '1';
    const [third] = bookings(
      { total: money(10001, 'KWD'), taxes: [] },
      rate,
      aDatevProfile({ taxKeys: [{ accountId: null, kind: 'none-stated', rate: null, key: '' }] }),
    );
    expect(datevIssues(third as Booking, 'refuse')).toMatchObject([{ code: 'amount-not-writable' }]);
    const [large] = bookings(
      { total: money(1_000_000_000_000, 'EUR'), taxes: [] },
      null,
      aDatevProfile({ taxKeys: [{ accountId: null, kind: 'none-stated', rate: null, key: '' }] }),
    );
    expect(datevIssues(large as Booking, 'refuse')).toMatchObject([{ code: 'amount-not-writable' }]);
  });

  it('stays what the format describes whatever texts, numbers and amounts are in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.string({ unit: 'grapheme' }),
        fc.option(fc.string()),
        fc.integer({ min: 1, max: 1_000_000_000 }),
        (number, description, costCentre, total) => {
          const with_ = aDatevProfile({ taxKeys: [{ accountId: null, kind: 'none-stated', rate: null, key: '' }] });
          const made = bookingsOf(
            aBookable({
              number,
              costCentre,
              taxes: [],
              total: money(total, 'EUR'),
              lines: [{ description, net: money(total, 'EUR'), taxes: [] }],
            }),
            with_,
            noAnswers,
          );
          if (!made.ok || made.value.some((row) => datevIssues(row, 'refuse').length > 0)) return;
          expect(validateExtf(name, fileOf(made.value))).toEqual([]);
        },
      ),
    );
  });
});

describe('the validator of these tests', () => {
  /** As the format's page prints it. */
  const sample =
    '"EXTF";700;21;"Buchungsstapel";13;20240130140440439;;"RE";"";"";29098;55003;20240101;4;20240101;20240831;"Buchungsstapel";"WD";1;0;0;"EUR";;"";;;"03";;;"";""';

  it('takes the header that the format’s page prints', () => {
    const [, headings = '', row = ''] = linesOf(fileOf(bookings()));
    const file = Buffer.from(new TextEncoder().encode(''));
    expect(file).toHaveLength(0);
    expect(validateExtf(name, latin([sample, headings, row].join('\r\n') + '\r\n'))).toEqual([]);
  });

  const latin = (text: string) => Buffer.from(text, 'latin1');
  const [header = '', headings = '', row = ''] = linesOf(fileOf(bookings()));
  const withField = (line: string, index: number, value: string) => fieldsOf(line).with(index, value).join(';');
  const made = (parts: Partial<{ header: string; headings: string; row: string; end: string; file: string }>) =>
    validateExtf(
      parts.file ?? name,
      latin(
        [parts.header ?? header, parts.headings ?? headings, parts.row ?? row].join('\r\n') + (parts.end ?? '\r\n'),
      ),
    );

  /** Three values that each of these fields does not take. */
  const headerFaults: Readonly<Record<string, readonly [string, string, string]>> = {
    Kennzeichen: ['EXTF', '"extf"', '""'],
    Versionsnummer: ['510', '"700"', ''],
    Formatkategorie: ['16', '"21"', ''],
    Formatname: ['Buchungsstapel', '"Debitoren/Kreditoren"', '""'],
    Formatversion: ['12', '"13"', ''],
    'Erzeugt am': ['20261130', '"20261130101112345"', '20261330101112345'],
    Beraternummer: ['100', '12345678', ''],
    Mandantennummer: ['123456', '"1"', ''],
    'WJ-Beginn': ['2026-01-01', '20271201', ''],
    Sachkontenlänge: ['3', '9', ''],
    'Datum von': ['20261301', '01112026', ''],
    'Datum bis': ['20261001', '30112026', ''],
    Bezeichnung: ['Billfold', '"Ümlaut"', `"${'x'.repeat(31)}"`],
    Diktatkürzel: ['"w"', '"WDX"', 'WD'],
    Festschreibung: ['', '2', '"0"'],
    WKZ: ['EUR', '"eur"', '""'],
    Derivatskennzeichen: ['', '"KP"', '0'],
    Sachkontenrahmen: ['03', '"3"', '"SKR03"'],
  };
  it.each(Object.entries(headerFaults))('finds three faults in the header’s %s', (field, faults) => {
    const index = headerFields.findIndex(([each]) => each === field);
    for (const fault of faults) expect(made({ header: withField(header, index, fault) }), fault).not.toEqual([]);
  });

  const rowFaults: Readonly<Record<string, readonly [string, string, string]>> = {
    'Umsatz (ohne Soll/Haben-Kz)': ['-119,00', '119.00', '0,00'],
    'Soll/Haben-Kennzeichen': ['S', '"X"', '""'],
    'WKZ Umsatz': ['EUR', '"eur"', '"EURO"'],
    Kurs: ['0,85', '1.08', '1,0842'],
    Konto: ['"4964"', '0000', '49640'],
    'Gegenkonto (ohne BU-Schlüssel)': ['', '7000001', '70 001'],
    'BU-Schlüssel': ['9', '"99999"', '"VSt"'],
    Belegdatum: ['511', '3211', '0512'],
    'Belegfeld 1': ['"A 1"', '"A.1"', `"${'1'.repeat(37)}"`],
    Buchungstext: ['Acme', '"a"b"', `"${'x'.repeat(61)}"`],
    Beleglink: [
      'BEDI',
      '"BEDI 6f7a3b0e-2c5d-5f8a-9b1e-7d3c5a906214"',
      '"XXXX ""6f7a3b0e-2c5d-5f8a-9b1e-7d3c5a906214"""',
    ],
    'KOST1 - Kostenstelle': ['IT', '"R&D"', `"${'x'.repeat(37)}"`],
    Festschreibung: ['', '"0"', '2'],
    Leistungsdatum: ['0511', '2026-11-05', '05112026'],
    Fälligkeit: ['1911', '32112026', '"19112026"'],
    'Generalumkehr (GU)': ['1', '"2"', '"GU"'],
    'Abw. Skontokonto': ['"1"', '1234567890', 'x'],
  };
  it.each(Object.entries(rowFaults))('finds three faults in a row’s %s', (field, faults) => {
    const index = rowFields.findIndex(([each]) => each === field);
    for (const fault of faults) expect(made({ row: withField(row, index, fault) }), fault).not.toEqual([]);
  });

  it('finds a wrong count of fields, wrong headings, line ends, encodings and names', () => {
    for (const wrong of [`${header};`, header.replace(';"Billfold"', ''), ''])
      expect(made({ header: wrong })).not.toEqual([]);
    for (const wrong of [`${headings};X`, headings.replace('Konto', 'Account'), headings.replace(/;[^;]*$/, '')])
      expect(made({ headings: wrong })).not.toEqual([]);
    for (const wrong of [`${row};`, row.replace(/;$/, ''), '']) expect(made({ row: wrong })).not.toEqual([]);
    for (const end of ['', '\n', '\r']) expect(made({ end }), JSON.stringify(end)).not.toEqual([]);
    const utf8 = (mark: string) => Buffer.from(`${mark}${[header, headings, row].join('\r\n')}\r\n`);
    for (const bytes of [
      utf8(''),
      utf8('\ufeff'),
      Buffer.concat([latin(`${header}\r\n${headings}\r\n${row}`), Buffer.from([0x81, 13, 10])]),
    ])
      expect(validateExtf(name, bytes)).not.toEqual([]);
    for (const file of ['Buchungsstapel.csv', 'EXTF_x.txt', 'extf_x.csv']) expect(made({ file })).not.toEqual([]);
  });
});
