import { addDays } from '#shared/period.ts';
import { daySchema } from '#shared/time.ts';
import type { MadeLanguage } from './made-words.ts';
import type { Seeded } from './seeded.ts';

/** Minor units of the invoice's currency throughout; all positive. */
export interface MadeInvoice {
  readonly language: MadeLanguage;
  readonly number: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly orderedOn: string;
  readonly periodFrom: string;
  readonly currency: string;
  readonly seller: MadeParty;
  readonly buyer: MadeParty;
  readonly items: readonly {
    readonly text: number;
    readonly quantity: number;
    readonly price: number;
    readonly net: number;
    readonly rate: number;
  }[];
  readonly rates: readonly { readonly rate: number; readonly net: number; readonly tax: number }[];
  readonly net: number;
  readonly tax: number;
  readonly total: number;
  readonly prepaid: number;
  /** How this seller writes days and amounts. */
  readonly day: (iso: string) => string;
  readonly amount: (minor: number) => string;
  /** The same with the currency beside it, as this seller puts it. */
  readonly money: (minor: number) => string;
}

interface MadeParty {
  readonly name: string;
  readonly street: string;
  readonly city: string;
  readonly vatId: string;
}

const sellers: Readonly<Record<MadeLanguage, readonly [MadeParty, ...MadeParty[]]>> = {
  en: [
    {
      name: 'Brightwater Systems Inc.',
      street: '1180 Harbor Street',
      city: 'Portland, OR 97209',
      vatId: 'US12-3456789',
    },
    { name: 'Ashdown Telecom Ltd', street: '4 Millbank', city: 'London SW1P 4DS', vatId: 'GB123456789' },
  ],
  de: [
    { name: 'Pixel & Söhne GmbH', street: 'Hafenstr. 1', city: '20095 Hamburg', vatId: 'DE123456789' },
    { name: 'Alpenserver AG', street: 'Bahnhofstrasse 12', city: '8001 Zürich', vatId: 'CHE-123.456.788' },
  ],
  fr: [{ name: 'Nuage Clair SARL', street: '12 rue des Lilas', city: '69003 Lyon', vatId: 'FR40303265045' }],
  nl: [{ name: 'Polderhost B.V.', street: 'Keizersgracht 40', city: '1015 CN Amsterdam', vatId: 'NL123456789B01' }],
  it: [{ name: 'Nuvola Serena S.r.l.', street: 'Via Roma 5', city: '20121 Milano', vatId: 'IT12345678903' }],
  es: [{ name: 'Nube Clara S.L.', street: 'Calle Mayor 9', city: '28013 Madrid', vatId: 'ESB12345674' }],
};

const buyers = [
  'Nordlicht Logistik GmbH',
  'Harbour Freight Studio',
  'Lefèvre et Fils',
  'Bakkerij De Zon',
  'Studio Bianchi',
] as const;
const rates: Readonly<Record<MadeLanguage, readonly [number, ...number[]]>> = {
  en: [20, 5],
  de: [19, 7],
  fr: [20, 5.5],
  nl: [21, 9],
  it: [22, 10],
  es: [21, 10],
};
const locales = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR', nl: 'nl-NL', it: 'it-IT', es: 'es-ES' } as const;
const signs: Readonly<Record<string, string>> = { EUR: '€', USD: '$', GBP: '£', CHF: 'CHF' };

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Facts of an invoice as they come, and how its seller writes them. `rateCount`: how many rates of tax; 0 for none. */
export function madeInvoice(language: MadeLanguage, random: Seeded, rateCount: 0 | 1 | 2): MadeInvoice {
  const seller = random.oneOf(sellers[language]);
  const currency =
    language === 'en'
      ? seller.vatId.startsWith('GB')
        ? random.oneOf(['GBP', 'EUR'])
        : 'USD'
      : seller.vatId.startsWith('CHE')
        ? 'CHF'
        : 'EUR';
  const month = random.between(0, 17);
  const issued = daySchema.parse(
    [2025 + Math.floor(month / 12), twoDigits(1 + (month % 12)), twoDigits(random.between(1, 28))].join('-'),
  );
  const later = (days: number) => addDays(issued, days);
  const own = rates[language].slice(0, Math.max(1, rateCount));
  const items = Array.from({ length: random.between(Math.max(1, own.length), 6) }, (_, index) => {
    const quantity = random.between(1, 12);
    const price = random.between(150, random.once(6) ? 400_000 : 30_000);
    return {
      text: random.between(0, 6),
      quantity,
      price,
      net: quantity * price,
      rate: own[index % own.length] ?? own[0] ?? 0,
    };
  });
  const taxes =
    rateCount === 0
      ? []
      : own.map((rate) => {
          const net = items.filter((item) => item.rate === rate).reduce((sum, item) => sum + item.net, 0);
          return { rate, net, tax: Math.round((net * rate) / 100) };
        });
  const net = items.reduce((sum, item) => sum + item.net, 0);
  const tax = taxes.reduce((sum, each) => sum + each.tax, 0);
  const { day, amount, money } = writing(language, currency, seller.vatId.startsWith('US'), random);
  return {
    language,
    currency,
    seller,
    items,
    net,
    tax,
    day,
    amount,
    money,
    number: numberOf(random, later(0)),
    issuedOn: later(0),
    dueOn: later(random.oneOf([7, 14, 30])),
    orderedOn: later(-random.between(3, 12)),
    periodFrom: later(-30),
    buyer: { name: random.oneOf(buyers), street: 'Lindenallee 77', city: '80333 München', vatId: 'DE987654321' },
    rates: taxes,
    total: net + tax,
    prepaid: Math.round((net + tax) * 0.4),
  };
}

function numberOf(random: Seeded, day: string): string {
  const serial = String(random.between(11, 98_765));
  const [year = '', month = '', date = ''] = day.split('-');
  return random.oneOf([
    serial.padStart(7, '1'),
    `RE-${year}-${serial}`,
    `INV/${year}/${serial}`,
    `${year}${month}-${serial}`,
    `FS/${year.slice(2)}/${month}/${date}`,
    `A1B2C3D4-${serial.padStart(4, '0')}`,
    `F${year}${serial}`,
    `${serial}/${year}`,
    `IN_${serial}_${month}`,
    `${year}.${serial}`,
  ]);
}

function writing(
  language: MadeLanguage,
  currency: string,
  isAmerican: boolean,
  random: Seeded,
): Pick<MadeInvoice, 'day' | 'amount' | 'money'> {
  const locale = isAmerican ? 'en-US' : currency === 'CHF' ? 'de-CH' : locales[language];
  const style = random.oneOf(['long', 'medium', 'number', 'number', 'iso'] as const);
  const day = (iso: string): string => {
    if (style === 'iso' && (language === 'en' || language === 'nl')) return iso;
    const format =
      style === 'long' || style === 'medium'
        ? new Intl.DateTimeFormat(locale, { dateStyle: style, timeZone: 'UTC' })
        : new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' });
    return format.format(new Date(iso));
  };
  const number = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    useGrouping: 'always',
  });
  // The standard fonts of a PDF have no narrow blank.
  const amount = (minor: number): string =>
    number
      .format(minor / 100)
      .replaceAll('\u202f', ' ')
      .replaceAll('−', '-')
      .replaceAll('’', "'");
  const sign = signs[currency] ?? currency;
  const place = random.oneOf(['sign', 'sign', 'code', 'code-before'] as const);
  const money = (minor: number): string => {
    if (place === 'code') return `${amount(minor)} ${currency}`;
    if (place === 'code-before') return `${currency} ${amount(minor)}`;
    if (language === 'en' || currency === 'CHF')
      return `${minor < 0 ? '-' : ''}${sign}${sign.length > 1 ? ' ' : ''}${amount(Math.abs(minor))}`;
    return language === 'nl' ? `${sign} ${amount(minor)}` : `${amount(minor)} ${sign}`;
  };
  return { day, amount, money };
}
