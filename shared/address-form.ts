import { formatAddress } from 'localized-address-format';
import type { Address } from './billing-details.ts';

export type AddressField = Exclude<keyof Address, 'country'>;

/** How a country's address is written: the fields of its form, line by line, and those that it cannot do without. */
export interface AddressForm {
  readonly lines: readonly (readonly AddressField[])[];
  readonly required: readonly AddressField[];
  readonly postalCodeName: 'postalCode' | 'zipCode' | 'pinCode' | 'eircode';
  readonly regionName: 'region' | 'state' | 'province' | 'prefecture' | 'county' | 'emirate' | 'area' | 'department';
  readonly cityName: 'city' | 'postTown' | 'suburb' | 'district';
}

const markers: Readonly<Record<string, AddressField>> = {
  '\u{E001}': 'line1',
  '\u{E002}': 'line2',
  '\u{E003}': 'city',
  '\u{E004}': 'state',
  '\u{E005}': 'postalCode',
};
const [line1 = '', line2 = '', locality = '', administrativeArea = '', postalCode = ''] = Object.keys(markers);

// What the library's formats leave out: github.com/google/libaddressinput, its data of each country.
const withRegion = new Set('AR AU BR CA CN ES HK ID IN IT JP KR MX MY RU SO TW US VE AE'.split(' '));
const withPostalCode = new Set(
  'AT AU BE BG BR CA CH CN CY CZ DE DK EE ES FI FR GB GR HR HU IL IN IT JP KR LT LU LV MC MT MX MY NL NO NZ PL PT RO RU SE SG SI SK TR TW UA US ZA'.split(
    ' ',
  ),
);
const postalCodeNames: Readonly<Record<string, AddressForm['postalCodeName']>> = {
  US: 'zipCode',
  PH: 'zipCode',
  IN: 'pinCode',
  IE: 'eircode',
};
const regionNames: Readonly<Record<string, AddressForm['regionName']>> = {
  ...Object.fromEntries('AU BR DE IN MX MY NG US VE'.split(' ').map((country) => [country, 'state' as const])),
  ...Object.fromEntries('AR CA CN ES ID IT KR NL PH TH TR'.split(' ').map((country) => [country, 'province' as const])),
  AE: 'emirate',
  CO: 'department',
  GB: 'county',
  HK: 'area',
  IE: 'county',
  JP: 'prefecture',
};
const cityNames: Readonly<Record<string, AddressForm['cityName']>> = {
  AU: 'suburb',
  GB: 'postTown',
  HK: 'district',
};

/** A field with a value is always part of the form: nothing that an invoice bears is hidden. */
export function addressForm(country: string | null, address: Address | null): AddressForm {
  const written = formatAddress(
    {
      ...(country === null ? {} : { postalCountry: country }),
      addressLines: [line1, line2],
      locality,
      administrativeArea,
      postalCode,
    },
    'latin',
  );
  const lines = written
    .map((line) => Array.from(line).flatMap((character) => markers[character] ?? []))
    .filter((line) => line.length > 0);
  const shown = lines.flat();
  const others = Object.values(markers).filter((field) => !shown.includes(field));
  const hasCity = shown.includes('city');
  const rest = others.filter((field) => Boolean(address?.[field]) || (field === 'city' && country === 'JP'));
  const required: AddressField[] = ['line1'];
  if (hasCity) required.push('city');
  if (country !== null && shown.includes('state') && withRegion.has(country)) required.push('state');
  if (country !== null && shown.includes('postalCode') && withPostalCode.has(country)) required.push('postalCode');
  return {
    lines: [...lines, ...rest.map((field) => [field])],
    required,
    postalCodeName: postalCodeNames[country ?? ''] ?? 'postalCode',
    regionName: regionNames[country ?? ''] ?? 'region',
    cityName: cityNames[country ?? ''] ?? 'city',
  };
}

/** The address as its country writes it, a line each, without the country. */
export const addressLines = (address: Address): string[] =>
  formatAddress(
    {
      ...(address.country === null ? {} : { postalCountry: address.country }),
      addressLines: [address.line1, address.line2].flatMap((line) => line || []),
      locality: address.city ?? '',
      administrativeArea: address.state ?? '',
      postalCode: address.postalCode ?? '',
    },
    'latin',
  );
