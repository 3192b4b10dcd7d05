import { fail, ok, type Result } from '#shared/result.ts';
import { basicUser } from '../http/answer.ts';
import { type Refusal, refusals } from './refusals.ts';

/** What a restricted key may be refused; the name as it stands in Stripe's messages. */
export const permissions = {
  customers: 'rak_customer',
  taxids: 'rak_tax_id',
  subscriptions: 'rak_subscription',
  products: 'rak_product',
  prices: 'rak_plan',
  invoices: 'rak_invoice',
  creditnotes: 'rak_credit_note',
  paymentmethods: 'rak_payment_method',
  portal: 'rak_customer_portal',
  coupons: 'rak_coupon',
  taxrates: 'rak_tax_rate',
} as const;
export type PermissionName = keyof typeof permissions;
export interface Permission {
  readonly name: PermissionName;
  readonly action: 'read' | 'write';
}

export const practiceAccountId = 'acct_1PPracticeVendor';

const masked = (key: string): string => {
  const head = /^[a-z]+_(test|live)_/.exec(key)?.[0] ?? '';
  const rest = key.slice(head.length);
  return `${head}${'*'.repeat(Math.max(4, rest.length - 4))}${rest.slice(-4)}`;
};

function keyOf(authorization: string | undefined): string | null {
  const [scheme = '', value = ''] = (authorization ?? '').split(/\s+/, 2);
  if (/^bearer$/i.test(scheme)) return value === '' ? null : value;
  return basicUser(authorization);
}

/** The key of a request. Test keys of any text are good, except those whose text asks to be refused (see the help). */
export function authenticate(authorization: string | undefined): Result<string, Refusal> {
  const key = keyOf(authorization);
  if (key === null) return fail(refusals.noKey());
  if (/^pk_(test|live)_/.test(key)) return fail(refusals.publishableKey());
  if (!/^[sr]k_test_[A-Za-z0-9_]+$/.test(key) || /^[sr]k_test_(refused|invalid|wrong)/.test(key)) {
    return fail(refusals.wrongKey(masked(key)));
  }
  return /^[sr]k_test_expired/.test(key) ? fail(refusals.expiredKey(masked(key))) : ok(key);
}

/** `rk_test_noinvoices` may not touch invoices, `rk_test_readonly` may not change anything; words join with `_`. */
export function allowed(key: string, permission: Permission): Result<true, Refusal> {
  const words = key.startsWith('rk_test_') ? key.slice('rk_test_'.length).split('_') : [];
  const refused =
    words.includes(`no${permission.name}`) || (permission.action === 'write' && words.includes('readonly'));
  if (!refused) return ok(true);
  const name = `${permissions[permission.name]}_${permission.action}`;
  return fail(refusals.missingPermission(masked(key), practiceAccountId, name));
}
