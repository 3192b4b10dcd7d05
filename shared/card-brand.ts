/** Cards by the name on them, which is the same in every language; by Stripe's word for them. */
const names: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  jcb: 'JCB',
  discover: 'Discover',
  diners: 'Diners Club',
  unionpay: 'UnionPay',
};

/** Null for what is no card, and for a card that nobody here knows. */
export const cardBrand = (brand: string): string | null =>
  Object.hasOwn(names, brand) ? (names[brand] ?? null) : null;
