import { expect, test } from 'vitest';
import { taxIdProblem, taxIdTypeName, taxIdTypes, taxIdTypesOf } from '#shared/tax-ids.ts';

test.each([
  ['eu_vat', 'ATU13585627', 'ATU13585628'],
  ['eu_vat', 'BE0428759497', 'BE0428759498'],
  ['eu_vat', 'DE 136 695 976', 'DE136695977'],
  ['eu_vat', 'EL094259216', 'EL094259217'],
  ['eu_vat', 'FR40303265045', 'FR40303265046'],
  ['eu_vat', 'IE6433435F', 'IE6433436F'],
  ['eu_vat', 'IT00743110157', 'IT00743110158'],
  ['eu_vat', 'PL8567346215', 'PL8567346216'],
  ['eu_vat', 'ESA13585625', 'ESA13585626'],
  ['eu_vat', 'XI980780684', 'XI980780685'],
  ['gb_vat', 'GB980780684', 'GB980780685'],
  ['gb_vat', 'GB 980 7806 84', 'GB 980 7806 85'],
  ['ch_vat', 'CHE-107.787.577 MWST', 'CHE-107.787.578 MWST'],
  ['no_vat', '995525828MVA', '995525829MVA'],
  ['au_abn', '51 824 753 556', '51 824 753 557'],
  ['in_gst', '27AAPFU0939F1ZV', '27AAPFU0939F1ZW'],
  ['br_cnpj', '16.727.230/0001-97', '16.727.230/0001-98'],
  ['ca_gst_hst', '123026635RT0001', '123026636RT0001'],
  ['kr_brn', '220-81-62517', '220-81-62518'],
  ['es_cif', 'A13585625', 'A13585626'],
  ['es_cif', '54362315K', '54362315A'],
  ['es_cif', 'X2482300W', 'X2482300A'],
])('%s %s is right, %s has wrong check digits', (type, right, wrong) => {
  expect(taxIdProblem({ type, value: right })).toBeNull();
  expect(taxIdProblem({ type, value: wrong })).toBe('checksum');
});

test.each([
  ['eu_vat', 'US123456789'],
  ['eu_vat', 'GR094259216'],
  ['eu_vat', 'DE12'],
  ['eu_vat', 'DE'],
  ['gb_vat', 'none'],
  ['us_ein', '12-34'],
  ['ae_trn', '12345'],
  ['jp_trn', '1234567890123'],
  ['il_vat', '01234567'],
])('%s %s cannot be one', (type, value) => {
  expect(taxIdProblem({ type, value })).toBe('format');
});

test('nothing is nothing, and what only the vendor knows is left to it', () => {
  expect(taxIdProblem({ type: 'eu_vat', value: ' . ' })).toBe('empty');
  expect(taxIdProblem({ type: 'il_vat', value: '123456782' })).toBeNull();
  expect(taxIdProblem({ type: 'xx_new', value: 'ABC' })).toBeNull();
});

test('a country’s own types come first, with the union’s for its members', () => {
  const typesOf = (country: string | null) => taxIdTypesOf(country).map(({ type }) => type);
  expect(typesOf('DE')).toEqual(['eu_vat', 'de_stn']);
  expect(typesOf('GB')).toEqual(['gb_vat', 'eu_vat']);
  expect(typesOf('US')).toEqual(['us_ein']);
  expect(typesOf(null)).toEqual([]);
  expect(typesOf('CA')).toContain('ca_gst_hst');
  expect(taxIdTypeName('ca_gst_hst')).toBe('CA GST HST');
});

test('every validator that a type names is there', () => {
  for (const { type } of taxIdTypes) expect([type, taxIdProblem({ type, value: '!' })]).toEqual([type, 'format']);
});
