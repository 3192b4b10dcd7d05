import { z } from 'zod';
import { archivedInvoiceSchema, invoiceKeySchema } from '../../invoices.ts';
import { accountSummarySchema } from './accounts.ts';
import { accountId, nothing } from './requests.ts';

const subscription = accountId.extend({ subscriptionId: z.string() });
const invoice = z.object({ key: invoiceKeySchema });

/** Paying, the payment method, ending a subscription, and the vendor's support. */
export const paymentCalls = {
  /** Ends it with its billing period; nothing is refunded. */
  'subscriptions.cancel': { request: subscription, response: nothing },
  /** Takes a pending cancellation back. */
  'subscriptions.keep': { request: subscription, response: nothing },
  /** Opens the vendor's page for another payment method in the system browser. */
  'subscriptions.openPaymentPage': { request: accountId, response: nothing },

  /** What the account's key was found not to be allowed, by the vendor's names; looked up once for each key. */
  'accounts.permissions': { request: accountId, response: z.object({ missing: z.array(z.string()) }) },
  'accounts.setSupportEmail': {
    request: accountId.extend({ supportEmail: z.string().nullable() }),
    response: accountSummarySchema,
  },

  /** Reads one invoice again: its status, its payment, its receipt. */
  'invoices.refresh': { request: invoice, response: archivedInvoiceSchema },
  /** The credit notes of an invoice, and the invoice that a credit note corrects. */
  'invoices.related': {
    request: invoice,
    response: z.object({ creditNotes: z.array(archivedInvoiceSchema), corrects: archivedInvoiceSchema.nullable() }),
  },
  /** Opens the vendor's receipt in the system browser. */
  'invoices.openReceipt': { request: invoice, response: nothing },
  /** Opens an email to the vendor's support, with what it needs to find the payment. */
  'invoices.contactSupport': {
    request: invoice.extend({ matter: z.enum(['already-paid', 'failed-payment']) }),
    response: nothing,
  },
} as const;
