import type { Firing } from '../alerts.ts';
import { formatMoney } from '../money.ts';
import { lastDayOf, type Period } from '../period.ts';
import { type Day, type Instant, millisOf } from '../time.ts';
import { fill, languageOf, languages, type SharedMessages } from './index.ts';

export interface NotificationText {
  readonly title: string;
  readonly body: string;
}

export interface OutageFacts {
  readonly accountName: string;
  readonly practice: boolean;
  /** Null when the key was refused: no time will mend that. */
  readonly since: Instant | null;
}

/**
 * What a firing says, e.g. `ImageKit: upcoming invoice 512.40 USD exceeds your 500.00 USD alert (period to 30 Nov)`.
 * The plan is named where a customer has several subscriptions. Days are the vendor's, in UTC.
 */
export function firingText(firing: Firing, locale: string, namePlan: boolean): NotificationText {
  const words = languages[languageOf(locale)].notifications;
  const [title, body] = kindOf(firing, words);
  const values = {
    account: firing.accountName,
    amount: formatMoney(firing.amount, locale, 'code'),
    threshold: formatMoney(firing.threshold, locale, 'code'),
    step: firing.step,
    start: shortDay(firing.period.start, locale),
    end: shortDay(endOf(firing.period), locale),
  };
  const text = fill(body, values);
  return marked(firing.practice, words, {
    title: fill(title, values),
    body: namePlan ? fill(words.subscription, { text, plan: firing.plan }) : text,
  });
}

export function outageText({ accountName, practice, since }: OutageFacts, locale: string): NotificationText {
  const words = languages[languageOf(locale)].notifications;
  const body =
    since === null
      ? words.refused
      : fill(words.outage, {
          since: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(millisOf(since)),
        });
  return marked(practice, words, { title: fill(words.outageTitle, { account: accountName }), body });
}

export function testText(locale: string): NotificationText {
  const words = languages[languageOf(locale)].notifications;
  return { title: words.testTitle, body: words.test };
}

type Words = SharedMessages['notifications'];

function kindOf(firing: Firing, words: Words): [title: string, body: string] {
  if (firing.late) return [words.lateTitle, words.late];
  if (firing.step !== 100) return [words.stepTitle, words.step];
  return firing.measure === 'forecast' ? [words.forecastTitle, words.forecast] : [words.exceededTitle, words.exceeded];
}

const marked = (practice: boolean, words: Words, text: NotificationText): NotificationText =>
  practice ? { ...text, title: `${text.title} (${words.practice})` } : text;

const endOf = (period: Period): Instant => `${lastDayOf(period)}T00:00:00.000Z` satisfies `${Day}T${string}`;

const shortDay = (instant: Instant, locale: string): string =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(millisOf(instant));
