import { isCollected } from '../../data/payments.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { findInvoice } from '../find.ts';
import { invoicePayments } from '../objects/payment.ts';
import { pageOfList, pageParameters } from '../paging.ts';
import { oneOf, text } from '../parameters.ts';

export const invoicePaymentEndpoints: readonly Endpoint[] = [
  endpoint(
    {
      method: 'GET',
      path: '/v1/invoice_payments',
      permission: { name: 'invoices', action: 'read' },
      kind: 'invoice_payment',
      list: true,
    },
    { ...pageParameters, invoice: text, status: oneOf('open', 'paid', 'canceled') },
    (wire, { invoice, status, ...page }) => {
      const url = '/v1/invoice_payments';
      if (invoice === undefined) return pageOfList('invoice_payment', url, [], page);
      const ref = findInvoice(wire, invoice, 'invoice');
      if (!ref.ok) return ref;
      const facts = wire.invoices.facts(ref.value, wire.now());
      const payments = (isCollected(facts) ? invoicePayments(facts) : []).filter(
        (payment) => status === undefined || payment['status'] === status,
      );
      return pageOfList('invoice_payment', url, payments, page);
    },
  ),
];
