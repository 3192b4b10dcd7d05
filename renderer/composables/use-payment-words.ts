import { computed } from 'vue';
import { cardBrand } from '#shared/card-brand.ts';
import { expiryOf } from '#shared/card-expiry.ts';
import type { InvoicePayment } from '#shared/invoices.ts';
import type { PaymentMethod } from '#shared/subscription.ts';
import { instantFromMillis } from '#shared/time.ts';
import { useText } from '../i18n/use-text.ts';
import { useNow } from './use-now.ts';

/** Payment methods and failed payments in words. */
export function usePaymentWords() {
  const { t, known, format } = useText();
  const now = useNow();
  const brand = (name: string): string => cardBrand(name) ?? known('account.brand', name) ?? name;
  return computed(() => ({
    /** Brands that have no name here are shown as the vendor calls them. */
    brand,
    /** `Visa 4242` */
    method: (method: PaymentMethod | null): string =>
      method
        ? t('subscription.methodName', { brand: brand(method.brand), digits: method.last4 }).trim()
        : t('subscription.noMethod'),
    /** When the vendor tries a failed payment again. */
    nextTry: (payment: Pick<InvoicePayment, 'nextAttemptAt'> | null): string =>
      payment?.nextAttemptAt
        ? t('subscription.notice.nextTry', { day: format.value.billingDay(payment.nextAttemptAt) })
        : t('subscription.notice.noNextTry'),
    expiry: (method: PaymentMethod) => expiryOf(method, instantFromMillis(now.value)),
    /** Why a payment failed; the vendor's own words where Billfold does not know the code. */
    failure(payment: Pick<InvoicePayment, 'failure' | 'failureKnown'> | null): string {
      const failure = payment?.failure;
      if (!failure) return t(payment?.failureKnown === false ? 'subscription.reasonNotKnown' : 'subscription.noReason');
      const { code, message } = failure;
      return known('subscription.failure', code) ?? (message ?? code).replace(/\.$/, '');
    },
  }));
}
