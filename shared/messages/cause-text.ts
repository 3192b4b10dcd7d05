import type { Cause } from '../comparison.ts';
import type { Format } from '../format.ts';
import type { Money } from '../money.ts';
import { oneLine } from '../visible-text.ts';
import type { SharedMessages } from './index.ts';

/** How a cause is said: in which words, and how amounts are written, which may be hidden. */
export interface CauseWords {
  say(word: keyof SharedMessages['causes'], values: Readonly<Record<string, string>>): string;
  readonly format: Format;
  readonly amount: (amount: Money) => string;
}

/**
 * What made an amount rise, as a sentence: `+62.00 USD compared with the same point of the previous period (7 Oct): 7 × 20 GB
 * bandwidth more.`
 */
export function causeText({ rise, since, by, lines }: Cause, { say, format, amount }: CauseWords): string {
  const signed = (money: Money) => `+${amount(money)}`;
  const values = { rise: signed(rise), day: format.billingDayShort(since) };
  const whole = say(by === 'checks' ? 'sinceSamePoint' : 'sinceProRata', values);
  if (lines.length === 0) return say('alone', { rise: whole });
  const list = lines.map(({ description, quantity, rise: own }) => {
    const line = oneLine(description, 80);
    return quantity === null
      ? say('amount', { amount: signed(own), line })
      : say('quantity', { quantity: format.number(quantity), line });
  });
  return say('explained', {
    rise: whole,
    lines: new Intl.ListFormat(format.locale, { type: 'unit' }).format(list),
  });
}
