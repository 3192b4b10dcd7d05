import { allCreditNotes } from '../data/credit-notes.ts';
import { standingAt } from '../data/subscriptions.ts';
import type { InvoiceFacts } from '../data/invoices.ts';
import type { PdfPrinter } from '../pdf/index.ts';
import type { Wire } from '../stripe/wire.ts';
import { type Answer, answerHtml, answerPdf, type ApiRequest } from './answer.ts';
import type { LinkToken, SignedLinks } from './links.ts';
import { cancelPage, cardPage, donePage, expiredPage, invoicePage, missingPage, receiptPage } from './pages.ts';

/** The pages that a browser sees: hosted invoices with their PDFs, credit notes, and the billing portal. */
export function createSite(
  wire: Wire,
  links: SignedLinks,
  printer: PdfPrinter,
): (request: ApiRequest) => Answer | Promise<Answer> {
  const { world, invoices } = wire;
  const missing = (): Answer => answerHtml(404, missingPage());

  const invoiceOf = (token: LinkToken, wanted: 'invoice' | 'receipt'): InvoiceFacts | null => {
    const [kind, id = ''] = token.subject;
    const ref = kind === wanted ? invoices.find(id, wire.now()) : null;
    return ref && invoices.facts(ref, wire.now());
  };

  async function pdf(token: LinkToken): Promise<Answer> {
    const [kind, id] = token.subject;
    if (kind === 'credit-note') {
      const note = allCreditNotes(world, invoices, wire.now()).find((each) => each.id === id);
      return note ? answerPdf(await printer.creditNote(note), `${note.number}.pdf`) : missing();
    }
    const facts = invoiceOf(token, 'invoice');
    if (!facts || facts.lifecycle.finalizedAt === null) return missing();
    return answerPdf(await printer.invoice(facts), `Invoice-${facts.number ?? facts.id}.pdf`);
  }

  function hosted(token: LinkToken, request: ApiRequest): Answer {
    const facts = invoiceOf(token, 'invoice');
    if (!facts) return missing();
    if (request.method === 'POST' && facts.amountDue > 0) world.state.payments.set(facts.id, wire.now());
    const shown = invoices.facts(facts.ref, wire.now());
    return answerHtml(200, invoicePage(shown, links.pdf(shown, wire.now())));
  }

  function receipt(token: LinkToken): Answer {
    const facts = invoiceOf(token, 'receipt');
    return facts?.lifecycle.paidAt ? answerHtml(200, receiptPage(facts, facts.lifecycle.paidAt)) : missing();
  }

  function portal(token: LinkToken, request: ApiRequest): Answer {
    const [, customerId = '', , flow = '', returnUrl = ''] = token.subject;
    const customer = world.customers.get(customerId);
    if (!customer) return missing();
    const form = new URLSearchParams(request.method === 'POST' ? request.body : '');
    const entry = world.subscriptions.get(flow);
    if (entry) {
      const { cancellations } = world.state;
      if (form.get('action') === 'keep') cancellations.delete(entry.id);
      if (form.get('action') === 'cancel') {
        const endPeriod = standingAt(world, entry, wire.now()).period + 1;
        const cancellation = { endPeriod, endsAt: null, requestedAt: wire.now(), comment: null, feedback: null };
        cancellations.set(entry.id, cancellation);
      }
      return answerHtml(200, form.size > 0 ? donePage(returnUrl) : cancelPage(entry, cancellations.has(entry.id)));
    }
    const last4 = form.get('last4') ?? '';
    const [month, year] = [Number(form.get('month')), Number(form.get('year'))];
    if (/^\d{4}$/.test(last4) && month >= 1 && month <= 12 && Number.isInteger(month) && Number.isInteger(year)) {
      world.state.cards.set(customer.id, { brand: 'mastercard', last4, month, year });
      return answerHtml(200, donePage(returnUrl));
    }
    return answerHtml(200, cardPage(world, customer));
  }

  return (request) => {
    const [, invoiceToken] = /^\/i\/[^/]+\/([^/]+)$/.exec(request.path) ?? [];
    const [, pdfToken] = /^\/(?:invoice|credit_notes)\/[^/]+\/([^/]+)\/pdf$/.exec(request.path) ?? [];
    const [, receiptToken] = /^\/receipts\/payment\/([^/]+)$/.exec(request.path) ?? [];
    const [, portalToken] = /^\/p\/session\/([^/]+)$/.exec(request.path) ?? [];
    const token = links.read(invoiceToken ?? pdfToken ?? receiptToken ?? portalToken ?? '');
    if (!token) return missing();
    if (token.expires <= wire.now()) return answerHtml(200, expiredPage());
    if (pdfToken !== undefined) return pdf(token);
    if (receiptToken !== undefined) return receipt(token);
    return invoiceToken === undefined ? portal(token, request) : hosted(token, request);
  };
}
