import type { RouteLocationRaw } from 'vue-router';
import { toDoText } from '#shared/messages/to-do-text.ts';
import type { ToDoItem, ToDoKind } from '#shared/to-do.ts';
import { useText } from '../i18n/use-text.ts';
import { useAmountWords } from './use-amount-words.ts';

/** Where each kind's next step is taken. */
const screens: Readonly<Record<ToDoKind, string>> = {
  'not-watched': 'settings',
  'payment-failed': 'invoices',
  'details-changed': 'details',
  'seller-alarm': 'import',
  'alert-exceeded': 'alerts',
  'budget-exceeded': 'desk',
  'invoice-overdue': 'invoices',
  'notice-due': 'desk',
  'mailbox-failed': 'import',
  'alert-not-compared': 'alerts',
  'invoice-due': 'invoices',
  'card-expiring': 'subscription',
  'invoice-expected': 'invoices',
  'import-waiting': 'import',
  finding: 'verification',
  'export-failed': 'exports',
};

/** What there is to do in words, and where its one next step leads. */
export function useToDoWords() {
  const { t, format } = useText();
  const amount = useAmountWords();
  return {
    text: (item: ToDoItem): string => toDoText(item, { say: t, format: format.value, amount }),
    /** What the next step is called. */
    stepName: ({ kind, reason }: ToDoItem): string =>
      // Another key does not help where the server cannot be reached.
      kind === 'not-watched' && reason === 'account-not-read' ? t('toDoPage.openAccount') : t(`toDoPage.step.${kind}`),
    stepOf({ kind, accountId, about, subject, reason }: ToDoItem): RouteLocationRaw {
      const name = screens[kind];
      if (kind === 'not-watched' && reason === 'account-not-read') return { name: 'overview' };
      if (kind === 'not-watched') return { name, query: { replaceKey: accountId ?? '' } };
      if (kind === 'alert-exceeded') return { name, query: { 'alert-event': about ?? '' } };
      if (name === 'invoices' && about !== null) return { name, query: { invoice: about, find: subject } };
      return { name };
    },
  };
}
