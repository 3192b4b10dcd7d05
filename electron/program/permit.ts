import { type Account, accountNotFound } from '#shared/accounts.ts';
import type { GuardedAction } from '#shared/guarded-actions.ts';
import { mayDo, type Needs, type Subject } from '#shared/permissions.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Accounts } from '../accounts/index.ts';
import { accountsOfKeys, type InvoiceQueries } from '../archive/index.ts';
import type { WaitingFiles } from '../imports/index.ts';
import type { Mailboxes } from '../mailboxes/index.ts';
import type { Watch } from '../watch/index.ts';

interface PermitParts {
  readonly accounts: Pick<Accounts, 'get' | 'known' | 'list'>;
  readonly alerts: Pick<Watch['alerts'], 'find'>;
  readonly invoices: Pick<InvoiceQueries, 'get'>;
  readonly waiting: Pick<WaitingFiles, 'accountsOf'>;
  readonly mailboxes: Pick<Mailboxes, 'list'>;
}

/** Whether what is asked for may be done: fails with `role-forbids`, or as not found what it would concern. */
export type Permit = <Request>(needs: Needs<Request>, request: Request) => Result<null>;

/** The one place where roles are enforced, for the window's calls and for commands. */
export function createPermit({ accounts, alerts, invoices, waiting, mailboxes }: PermitParts): Permit {
  function ofAccount(id: string, closedToo: boolean): Result<Account[]> {
    const account = closedToo ? accounts.known(id) : accounts.get(id);
    return account ? ok([account]) : fail(accountNotFound(id));
  }

  function ofEach(ids: readonly string[], closedToo: boolean): Result<Account[]> {
    const found: Account[] = [];
    for (const id of ids) {
      const account = ofAccount(id, closedToo);
      if (!account.ok) return account;
      found.push(...account.value);
    }
    return ok(found);
  }

  function inAny(action: GuardedAction): Result<null> {
    const [first, ...others] = accounts.list();
    return !first || [first, ...others].some(({ role }) => mayDo(role, action)) ? ok(null) : forbidden(first, action);
  }

  function concerned(subject: Exclude<Subject, 'any-account'>): Result<Account[] | 'any-account'> {
    if ('account' in subject) return ofAccount(subject.account, subject.closedToo ?? false);
    if ('invoices' in subject) return ofEach(accountsOfKeys(subject.invoices), true);
    if ('waiting' in subject) return ofEach(waiting.accountsOf(subject.waiting), false);
    if ('mailbox' in subject) {
      const mailbox = mailboxes.list().find(({ id }) => id === subject.mailbox);
      return mailbox ? ofAccount(mailbox.accountId, false) : fail({ code: 'mailbox-not-found' });
    }
    if ('invoice' in subject) {
      const invoice = invoices.get(subject.invoice);
      return invoice.ok ? ofAccount(invoice.value.accountId, subject.closedToo ?? false) : invoice;
    }
    const alert = alerts.find(subject.alert);
    if (!alert.ok) return alert;
    return alert.value.accountId === null ? ok('any-account') : ofAccount(alert.value.accountId, false);
  }

  return (needs, request) => {
    if (typeof needs === 'string' || needs.of === 'each') return ok(null);
    const { action } = needs;
    const subject = needs.of(request);
    const found = subject === 'any-account' ? ok(subject) : concerned(subject);
    if (!found.ok) return found;
    if (found.value === 'any-account') return inAny(action);
    const refusing = found.value.find(({ role }) => !mayDo(role, action));
    return refusing ? forbidden(refusing, action) : ok(null);
  };
}

const forbidden = ({ role }: Account, action: GuardedAction): Result<never> =>
  fail({ code: 'role-forbids', role, action });
