import { computed, type Ref } from 'vue';
import type { TextKey } from '../i18n/language.ts';
import { useText } from '../i18n/use-text.ts';
import { useAccounts } from '../stores/accounts.ts';

/** The select wants a text for "all"; no account's id looks like this. */
const all = '*';

/** One account or all of them, for a select field. Null is all. */
export function useAccountChoice(accountId: Ref<string | null>, allOfThem: TextKey = 'exports.allAccounts') {
  const accounts = useAccounts();
  const { t } = useText();
  const account = computed({
    get: () => accountId.value ?? all,
    set: (id: string) => {
      accountId.value = id === all ? null : id;
    },
  });
  const accountOptions = computed(() => [
    { value: all, label: t(allOfThem) },
    ...accounts.accounts.map(({ id, name }) => ({ value: id, label: name })),
    ...accounts.closed.map(({ id, name }) => ({ value: id, label: t('common.closedAccount', { account: name }) })),
  ]);
  return { account, accountOptions };
}
