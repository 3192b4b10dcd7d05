import { ok } from '#shared/result.ts';
import type { Handlers } from '../answer.ts';
import type { HandlerParts } from '../parts.ts';

export const detailsHandlers = ({ program: { accounts, billing } }: HandlerParts) =>
  ({
    'details.save': ({ accountId, base, mine }) => billing.saveDetails(accountId, base, mine),
    'details.addTaxId': ({ accountId, taxId }) => billing.addTaxId(accountId, taxId),
    'details.removeTaxId': ({ accountId, taxIdId }) => billing.removeTaxId(accountId, taxIdId),
    'details.change': ({ accountId }) => ok(billing.detailsChange(accountId)),
    'details.approve': ({ accountId, changeId }) => billing.approveDetails(accountId, changeId),
    'actions.list': ({ accountId, before, limit }) => ok(accounts.actions.list(accountId, limit, before)),
  }) satisfies Partial<Handlers>;
