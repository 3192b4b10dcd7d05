import { ok } from '#shared/result.ts';
import type { Handlers } from '../answer.ts';
import type { HandlerParts } from '../parts.ts';

export const mailboxHandlers = ({ program: { mailboxes } }: HandlerParts) =>
  ({
    'mailboxes.list': () => ok(mailboxes.list()),
    'mailboxes.add': ({ mailbox, password }) => mailboxes.add(mailbox, password),
    'mailboxes.signIns': () => ok(mailboxes.choices.signIns()),
    'mailboxes.cancelSignIn'() {
      mailboxes.choices.cancelSignIn();
      return ok(null);
    },
    'mailboxes.change': ({ id, choices }) => mailboxes.choices.change(id, choices),
    'mailboxes.allowLinks': ({ id, ...links }) => mailboxes.choices.allowLinks(id, links),
    'mailboxes.log': ({ id }) => mailboxes.log(id),
    'mailboxes.setPassword': ({ id, password }) => mailboxes.setPassword(id, password),
    'mailboxes.read': ({ id }) => mailboxes.read(id, new AbortController().signal),
    'mailboxes.remove'({ id }) {
      const removed = mailboxes.remove(id);
      return removed.ok ? ok(null) : removed;
    },
  }) satisfies Partial<Handlers>;
