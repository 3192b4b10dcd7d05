import { fill } from '#shared/messages/index.ts';
import { oneLine } from '#shared/visible-text.ts';
import { words } from '../parts.ts';
import type { Program } from '../../bootstrap.ts';
import type { Dialogs } from '../../platform/ports.ts';

/** What main asks about by itself: the page could not be trusted with it, were somebody else to steer it, or is gone. */
type Matter =
  | 'sendKey'
  | 'removeAccount'
  | 'removePractice'
  | 'notificationsOff'
  | 'putBack'
  | 'pageLost'
  | 'changeProxy'
  | 'trustAuthority'
  | 'addChannel'
  | 'tellLess';

const wordsOf = {
  sendKey: ['sendKey', 'sendKeyDetail', 'sendKeyYes'],
  removeAccount: ['removeAccount', 'removeAccountDetail', 'removeAccountYes'],
  removePractice: ['removePractice', 'removePracticeDetail', 'removePracticeYes'],
  putBack: ['putBack', 'putBackDetail', 'putBackYes'],
  pageLost: ['pageLost', 'pageLostDetail', 'pageLostYes'],
  changeProxy: ['changeProxy', 'changeProxyDetail', 'changeProxyYes'],
  trustAuthority: ['trustAuthority', 'trustAuthorityDetail', 'trustAuthorityYes'],
  addChannel: ['addChannel', 'addChannelDetail', 'addChannelYes'],
  tellLess: ['tellLess', 'tellLessDetail', 'tellLessYes'],
  notificationsOff: ['notificationsOff', 'notificationsOffDetail', 'notificationsOffYes'],
} as const;

/** Asks a person, in a dialog of the operating system's; the facts cannot change its words. */
export function confirmed(
  program: Pick<Program, 'locale'>,
  dialogs: Pick<Dialogs, 'confirm'>,
  matter: Matter,
  facts: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const { dialogs: text } = words(program);
  const [message, detail, yes] = wordsOf[matter];
  const plain = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, oneLine(fact, 100)]));
  return dialogs.confirm({
    message: fill(text[message], plain),
    detail: fill(text[detail], plain),
    yes: text[yes],
    no: text.no,
  });
}
