import { z } from 'zod';
import type { Action } from '#shared/actions.ts';
import { addressSchema, newTaxIdSchema } from '#shared/billing-details.ts';
import type { TextKey } from '../../i18n/language.ts';
import { useText } from '../../i18n/use-text.ts';
import { useDetailsWords } from './use-details-words.ts';

const titles: Readonly<Record<string, TextKey>> = {
  'account.added': 'details.log.what.accountAdded',
  'account.renamed': 'details.log.what.accountRenamed',
  'account.removed': 'details.log.what.accountRemoved',
  'account.key-replaced': 'details.log.what.keyReplaced',
  'account.source-added': 'details.log.what.sourceAdded',
  'account.support-changed': 'details.log.what.supportChanged',
  'details.changed': 'details.log.what.detailsChanged',
  'details.approved': 'details.log.what.detailsApproved',
  'tax-id.added': 'details.log.what.taxIdAdded',
  'tax-id.removed': 'details.log.what.taxIdRemoved',
  'subscription.cancelled': 'details.log.what.cancelled',
  'subscription.kept': 'details.log.what.kept',
  'usage-plan.saved': 'details.log.what.planSaved',
};

/** The log of actions in words. */
export function useActionWords() {
  const { t } = useText();
  const words = useDetailsWords();

  function entry(name: string, value: unknown): string[] {
    if (name === 'companyName' || name === 'billingEmail') {
      return [`${words.field(name)}: ${typeof value === 'string' ? value : t('account.notGiven')}`];
    }
    const address = name === 'address' ? addressSchema.safeParse(value) : null;
    if (address?.success) return [`${words.field('address')}: ${words.address(address.data).join(', ')}`];
    const taxIds = name === 'taxIds' ? z.array(newTaxIdSchema).safeParse(value) : null;
    if (taxIds?.success) return taxIds.data.flatMap(words.lines);
    if (value === null) return [];
    return [`${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`];
  }

  return {
    /** What was done; an action of a newer Billfold by its own name. */
    title: ({ what }: Action): string => (titles[what] ? t(titles[what]) : what),
    /** Before or after, a line each. Of whole accounts and plans only what tells them apart. */
    lines(side: unknown): string[] {
      if (typeof side !== 'object' || side === null) return [];
      const all = Object.entries(side);
      const named = all.filter(([name]) => ['name', 'role'].includes(name));
      return (named.length > 0 ? named : all).flatMap(([name, value]) =>
        name === 'name' || name === 'role' ? [String(value)] : entry(name, value),
      );
    },
  };
}
