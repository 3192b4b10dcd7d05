import { describe, expect, it } from 'vitest';
import { readPage } from '#shared/import/read-page.ts';
import { rowsOfLines } from '../../../support/reading/rows-of-lines.ts';

const read = (...lines: string[]) => readPage(rowsOfLines(lines), '2026-11-30').seller;

describe('the name of the seller', () => {
  it.each([
    [
      ['Seller                    Buyer', 'Cloud Nine Ltd            Harbour GmbH', '1 Mill Lane               Kai 3'],
      'Cloud Nine Ltd',
    ],
    [
      ['Verkäufer:', 'Nummer:  549910', 'Name:  Pixel & Söhne GmbH', 'Käufer:', 'Name:  Kunde AG'],
      'Pixel & Söhne GmbH',
    ],
    [['Verkäufer', 'Muster', 'Verein auf Gegenseitigkeit a.G.', 'Gasse 1'], 'Muster Verein auf Gegenseitigkeit a.G.'],
    [
      ['Pixel & Söhne GmbH - Hafenstr. 1 - 20095 Hamburg', 'Nordlicht Logistik GmbH', 'Lindenallee 77'],
      'Pixel & Söhne GmbH',
    ],
    [['Brightwater Systems Inc., 1180 Harbor Street, Portland, OR 97209'], 'Brightwater Systems Inc.'],
    [['Nuage Clair SARL', 'SIRET : 999 999 998 00010', 'Client', 'Lefèvre SARL'], 'Nuage Clair SARL'],
  ])('of %j is %s', (lines, name) => {
    expect(read(...lines).name).toBe(name);
  });

  it.each([
    [['Bill to', 'Harbour GmbH', 'Kai 3']],
    [['Nordlicht Logistik GmbH', 'Lindenallee 77', '80333 München']],
    [['Hausbank München AG', 'IBAN DE02 1203 0000 0000 2020 51']],
    [['Anna Muster, Kumpelstr. 54, 12345 Berlin']],
  ])('is not guessed of %j', (lines) => {
    expect(read(...lines).name).toBeNull();
  });
});

describe('the seller’s ids', () => {
  it.each([
    ['USt-IdNr.: DE 123 456 789', 'DE123456789'],
    ['TVA : FR 32 123 456 789', 'FR32123456789'],
    ['VAT no. CHE-123.456.788 MWST', 'CHE123456788'],
    ['BTW NL123456789B01', 'NL123456789B01'],
    ['Ihre USt-IdNr.: DE987654321', null],
    ['N° TVA client  FR19787878784', null],
    ['IBAN DE02 1203 0000 0000 2020 51', null],
  ])('of %s', (line, id) => {
    expect(read(line).taxId).toBe(id);
  });

  it('two that differ tell nothing; the one in the seller’s block does', () => {
    expect(read('VAT DE123456789', 'VAT DE987654321').taxId).toBeNull();
    expect(read('Seller', 'Pixel GmbH', 'VAT no. DE123456789', '', '', '', '', 'VAT DE987654321').taxId).toBe(
      'DE123456789',
    );
  });
});

describe('the account to pay to', () => {
  it.each([
    [['IBAN: DE02 1203 0000 0000 2020 51, BIC BYLADEM1001'], ['DE02120300000000202051']],
    [['IBAN DE02120300000000202051 BYLADEM1001'], ['DE02120300000000202051']],
    [['IBAN DE02 1203 0000 0000 2020 52'], []],
    [['Der Betrag wird von Ihrem Konto abgebucht:', 'IBAN DE02 1203 0000 0000 2020 51'], []],
    [
      ['IBAN DE02 1203 0000 0000 2020 51', 'IBAN DE02 5001 0517 0137 0750 30'],
      ['DE02120300000000202051', 'DE02500105170137075030'],
    ],
  ])('of %j', (lines, accounts) => {
    expect(read(...lines).bankAccounts).toEqual(accounts);
  });

  it.each([
    ['Kontoinhaber: Max Mustermann', 'Max Mustermann'],
    ['Account name  Cloud Nine Ltd', 'Cloud Nine Ltd'],
    ['Titulaire du compte : Nuage Clair SARL', 'Nuage Clair SARL'],
  ])('whose it is: %s', (line, payee) => {
    expect(read(line).payee).toBe(payee);
  });
});
