import { fail } from '#shared/result.ts';
import { allCreditNotes } from '../../data/credit-notes.ts';
import { type Endpoint, endpoint, retrieve } from '../endpoint.ts';
import { findCustomer, findInvoice } from '../find.ts';
import { creditNoteLines, creditNoteObject } from '../objects/credit-note.ts';
import { pageOfList, pageParameters } from '../paging.ts';
import { anyTime, text, timeRange } from '../parameters.ts';
import { refusals } from '../refusals.ts';

const read = { name: 'creditnotes', action: 'read' } as const;

export const creditNoteEndpoints: readonly Endpoint[] = [
  endpoint(
    { method: 'GET', path: '/v1/credit_notes', permission: read, kind: 'credit_note', list: true },
    { ...pageParameters, customer: text, invoice: text, created: timeRange },
    (wire, values) => {
      if (values.customer !== undefined) {
        const customer = findCustomer(wire, values.customer, 'customer');
        if (!customer.ok) return customer;
      }
      if (values.invoice !== undefined) {
        const invoice = findInvoice(wire, values.invoice, 'invoice');
        if (!invoice.ok) return invoice;
      }
      const range = values.created ?? anyTime;
      const objects = allCreditNotes(wire.world, wire.invoices, wire.now())
        .filter((note) => values.customer === undefined || note.customer.id === values.customer)
        .filter((note) => values.invoice === undefined || note.invoice.id === values.invoice)
        .filter((note) => note.created >= range.from && note.created <= range.to)
        .map((note) => creditNoteObject(wire, note));
      return pageOfList('credit note', '/v1/credit_notes', objects, values);
    },
  ),
  retrieve({ path: '/v1/credit_notes/:credit_note', permission: read, kind: 'credit_note' }, { name: 'credit note' }),
  endpoint(
    {
      method: 'GET',
      path: '/v1/credit_notes/:credit_note/lines',
      permission: read,
      kind: 'credit_note_line_item',
      list: true,
    },
    pageParameters,
    (wire, values, id) => {
      const note = allCreditNotes(wire.world, wire.invoices, wire.now()).find((each) => each.id === id);
      if (!note) return fail(refusals.missing('credit note', id, 'id', 404));
      return pageOfList('credit note line item', `/v1/credit_notes/${id}/lines`, creditNoteLines(wire, note), values);
    },
  ),
];
