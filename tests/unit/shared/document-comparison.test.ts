import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareDate,
  compareNumber,
  compareTotal,
  dateInOtherMonth,
  otherAmountDue,
  otherCurrency,
  otherSeller,
  otherTax,
} from '#shared/document-comparison.ts';
import { labelledFacts } from '#shared/import/read-page.ts';
import { unknown } from '#shared/invoice-money.ts';
import { formatMoney, money } from '#shared/money.ts';
import { fold } from '#shared/search-text.ts';
import type { Instant } from '#shared/time.ts';
import { rowsOfLines } from '../../support/reading/rows-of-lines.ts';

const total = (text: string, amount: number, currency: string) =>
  compareTotal(labelledFacts(rowsOfLines(text.split('\n'))), money(amount, currency));
const number = (text: string, wanted: string, isWhole = true) =>
  compareNumber(labelledFacts(rowsOfLines(text.split('\n'))), wanted, { text: fold(text), isWhole });
const date = (text: string, issuedAt: Instant) =>
  compareDate(labelledFacts(rowsOfLines(text.split('\n'))), issuedAt, 'UTC');

describe('the total of a document', () => {
  it('is the same however it is written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999_999 }),
        fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'INR', 'CHF'),
        fc.constantFrom('en-US', 'de-DE', 'fr-FR', 'de-CH', 'en-IN'),
        (amount, currency, locale) => {
          const written = formatMoney(money(amount, currency), locale, 'code');
          expect(total(`Total ${written}`, amount, currency), written).toBe('same');
          expect(total(`Total ${written}`, amount + 1, currency), written).toBe('other');
        },
      ),
    );
  });

  it.each([
    // A unit count, a year or a part of the sum is no total.
    ['Total $226.00 for 100 units', 10_000, 'USD', 'other'],
    ['Bandwidth 20 GB\nTotal $49.00', 2000, 'USD', 'other'],
    ['Issued in 2026\nTotal $49.00', 202_600, 'USD', 'other'],
    ['Subtotal 100.00\nTotal 119.00 EUR', 10_000, 'EUR', 'other'],
    ['Subtotal 100.00\nTotal 119.00 EUR', 11_900, 'EUR', 'same'],
    ['Total\n49,00 USD', 4900, 'USD', 'same'],
    ['Gesamtbetrag 1.234,50 €', 123_450, 'EUR', 'same'],
    ['Credit total −1.234,50 EUR', -123_450, 'EUR', 'same'],
    // In its currency.
    ['Total 49.00 EUR', 4900, 'USD', 'other'],
    ['Total $49.00', 4900, 'CAD', 'same'],
    ['Total $49.00', 4900, 'EUR', 'other'],
    ['Total 49.00', 4900, 'SEK', 'same'],
    ['Total $49.00 (45.00 EUR)', 4900, 'USD', 'same'],
    // Indian grouping, and zeros that say nothing.
    ['Total ₹1,23,456.78', 12_345_678, 'INR', 'same'],
    ['Total INR 12,34,56,789.00', 1_234_567_890_0, 'INR', 'same'],
    ['Total ¥12,000.00', 12_000, 'JPY', 'same'],
    ['Total KWD 24.69', 24_690, 'KWD', 'same'],
    ['Total KWD 24.69', 24_069, 'KWD', 'other'],
    ['Total KWD 1,024.690', 1_024_690, 'KWD', 'same'],
    ['Total 24.6 USD', 2460, 'USD', 'other'],
    // What is due may be less: it counts where no total is named.
    ['Total 100.00 EUR\nAmount due 40.00 EUR', 10_000, 'EUR', 'same'],
    ['Amount due $94.00', 4900, 'USD', 'other'],
    ['Thank you for 49.00 USD', 4900, 'USD', 'unknown'],
    ['', 4900, 'USD', 'unknown'],
  ] as const)('%j against %i %s: %s', (text, amount, currency, expected) => {
    expect(total(text, amount, currency)).toBe(expected);
  });
});

describe('the number of a document', () => {
  it.each([
    ['Invoice number ACME-0017', 'ACME-0017', 'same'],
    ['Invoice number ACME-0017', 'ACME-0018', 'other'],
    ['ACME - 0017 of today', 'acme-0017', 'same'],
    ['ACME-00171', 'ACME-0017', 'other'],
    ['120250017', '20250017', 'other'],
    // Short ones stand in any text: only beside a label they say something.
    ['Invoice no. 17', '17', 'same'],
    ['Invoice no. 18 of 17 May', '17', 'other'],
    ['17 May', '17', 'unknown'],
    ['', 'ACME-0017', 'unknown'],
  ] as const)('%j against %s: %s', (text, wanted, expected) => {
    expect(number(text, wanted)).toBe(expected);
  });

  it('is not known to be missing in a text that was cut off', () => {
    expect(number('a long text', 'ACME-0017', false)).toBe('unknown');
  });
});

describe('the date of issue of a document', () => {
  it.each([
    ['Date of issue: November 1, 2026', '2026-11-01T00:00:00.000Z', 'same'],
    ['Rechnungsdatum 01.11.2026', '2026-11-01T12:00:00.000Z', 'same'],
    // Another clock.
    ['Invoice date 2026-06-01', '2026-05-31T23:30:00.000Z', 'same'],
    ['Invoice date 2026-06-02', '2026-05-31T23:30:00.000Z', 'other'],
    // Day and month may be either.
    ['Invoice date 03/04/2026', '2026-04-03T00:00:00.000Z', 'same'],
    ['Invoice date 03/04/2026', '2026-03-04T00:00:00.000Z', 'same'],
    ['Invoice date 2025-11-01', '2026-11-01T00:00:00.000Z', 'other'],
    ['Period 2025-10-01 to 2025-10-31', '2026-11-01T00:00:00.000Z', 'unknown'],
  ] as const)('%j against %s: %s', (text, issuedAt, expected) => {
    expect(date(text, issuedAt)).toBe(expected);
  });
});

describe('a date of another month', () => {
  const printed = (text: string, issuedAt: Instant, timeZone: string) =>
    dateInOtherMonth(labelledFacts(rowsOfLines(text.split('\n'))), issuedAt, timeZone);
  const text = 'Date of issue\nMay 31, 2026';

  it('is told where the books are kept by a clock that is ahead of the vendor’s', () => {
    expect(printed(text, '2026-05-31T23:30:00.000Z', 'Europe/Berlin')).toBe('2026-05-31');
    expect(printed(text, '2026-05-31T23:30:00.000Z', 'UTC')).toBeNull();
    expect(printed(text, '2026-05-31T03:30:00.000Z', 'America/New_York')).toBeNull();
  });

  it('is none where the month is the same, where there is no date, and where it is another date altogether', () => {
    expect(printed('Date of issue\nMay 30, 2026', '2026-05-30T23:30:00.000Z', 'Europe/Berlin')).toBeNull();
    expect(printed('no date', '2026-05-31T23:30:00.000Z', 'Europe/Berlin')).toBeNull();
    expect(printed('Date of issue\nMarch 3, 2026', '2026-05-31T23:30:00.000Z', 'Europe/Berlin')).toBeNull();
  });
});

describe('what else a document tells', () => {
  const lines = [
    'Pixel GmbH - Hafenweg 1 - 20457 Hamburg',
    'USt-IdNr.: DE123456789',
    'Nettobetrag 100,00 EUR',
    'USt 19 % 19,00 EUR',
    'Gesamtbetrag 119,00 EUR',
    'Offener Betrag 119,00 EUR',
  ];
  const told = labelledFacts(rowsOfLines(lines));
  const text = fold(lines.join(' '));
  const eur = (amount: number) => money(amount, 'EUR');
  const invoice = {
    source: 'vendor',
    seller: 'Pixel GmbH',
    sellerTaxId: 'DE 123 456 789',
    tax: eur(1900),
    total: eur(11_900),
    remaining: eur(0),
  } as const;

  it('is found where it says the same', () => {
    expect(told).toMatchObject({ seller: { taxIds: ['DE123456789'] }, tax: eur(1900), amountDue: eur(11_900) });
    expect(otherSeller(told, invoice, text)).toBeNull();
    expect(otherTax(told, invoice)).toBeNull();
    expect(otherAmountDue(told, invoice)).toBeNull();
    expect(otherCurrency(told, invoice.total)).toBeNull();
  });

  it('is told where it differs', () => {
    expect(otherSeller(told, { ...invoice, sellerTaxId: 'DE999999999' }, text)).toBe('Pixel GmbH, DE123456789');
    expect(otherSeller(told, { ...invoice, seller: 'Cloud Ltd', sellerTaxId: null }, text)).toBe('Pixel GmbH');
    expect(otherTax(told, { tax: eur(1901) })).toEqual(eur(1900));
    expect(otherAmountDue(told, { ...invoice, total: eur(11_899) })).toEqual(eur(11_900));
    expect(otherAmountDue(told, { ...invoice, total: eur(20_000), remaining: eur(11_901) })).toEqual(eur(11_900));
    expect(otherCurrency(told, money(11_900, 'USD'))).toBe('EUR');
  });

  it('is nothing where it is not known, was said by a person, or was so once', () => {
    expect(otherTax(told, { tax: unknown })).toBeNull();
    expect(otherAmountDue(told, { ...invoice, total: eur(20_000), remaining: unknown })).toBeNull();
    // After a credit of 81.00, and paid since.
    expect(otherAmountDue(told, { ...invoice, total: eur(20_000) })).toBeNull();
    expect(otherAmountDue(told, { ...invoice, total: eur(20_000), remaining: eur(11_900) })).toBeNull();
    const chosen = { ...invoice, source: 'import', seller: 'Our name for it', sellerTaxId: null } as const;
    expect(otherSeller(told, chosen, text)).toBeNull();
    expect(otherSeller(told, { ...invoice, seller: 'Hafenweg', sellerTaxId: null }, text)).toBeNull();
    expect(otherSeller(told, { ...invoice, seller: 'Pixel (Europe)', sellerTaxId: null }, text)).toBeNull();
    expect(otherCurrency(told, money(12_000, 'USD'))).toBeNull();
  });
});
