import type { CreditNoteFacts } from '../../data/credit-notes.ts';
import { tokenOf } from '../../data/random.ts';
import type { JsonObject } from '../../http/answer.ts';
import type { Wire } from '../wire.ts';
import { listObject } from './list.ts';
import { taxesOf } from './taxes.ts';

export function creditNoteLines(wire: Wire, note: CreditNoteFacts): JsonObject[] {
  return [
    {
      id: `cnli_1P${tokenOf(22, note.id)}`,
      object: 'credit_note_line_item',
      amount: note.subtotal,
      description: `Credit for invoice ${note.invoice.number ?? note.invoice.id}`,
      discount_amount: 0,
      discount_amounts: [],
      livemode: false,
      metadata: null,
      pretax_credit_amounts: [],
      quantity: 1,
      tax_rates: [],
      taxes: taxesOf(wire.world, note.taxes),
      type: 'custom_line_item',
      unit_amount: note.subtotal,
      unit_amount_decimal: String(note.subtotal),
    },
  ];
}

export function creditNoteObject(wire: Wire, note: CreditNoteFacts): JsonObject {
  return {
    id: note.id,
    object: 'credit_note',
    amount: note.total,
    amount_shipping: 0,
    created: note.created,
    currency: note.customer.currency,
    customer: note.customer.id,
    customer_account: null,
    customer_balance_transaction: null,
    discount_amount: 0,
    discount_amounts: [],
    effective_at: note.created,
    invoice: note.invoice.id,
    lines: listObject(`/v1/credit_notes/${note.id}/lines`, creditNoteLines(wire, note)),
    livemode: false,
    memo: null,
    metadata: {},
    number: note.number,
    out_of_band_amount: null,
    pdf: wire.links.creditNotePdf(note.id, wire.now()),
    post_payment_amount: note.total,
    pre_payment_amount: 0,
    pretax_credit_amounts: [],
    reason: note.reason,
    refunds: [],
    shipping_cost: null,
    status: note.voidedAt === null || note.voidedAt > wire.now() ? 'issued' : 'void',
    subtotal: note.subtotal,
    subtotal_excluding_tax: note.subtotal,
    total: note.total,
    total_excluding_tax: note.subtotal,
    total_taxes: taxesOf(wire.world, note.taxes),
    type: 'post_payment',
    voided_at: note.voidedAt,
  };
}
