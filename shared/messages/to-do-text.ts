import type { Amount } from '../alerts.ts';
import type { Format } from '../format.ts';
import { unknown } from '../invoice-money.ts';
import type { ToDoItem, ToDoKind } from '../to-do.ts';
import { oneLine } from '../visible-text.ts';
import type { SharedMessages } from './index.ts';

/** How an item is said: in which words, and how amounts are written, which may be hidden. */
interface ToDoSpeech {
  say(
    word:
      | `toDo.${'unknownAmount' | 'never' | 'noKey'}`
      | `toDo.text.${ToDoKind}`
      | `toDo.many.${CountedKind}`
      | `reasons.${ReasonKey}`,
    values: Readonly<Record<string, string>>,
  ): string;
  readonly format: Format;
  readonly amount: (amount: Amount) => string;
}
type ReasonKey = keyof SharedMessages['reasons'];
type CountedKind = keyof SharedMessages['toDo']['many'];

const counted: readonly string[] = [
  'payment-failed',
  'import-waiting',
  'finding',
  'export-failed',
] satisfies CountedKind[];
const isCounted = (kind: ToDoKind): kind is CountedKind => counted.includes(kind);

/** What there is to do, as one sentence without its account, which stands beside it. */
export function toDoText(item: ToDoItem, { say, format, amount: write }: ToDoSpeech): string {
  const { kind, amount, limit, day, since, count, reason, subject } = item;
  const values = {
    subject: oneLine(subject, 80),
    amount: amount === null || amount === unknown ? say('toDo.unknownAmount', {}) : write(amount),
    limit: limit === null ? '' : write(limit),
    day: day === null ? '' : format.date(day),
    since: since === null ? say('toDo.never', {}) : format.dateTime(since),
    shown: format.number(count),
    reason: reason === null ? (kind === 'not-watched' ? say('toDo.noKey', {}) : '') : say(`reasons.${reason}`, {}),
  };
  return say(count !== 1 && isCounted(kind) ? `toDo.many.${kind}` : `toDo.text.${kind}`, values).trim();
}
