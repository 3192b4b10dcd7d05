import type { Invoice } from '#shared/invoices.ts';
import { ok, type Result } from '#shared/result.ts';
import type { ReadObject } from '../billing-source.ts';
import { toCreditNote } from './credit-note-mapper.ts';
import { toInvoice } from './invoice-mapper.ts';
import { readCreditNote, readInvoice } from './invoice-wires.ts';
import type { MeteredLookup } from './line-mapper.ts';
import type { TaxRateWire } from './money-wire.ts';
import { readObject } from './read.ts';
import type { MoneyNames } from './tax-mapper.ts';

/** Reads an invoice or credit note that was kept as it came; asks nobody. Its further lines are not read. */
export function readAnswer(
  object: Invoice['type'],
  text: string,
  metered: MeteredLookup,
  names?: MoneyNames,
): Result<ReadObject<Invoice>> {
  const raw = parsed(text);
  if (object === 'credit-note') {
    const note = readCreditNote(raw);
    return note.ok ? ok(readObject(toCreditNote(note.value.wire, names ?? nameless), raw, note.value.unread)) : note;
  }
  const sent = readInvoice(raw);
  if (!sent.ok) return sent;
  const { wire, unread } = sent.value;
  const invoice = toInvoice(wire, metered, names ?? namesIn(wire.default_tax_rates ?? []));
  return invoice.ok ? ok(readObject(invoice.value, raw, unread)) : invoice;
}

/** The same where no account is at hand: with the names that came with it. */
export function readKept(object: Invoice['type'], text: string, metered: MeteredLookup): Result<Invoice> {
  const read = readAnswer(object, text, metered);
  return read.ok ? ok(read.value.value) : read;
}

const nameless: MoneyNames = { taxRate: () => null, coupon: () => null };

const namesIn = (rates: readonly TaxRateWire[]): MoneyNames => ({
  ...nameless,
  taxRate: (id) => rates.find((rate) => rate.id === id) ?? null,
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
