import { euVat, stdnum, type Validator } from 'stdnum';
import type { NewTaxId } from './billing-details.ts';

/** A kind of tax id that Stripe takes: docs.stripe.com/billing/customer/tax-ids. */
export interface TaxIdType {
  /** Stripe's name, e.g. `eu_vat`. */
  readonly type: string;
  /** Whose it is, by ISO 3166-1; `EU` for all of the union. */
  readonly country: string;
  readonly example: string;
}

interface Rule {
  readonly example: string;
  /** The library's validator with country and name, where it has one: format and check digits. */
  readonly validator?: readonly [country: string, name: string];
  /** Of letters and digits alone, where there is no validator. */
  readonly pattern?: RegExp;
}

const digits = (example: string, pattern: RegExp): Rule => ({ example, pattern });
const checked = (example: string, country: string, name: string): Rule => ({ example, validator: [country, name] });

const rules: Readonly<Record<string, Rule>> = {
  ad_nrt: checked('A-123456-Z', 'AD', 'nrt'),
  ae_trn: digits('123456789012345', /^\d{15}$/),
  al_tin: checked('J12345678N', 'AL', 'nipt'),
  ar_cuit: checked('12-3456789-01', 'AR', 'cuit'),
  au_abn: checked('12345678912', 'AU', 'abn'),
  ba_tin: digits('123456789012', /^\d{12}$/),
  bg_uic: digits('123456789', /^\d{9}$/),
  bh_vat: digits('123456789012345', /^\d{15}$/),
  bo_tin: digits('123456789', /^\d{7,12}$/),
  br_cnpj: checked('01.234.456/5432-10', 'BR', 'cnpj'),
  br_cpf: checked('123.456.789-87', 'BR', 'cpf'),
  by_tin: checked('AB1234567', 'BY', 'unp'),
  ca_bn: checked('123456789', 'CA', 'bn'),
  ca_gst_hst: checked('123456789RT0002', 'CA', 'bn'),
  ca_pst_bc: digits('PST-1234-5678', /^PST\d{8}$/),
  ca_pst_mb: digits('123456-7', /^\d{7}$/),
  ca_pst_sk: digits('1234567', /^\d{7}$/),
  ca_qst: digits('1234567890TQ1234', /^\d{10}TQ\d{4}$/),
  ch_uid: checked('CHE-123.456.789', 'CH', 'uid'),
  ch_vat: checked('CHE-123.456.789 MWST', 'CH', 'vat'),
  cl_tin: checked('12.345.678-K', 'CL', 'rut'),
  cn_tin: checked('123456789012345678', 'CN', 'uscc'),
  co_nit: checked('123.456.789-0', 'CO', 'nit'),
  cr_tin: digits('1-234-567890', /^\d{9,12}$/),
  de_stn: checked('1234567890', 'DE', 'stnr'),
  do_rcn: checked('123-4567890-1', 'DO', 'rnc'),
  ec_ruc: checked('1234567890001', 'EC', 'ruc'),
  eg_tin: digits('123456789', /^\d{9}$/),
  es_cif: checked('A12345678', 'ES', 'nif'),
  eu_oss_vat: digits('EU123456789', /^EU\d{9}$/),
  eu_vat: { example: 'DE123456789' },
  fo_vat: checked('123456', 'FO', 'vn'),
  gb_vat: checked('GB123456789', 'GB', 'vat'),
  ge_vat: digits('123456789', /^\d{9}$/),
  hk_br: digits('12345678', /^\d{8}$/),
  hr_oib: checked('12345678901', 'HR', 'oib'),
  hu_tin: digits('12345678-1-23', /^\d{11}$/),
  id_npwp: checked('012.345.678.9-012.345', 'ID', 'npwp'),
  il_vat: digits('012345678', /^\d{9}$/),
  in_gst: checked('12ABCDE3456FGZH', 'IN', 'gstin'),
  is_vat: checked('123456', 'IS', 'vsk'),
  jp_cn: checked('1234567891234', 'JP', 'cn'),
  jp_rn: digits('12345', /^\d{5}$/),
  jp_trn: digits('T1234567891234', /^T\d{13}$/),
  ke_pin: checked('P000111111A', 'KE', 'pin'),
  kr_brn: checked('123-45-67890', 'KR', 'brn'),
  kz_bin: digits('123456789012', /^\d{12}$/),
  li_uid: digits('CHE123456789', /^CHE\d{9}$/),
  li_vat: digits('12345', /^\d{5}$/),
  ma_vat: digits('12345678', /^\d{8}$/),
  md_vat: digits('1234567', /^\d{7}$/),
  me_pib: checked('12345678', 'ME', 'pib'),
  mk_vat: digits('MK1234567890123', /^MK\d{13}$/),
  mx_rfc: checked('ABC010203AB9', 'MX', 'rfc'),
  my_frp: digits('12345678', /^\d{8}$/),
  my_itn: digits('C 1234567890', /^[A-Z]{1,2}\d{10,11}$/),
  my_sst: digits('A12-3456-78912345', /^[A-Z]\d{14}$/),
  ng_tin: digits('12345678-0001', /^\d{10,12}$/),
  no_vat: checked('123456789MVA', 'NO', 'mva'),
  no_voec: digits('1234567', /^\d{7}$/),
  nz_gst: checked('123456789', 'NZ', 'ird'),
  om_vat: digits('OM1234567890', /^OM\d{10}$/),
  pe_ruc: checked('12345678901', 'PE', 'ruc'),
  ph_tin: digits('123456789012', /^\d{9,14}$/),
  pl_nip: checked('1234567890', 'PL', 'nip'),
  ro_tin: checked('1234567890123', 'RO', 'cif'),
  rs_pib: checked('123456789', 'RS', 'pib'),
  ru_inn: checked('1234567891', 'RU', 'inn'),
  ru_kpp: digits('123456789', /^\d{4}[\dA-Z]{2}\d{3}$/),
  sa_vat: digits('123456789012345', /^\d{15}$/),
  sg_gst: digits('M12345678X', /^[A-Z]{0,2}\d{8,9}[A-Z]?$/),
  sg_uen: checked('123456789F', 'SG', 'uen'),
  si_tin: checked('12345678', 'SI', 'ddv'),
  sv_nit: checked('1234-567890-123-4', 'SV', 'nit'),
  th_vat: checked('1234567891234', 'TH', 'tin'),
  tr_tin: checked('0123456789', 'TR', 'vkn'),
  tw_vat: checked('12345678', 'TW', 'ubn'),
  ua_vat: digits('123456789', /^\d{9,12}$/),
  us_ein: checked('12-3456789', 'US', 'ein'),
  uy_ruc: checked('123456789012', 'UY', 'rut'),
  ve_rif: checked('A-12345678-9', 'VE', 'rif'),
  vn_tin: checked('1234567890', 'VN', 'mst'),
  za_vat: digits('4123456789', /^4\d{9}$/),
};

const members = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

const countryOf = (type: string): string => type.slice(0, 2).toUpperCase();

export const taxIdTypes: readonly TaxIdType[] = Object.entries(rules).map(([type, { example }]) => ({
  type,
  country: countryOf(type),
  example,
}));

/** What a customer in this country may have; the one for its VAT first. Northern Ireland is in the union for goods. */
export function taxIdTypesOf(country: string | null): readonly TaxIdType[] {
  const own = taxIdTypes.filter((each) => each.country === country);
  const union = taxIdTypes.filter(({ type }) => type === 'eu_vat');
  if (country !== null && members.includes(country)) return [...union, ...own];
  return country === 'GB' ? [...own, ...union] : own;
}

/** Stripe's `eu_vat` as `EU VAT`. */
export const taxIdTypeName = (type: string): string => type.replaceAll('_', ' ').toUpperCase();

/** `format`: it cannot be one of this type. `checksum`: it could be, but its check digits do not fit. */
export type TaxIdProblem = 'empty' | 'format' | 'checksum';

/** What is wrong with a tax id as it was typed; null where nothing is, or where nobody but the vendor knows the type. */
export function taxIdProblem({ type, value }: NewTaxId): TaxIdProblem | null {
  const compact = value.toUpperCase().replace(/[\s.\-/]/g, '');
  if (compact === '') return 'empty';
  if (type === 'eu_vat') return euVatProblem(compact);
  const rule = rules[type];
  if (rule?.pattern) return rule.pattern.test(compact) ? null : 'format';
  const validator = rule?.validator && stdnum[rule.validator[0]]?.[rule.validator[1]];
  return validator ? problemOf([validator], [value.trim(), compact]) : null;
}

function euVatProblem(compact: string): TaxIdProblem | null {
  const prefix = compact.slice(0, 2);
  // Greek numbers begin with EL; those of Northern Ireland are British ones behind XI.
  const country = prefix === 'EL' ? 'GR' : prefix;
  const national = compact.slice(2);
  if (country === 'XI') return problemOf([stdnum['GB']?.['vat']], [national]);
  if (!members.includes(country) || prefix === 'GR' || national === '') return 'format';
  return problemOf(euVat[country] ?? [], [compact, national]);
}

/** The mildest of what each validator says to each way of writing. */
function problemOf(validators: readonly (Validator | undefined)[], writings: readonly string[]): TaxIdProblem | null {
  const answers = validators.flatMap((validator) =>
    validator ? writings.map((text) => validator.validate(text)) : [],
  );
  if (answers.length === 0 || answers.some(({ isValid }) => isValid)) return null;
  return answers.some(({ error }) => error?.name === 'InvalidChecksum') ? 'checksum' : 'format';
}
