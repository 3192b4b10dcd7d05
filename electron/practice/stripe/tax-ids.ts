const euVat: Record<string, RegExp> = {
  AT: /^ATU\d{8}$/,
  BE: /^BE[01]\d{9}$/,
  BG: /^BG\d{9,10}$/,
  CY: /^CY\d{8}[A-Z]$/,
  CZ: /^CZ\d{8,10}$/,
  DE: /^DE\d{9}$/,
  DK: /^DK\d{8}$/,
  EE: /^EE\d{9}$/,
  EL: /^EL\d{9}$/,
  ES: /^ES[A-Z\d]\d{7}[A-Z\d]$/,
  FI: /^FI\d{8}$/,
  FR: /^FR[A-Z\d]{2}\d{9}$/,
  HR: /^HR\d{11}$/,
  HU: /^HU\d{8}$/,
  IE: /^IE\d[A-Z\d]\d{5}[A-Z]{1,2}$/,
  IT: /^IT\d{11}$/,
  LT: /^LT(\d{9}|\d{12})$/,
  LU: /^LU\d{8}$/,
  LV: /^LV\d{11}$/,
  MT: /^MT\d{8}$/,
  NL: /^NL\d{9}B\d{2}$/,
  PL: /^PL\d{10}$/,
  PT: /^PT\d{9}$/,
  RO: /^RO\d{2,10}$/,
  SE: /^SE\d{12}$/,
  SI: /^SI\d{8}$/,
  SK: /^SK\d{10}$/,
  XI: /^XI\d{9}$/,
};

// Patterns follow the examples in docs.stripe.com/billing/customer/tax-ids.
const patterns: Record<string, { readonly country: string; readonly pattern: RegExp }> = {
  ae_trn: { country: 'AE', pattern: /^\d{15}$/ },
  au_abn: { country: 'AU', pattern: /^\d{11}$/ },
  br_cnpj: { country: 'BR', pattern: /^\d{2}\.?\d{3}\.?\d{3}\/?\d{4}-?\d{2}$/ },
  ca_bn: { country: 'CA', pattern: /^\d{9}$/ },
  ca_gst_hst: { country: 'CA', pattern: /^\d{9}RT\d{4}$/ },
  ch_vat: { country: 'CH', pattern: /^CHE-?\d{3}\.?\d{3}\.?\d{3} (MWST|TVA|IVA)$/ },
  gb_vat: { country: 'GB', pattern: /^(GB|XI)?(\d{9}|\d{12})$/ },
  in_gst: { country: 'IN', pattern: /^\d{2}[A-Z]{5}\d{4}[A-Z][A-Z\d]Z[A-Z\d]$/ },
  jp_cn: { country: 'JP', pattern: /^\d{13}$/ },
  jp_trn: { country: 'JP', pattern: /^T\d{13}$/ },
  mx_rfc: { country: 'MX', pattern: /^[A-ZÑ&]{3,4}\d{6}[A-Z\d]{3}$/ },
  no_vat: { country: 'NO', pattern: /^\d{9}MVA$/ },
  nz_gst: { country: 'NZ', pattern: /^\d{8,9}$/ },
  sg_gst: { country: 'SG', pattern: /^[A-Z\d]{8,10}[A-Z]?$/ },
  us_ein: { country: 'US', pattern: /^\d{2}-?\d{7}$/ },
  za_vat: { country: 'ZA', pattern: /^4\d{9}$/ },
};

export const taxIdTypes: readonly string[] = ['eu_vat', ...Object.keys(patterns)];

/** The country of a tax id, or null where the value does not fit the type. */
export function taxIdCountry(type: string, value: string): string | null {
  const compact = value.toUpperCase().trim();
  if (type === 'eu_vat') {
    const prefix = compact.slice(0, 2);
    // Greek numbers begin with EL, the country is GR.
    return euVat[prefix]?.test(compact.replace(/[\s.]/g, '')) === true ? (prefix === 'EL' ? 'GR' : prefix) : null;
  }
  const known = patterns[type];
  return known?.pattern.test(compact) === true ? known.country : null;
}
