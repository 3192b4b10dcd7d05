import { accountNotFound, supportAddressOf } from '#shared/accounts.ts';
import { supportMail } from '#shared/messages/support-mail.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { checkExternalLink } from '../../security/external-links.ts';
import { mailLink } from '../../security/mail-link.ts';
import type { Handlers } from '../answer.ts';
import type { HandlerParts } from '../parts.ts';

export const paymentHandlers = ({ program, opener }: HandlerParts) => {
  const { archive, accounts, subscriptionTasks } = program;

  /** Opens a page of the vendor; only listed hosts, and the practice server for its own accounts. */
  async function openPage(accountId: string, page: Result<string>): Promise<Result<null>> {
    if (!page.ok) return page;
    const checked = checkExternalLink(page.value, accounts.get(accountId)?.practice ?? false);
    return checked.ok ? opener.openAddress(checked.value) : checked;
  }

  return {
    'subscriptions.cancel': ({ accountId, subscriptionId }) =>
      program.billing.setCancel(accountId, subscriptionId, true),
    'subscriptions.keep': ({ accountId, subscriptionId }) =>
      program.billing.setCancel(accountId, subscriptionId, false),
    'subscriptions.openPaymentPage': async ({ accountId }) =>
      openPage(accountId, await subscriptionTasks.paymentPage(accountId)),

    async 'accounts.permissions'({ accountId }) {
      const missing = await subscriptionTasks.missingPermissions(accountId);
      return missing.ok ? ok({ missing: missing.value }) : missing;
    },
    async 'accounts.setSupportEmail'({ accountId, supportEmail }) {
      const changed = accounts.setSupportEmail(accountId, supportEmail);
      if (!changed.ok) return changed;
      const summary = (await program.summaries()).find(({ id }) => id === accountId);
      return summary ? ok(summary) : fail(accountNotFound(accountId));
    },

    'invoices.related': ({ key }) => archive.invoices.related(key),
    'invoices.refresh': ({ key }) => archive.sync.invoice(key),
    async 'invoices.openReceipt'({ key }) {
      const invoice = archive.invoices.get(key);
      if (!invoice.ok) return invoice;
      const payment = await archive.sync.payment(key);
      if (!payment.ok) return payment;
      const { receiptUrl } = payment.value;
      const receipt =
        receiptUrl === null
          ? fail({ code: 'no-receipt', invoice: invoice.value.number ?? invoice.value.id })
          : ok(receiptUrl);
      return openPage(invoice.value.accountId, receipt);
    },
    async 'invoices.contactSupport'({ key, matter }) {
      const known = archive.invoices.get(key);
      if (!known.ok) return known;
      const account = accounts.get(known.value.accountId);
      const address = account && supportAddressOf(account);
      if (!address) return fail({ code: 'support-address-missing', account: known.value.accountName });
      // The reference may not have been learned yet. Without a connection the mail is written all the same.
      if (!known.value.payment?.reference) await archive.sync.payment(key);
      const invoice = archive.invoices.get(key);
      if (!invoice.ok) return invoice;
      const link = mailLink(address, supportMail(matter, invoice.value, program.format()));
      return link.ok ? opener.openAddress(link.value) : link;
    },
  } satisfies Partial<Handlers>;
};
