import { pdfBytes } from '../archive/document-server.ts';
import { type RawAnswer, type RawServer, startRawServer } from '../raw-server.ts';
import {
  listOf,
  stripeCreditNote,
  stripeCustomer,
  stripeInvoice,
  stripeItem,
  stripeLine,
  stripeSubscription,
} from '../stripe-objects.ts';

type Fields = Record<string, unknown>;
export type Routes = Record<string, RawAnswer>;

const day = 86_400;
/** The period that runs, whenever this is run: seconds since 1970. */
export const period = (() => {
  const start = Math.floor(Date.now() / 1000 / day) * day - 10 * day;
  return { start, end: start + 30 * day };
})();

export const subscription = (changes: Fields = {}): object =>
  stripeSubscription({
    items: listOf([stripeItem({ current_period_start: period.start, current_period_end: period.end })]),
    ...changes,
  });

export const line = (changes: Fields = {}): object => stripeLine({ period, ...changes });

export const preview = (total: number, changes: Fields = {}): object =>
  stripeInvoice({
    id: 'upcoming_1',
    status: 'draft',
    number: null,
    created: period.start,
    period_start: period.start,
    period_end: period.end,
    subtotal: total,
    total,
    total_excluding_tax: total,
    total_taxes: [],
    amount_due: total,
    lines: listOf([line({ amount: total })]),
    ...changes,
  });

/** The third of an account is what is new once the vendor has turned. */
export function invoice(url: string, nth: number, changes: Fields = {}): object {
  const created = period.start - (3 - nth) * day;
  return stripeInvoice({
    id: `in_${nth}`,
    number: `A-${nth}`,
    created,
    effective_at: created,
    status_transitions: { finalized_at: created, paid_at: created },
    invoice_pdf: `${url}/pdf/${nth}`,
    ...changes,
  });
}

export const creditNote = (url: string, changes: Fields = {}): object =>
  stripeCreditNote({ id: 'cn_1', created: period.start, effective_at: period.start, pdf: `${url}/pdf/cn`, ...changes });

const pdfOf = (name: string): RawAnswer => bytes(pdfBytes(name), { 'content-type': 'application/pdf' });

/** A body byte by byte, with status 200 unless given; JSON by its header. */
export const bytes =
  (body: string | Buffer, headers: Record<string, string> = {}, status = 200): RawAnswer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    return undefined;
  };

/** An answer that ends the pause between two of its pieces with nothing: it stays open. */
export const stalling =
  (beginning: string, headers: Record<string, string> = {}): RawAnswer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).write(beginning);
    return undefined;
  };

export const invoiceList = (...invoices: readonly unknown[]): RawAnswer => listOf(invoices);

/** A vendor with one subscription whose upcoming invoice is of 50.00 USD, and two invoices with a PDF each. */
export async function startVendor(): Promise<RawServer> {
  const server = await startRawServer({
    'GET /v1/customers/cus_1': stripeCustomer(),
    'GET /v1/customers/cus_1/tax_ids': listOf([]),
    'GET /v1/subscriptions': listOf([subscription()]),
    'GET /v1/products': listOf([]),
    'GET /v1/prices': listOf([]),
    'GET /v1/credit_notes': listOf([]),
    'GET /v1/invoice_payments': listOf([]),
    'POST /v1/invoices/create_preview': preview(5_000),
  });
  const { url, routes } = server;
  routes['GET /v1/invoices'] = invoiceList(invoice(url, 2), invoice(url, 1));
  for (const nth of [1, 2, 3]) {
    routes[`GET /v1/invoices/in_${nth}`] = invoice(url, nth);
    routes[`GET /pdf/${nth}`] = pdfOf(`${url} ${nth}`);
  }
  routes['GET /pdf/cn'] = pdfOf(`${url} credit note`);
  return server;
}
