import { fail, ok } from '#shared/result.ts';
import { tokenOf } from '../../data/random.ts';
import { type Endpoint, endpoint, type Outcome, retrieve } from '../endpoint.ts';
import { findCustomer, findSubscription } from '../find.ts';
import { paymentMethodObject } from '../objects/customer.ts';
import { pageOfList, pageParameters } from '../paging.ts';
import { group, oneOf, text, type Values, webAddress } from '../parameters.ts';
import { refusals } from '../refusals.ts';
import type { Wire } from '../wire.ts';

const methods = { name: 'paymentmethods', action: 'read' } as const;
const methodParameters = {
  ...pageParameters,
  type: oneOf('card', 'sepa_debit', 'us_bank_account', 'link', 'paypal'),
};

function methodsOf(
  wire: Wire,
  customer: ReturnType<typeof findCustomer>,
  url: string,
  values: Values<typeof methodParameters>,
): Outcome {
  if (!customer.ok) return customer;
  const isWanted = values.type === undefined || values.type === 'card';
  const method = isWanted ? paymentMethodObject(wire, customer.value) : null;
  return pageOfList('PaymentMethod', url, method ? [method] : [], values);
}

export const paymentEndpoints: readonly Endpoint[] = [
  endpoint(
    { method: 'GET', path: '/v1/payment_methods', permission: methods, kind: 'payment_method', list: true },
    { ...methodParameters, customer: text },
    (wire, values) => {
      const url = '/v1/payment_methods';
      if (values.customer === undefined) return pageOfList('PaymentMethod', url, [], values);
      return methodsOf(wire, findCustomer(wire, values.customer, 'customer'), url, values);
    },
  ),
  retrieve(
    { path: '/v1/payment_methods/:payment_method', permission: methods, kind: 'payment_method' },
    { name: 'PaymentMethod', param: 'payment_method' },
  ),
  endpoint(
    {
      method: 'GET',
      path: '/v1/customers/:customer/payment_methods',
      permission: methods,
      kind: 'payment_method',
      list: true,
    },
    methodParameters,
    (wire, values, id) => methodsOf(wire, findCustomer(wire, id), `/v1/customers/${id}/payment_methods`, values),
  ),
  endpoint(
    {
      method: 'POST',
      path: '/v1/billing_portal/sessions',
      permission: { name: 'portal', action: 'write' },
      kind: 'billing_portal.session',
    },
    {
      customer: text,
      return_url: webAddress,
      locale: text,
      configuration: text,
      flow_data: group({
        type: oneOf('payment_method_update', 'subscription_cancel'),
        subscription_cancel: group({ subscription: text }),
        after_completion: group({
          type: oneOf('hosted_confirmation', 'portal_homepage', 'redirect'),
          redirect: group({ return_url: webAddress }),
          hosted_confirmation: group({ custom_message: text }),
        }),
      }),
    },
    (wire, { customer: customerId, return_url: returnUrl = null, locale = null, flow_data: flow }) => {
      if (customerId === undefined) return fail(refusals.missingParameter('customer'));
      const customer = findCustomer(wire, customerId, 'customer');
      if (!customer.ok) return customer;
      if (flow && flow.type === undefined) return fail(refusals.missingParameter('flow_data[type]'));
      const cancels = flow?.subscription_cancel?.subscription;
      if (flow?.type === 'subscription_cancel') {
        if (cancels === undefined)
          return fail(refusals.missingParameter('flow_data[subscription_cancel][subscription]'));
        const entry = findSubscription(wire, cancels, 'flow_data[subscription_cancel][subscription]');
        if (!entry.ok) return entry;
      }
      const created = wire.now();
      const id = `bps_1P${tokenOf(22, customerId, created, flow?.type ?? 'home', cancels ?? '')}`;
      const after = flow?.after_completion;
      return ok({
        id,
        object: 'billing_portal.session',
        configuration: `bpc_1P${tokenOf(22, wire.world.seed, 'portal')}`,
        created,
        customer: customerId,
        customer_account: null,
        flow: flow
          ? {
              after_completion: {
                hosted_confirmation: after?.hosted_confirmation
                  ? { custom_message: after.hosted_confirmation.custom_message ?? null }
                  : null,
                redirect: after?.redirect ? { return_url: after.redirect.return_url ?? '' } : null,
                type: after?.type ?? 'portal_homepage',
              },
              subscription_cancel: cancels === undefined ? null : { retention: null, subscription: cancels },
              subscription_update: null,
              subscription_update_confirm: null,
              type: flow.type ?? 'payment_method_update',
            }
          : null,
        livemode: false,
        locale,
        on_behalf_of: null,
        return_url: returnUrl,
        url: wire.links.portal({ customer: customerId, id, flow: cancels ?? flow?.type ?? 'home', returnUrl }),
      });
    },
  ),
];
