import { computed, type ComputedRef } from 'vue';
import { expiryOf } from '#shared/card-expiry.ts';
import type { InvoicePayment } from '#shared/invoices.ts';
import type { PaymentMethod } from '#shared/subscription.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { TextKey } from '../i18n/language.ts';
import { useText } from '../i18n/use-text.ts';
import { useNow } from './use-now.ts';

const brands = {
  visa: 'account.brand.visa',
  mastercard: 'account.brand.mastercard',
  amex: 'account.brand.amex',
  jcb: 'account.brand.jcb',
  discover: 'account.brand.discover',
  diners: 'account.brand.diners',
  unionpay: 'account.brand.unionpay',
  sepa_debit: 'account.brand.sepa_debit',
  us_bank_account: 'account.brand.us_bank_account',
  link: 'account.brand.link',
} as const satisfies Record<string, TextKey>;
const isBrand = (brand: string): brand is keyof typeof brands => Object.hasOwn(brands, brand);

const failures = {
  insufficient_funds: 'subscription.failure.insufficient_funds',
  card_declined: 'subscription.failure.card_declined',
  generic_decline: 'subscription.failure.generic_decline',
  do_not_honor: 'subscription.failure.do_not_honor',
  expired_card: 'subscription.failure.expired_card',
  lost_card: 'subscription.failure.lost_card',
  stolen_card: 'subscription.failure.stolen_card',
  incorrect_cvc: 'subscription.failure.incorrect_cvc',
  authentication_required: 'subscription.failure.authentication_required',
  processing_error: 'subscription.failure.processing_error',
  card_velocity_exceeded: 'subscription.failure.card_velocity_exceeded',
  withdrawal_count_limit_exceeded: 'subscription.failure.withdrawal_count_limit_exceeded',
} as const satisfies Record<string, TextKey>;
const isFailure = (code: string): code is keyof typeof failures => Object.hasOwn(failures, code);

interface PaymentWords {
  /** Brands that have no name here are shown as the vendor calls them. */
  readonly brand: (brand: string) => string;
  /** `Visa 4242` */
  readonly method: (method: PaymentMethod | null) => string;
  readonly expiry: (method: PaymentMethod) => ReturnType<typeof expiryOf>;
  /** Why a payment failed; the vendor's own words where Billfold does not know the code. */
  readonly failure: (payment: Pick<InvoicePayment, 'failure' | 'failureKnown'> | null) => string;
}

/** Payment methods and failed payments in words. */
export function usePaymentWords(): ComputedRef<PaymentWords> {
  const { t } = useText();
  const now = useNow();
  const brand = (name: string): string => (isBrand(name) ? t(brands[name]) : name);
  return computed(() => ({
    brand,
    method: (method) =>
      method
        ? t('subscription.methodName', { brand: brand(method.brand), digits: method.last4 }).trim()
        : t('subscription.noMethod'),
    expiry: (method) => expiryOf(method, instantFromMillis(now.value)),
    failure(payment) {
      const failure = payment?.failure;
      if (!failure) return t(payment?.failureKnown === false ? 'subscription.reasonNotKnown' : 'subscription.noReason');
      return isFailure(failure.code) ? t(failures[failure.code]) : (failure.message ?? failure.code).replace(/\.$/, '');
    },
  }));
}
