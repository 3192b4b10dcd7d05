import { tokenOf } from './random.ts';
import type { Metric } from './usage.ts';

export type Currency = 'usd' | 'eur' | 'jpy' | 'kwd';

/** Something sold: a flat fee for each period, or usage in whole units of which some are included. */
export interface Offer {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  /** Null for what is sold once. */
  readonly interval: 'month' | 'year' | null;
  /** Minor units for one. */
  readonly amount: Readonly<Record<Currency, number>>;
  readonly metered: Metered | null;
}

export interface Metered {
  readonly metric: Metric;
  /** How much of the metric is one billed unit: 20 GB. */
  readonly unitSize: number;
  readonly unit: string;
  /** How many units cost nothing: 2, that is 40 GB. */
  readonly includedUnits: number;
}

export const offers = {
  pro: {
    key: 'pro',
    name: 'Pro plan',
    description: 'Image and video delivery with 40 GB of bandwidth and 500 video units a month.',
    interval: 'month',
    amount: { usd: 4900, eur: 4500, jpy: 7200, kwd: 15_250 },
    metered: null,
  },
  bandwidth: {
    key: 'bandwidth',
    name: 'Bandwidth',
    description: '40 GB included, billed by further 20 GB.',
    interval: 'month',
    amount: { usd: 900, eur: 800, jpy: 1300, kwd: 2750 },
    metered: { metric: 'bandwidth', unitSize: 20, unit: 'GB', includedUnits: 2 },
  },
  video: {
    key: 'video',
    name: 'Video processing',
    description: '500 units included, billed by further 100 units.',
    interval: 'month',
    amount: { usd: 150, eur: 140, jpy: 220, kwd: 460 },
    metered: { metric: 'video', unitSize: 100, unit: 'units', includedUnits: 5 },
  },
  seats: {
    key: 'seats',
    name: 'Team seats',
    description: 'Further people with access to the media library.',
    interval: 'month',
    amount: { usd: 1200, eur: 1100, jpy: 1800, kwd: 3700 },
    metered: null,
  },
  library: {
    key: 'library',
    name: 'Media library, yearly',
    description: 'Digital asset management, paid once a year.',
    interval: 'year',
    amount: { usd: 58_800, eur: 54_000, jpy: 86_000, kwd: 182_500 },
    metered: null,
  },
  services: {
    key: 'services',
    name: 'Services',
    description: 'Work and credits that are billed by hand.',
    interval: null,
    amount: { usd: 5000, eur: 4500, jpy: 7500, kwd: 15_500 },
    metered: null,
  },
} as const satisfies Record<string, Offer>;

export type OfferKey = keyof typeof offers;
export const offerKeys: readonly OfferKey[] = ['pro', 'bandwidth', 'video', 'seats', 'library', 'services'];
export const currencies: readonly Currency[] = ['usd', 'eur', 'jpy', 'kwd'];

export const offerOf = (key: OfferKey): Offer => offers[key];
export const productId = (seed: number, offer: OfferKey): string => `prod_${tokenOf(14, seed, 'product', offer)}`;
export const priceId = (seed: number, offer: OfferKey, currency: Currency): string =>
  `price_1P${tokenOf(22, seed, 'price', offer, currency)}`;
export const meterId = (seed: number, offer: OfferKey): string => `mtr_test_61${tokenOf(12, seed, 'meter', offer)}`;
