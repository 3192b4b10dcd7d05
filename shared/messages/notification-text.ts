import type { DetailsDifference } from '../details-changes.ts';
import {
  type Alert,
  type AlertEvent,
  formatAmount,
  formatThreshold,
  isMoney,
  isMoneyMeasure,
  type MoneyAlertEvent,
} from '../alerts.ts';
import type { Cause } from '../comparison.ts';
import type { Notice, NoticeKind } from '../event-kinds.ts';
import type { Format } from '../format.ts';
import { monthOf, type Period } from '../period.ts';
import type { Reason } from '../reasons.ts';
import { type Instant, instantFromMillis, millisOf } from '../time.ts';
import { oneLine } from '../visible-text.ts';
import { causeText } from './cause-text.ts';
import { errorSentence, fill, languageOf, languages, type SharedMessages } from './index.ts';

export interface NotificationText {
  readonly title: string;
  readonly body: string;
}

export interface DetailsChangedFacts {
  readonly accountName: string;
  readonly practice: boolean;
  readonly differences: readonly DetailsDifference[];
}

/** Alerts that cannot be compared, found together; at least one. */
export interface NotComparedFacts {
  readonly accountName: string;
  readonly practice: boolean;
  readonly told: readonly {
    readonly alert: Alert;
    /** Of what; empty where it is all that the alert watches. */
    readonly plan: string;
    readonly reason: Reason;
  }[];
}

/** Of one kind, found together; at least one. */
export interface NoticesFacts {
  readonly accountName: string;
  readonly practice: boolean;
  readonly kind: NoticeKind;
  readonly told: readonly Pick<Notice, 'facts'>[];
}

export interface OutageFacts {
  readonly accountName: string;
  readonly practice: boolean;
  /** Null when the key was refused: no time will mend that. */
  readonly since: Instant | null;
}

/**
 * What an alert event says, e.g. `ImageKit: upcoming invoice 512.40 USD exceeds your 500.00 USD alert (period to 30 Nov)`.
 * The plan is named where a customer has several subscriptions. Days are those of the books.
 */
export function alertEventText(
  alertEvent: AlertEvent,
  format: Format,
  namePlan: boolean,
  hidden = false,
): NotificationText {
  const { locale } = format;
  const { notifications: words, metrics } = languages[languageOf(locale)];
  const [title, body] = kindOf(alertEvent, words);
  const values = {
    account: alertEvent.scope === 'all' ? words.allAccounts : named(alertEvent.accountName),
    billed: 'billed' in alertEvent && alertEvent.billed ? written(alertEvent.billed, locale, hidden) : null,
    month: monthName(alertEvent.period, format),
    amount: written(alertEvent.amount, locale, hidden),
    threshold: hidden ? hiddenAmount : thresholdText(alertEvent, locale),
    metric: isMoneyMeasure(alertEvent.measure) ? null : metrics[alertEvent.measure],
    percent: format.percent(alertEvent.step / 100),
    start: format.billingDayShort(alertEvent.period.start),
    end: format.lastDayShort(alertEvent.period),
  };
  const text = [fill(body, values), causeWords(alertEvent, format, hidden)].filter((part) => part !== '').join('. ');
  return marked(alertEvent.practice, words, {
    title: fill(title, values),
    body: namePlan ? fill(words.subscription, { text, plan: named(alertEvent.plan) }) : text,
  });
}

/** What made an amount rise, in the words of the format's language. */
export const causeSentence = (cause: Cause, format: Format, hidden = false): string =>
  causeText(cause, {
    say: (word, values) => fill(languages[languageOf(format.locale)].causes[word], values),
    format,
    amount: (amount) => written(amount, format.locale, hidden),
  });

/** What had made the amount rise; empty where nothing is known. */
const causeWords = (alertEvent: AlertEvent, format: Format, hidden: boolean): string =>
  'cause' in alertEvent && alertEvent.cause ? causeSentence(alertEvent.cause, format, hidden) : '';

export function outageText({ accountName, practice, since }: OutageFacts, format: Format): NotificationText {
  const words = languages[languageOf(format.locale)].notifications;
  const body = since === null ? words.refused : fill(words.outage, { since: format.dateTime(since) });
  return marked(practice, words, { title: fill(words.outageTitle, { account: named(accountName) }), body });
}

/** Which alert cannot be compared and why; of several the first, and that there are more. */
export function notComparedText(
  { accountName, practice, told }: NotComparedFacts,
  { locale }: Format,
  hidden = false,
): NotificationText {
  const language = languageOf(locale);
  const words = languages[language].notifications;
  const [first] = told;
  const count = new Set(told.map(({ alert }) => alert.id)).size;
  const everywhere = told.every(({ alert }) => alert.scope === 'all');
  const title = fill(count > 1 ? words.notComparedTitleMany : words.notComparedTitle, {
    account: everywhere ? words.allAccounts : named(accountName),
    count,
  });
  if (!first) return marked(practice, words, { title, body: '' });
  const one = fill(words.notCompared, {
    threshold: hidden ? hiddenAmount : formatThreshold(first.alert.threshold, locale, 'code'),
    reason: languages[language].reasons[first.reason],
  });
  const which = first.plan === '' ? one : fill(words.subscription, { text: one, plan: named(first.plan) });
  return marked(practice, words, { title, body: count > 1 ? fill(words.notComparedMore, { text: which }) : which });
}

/** Which details changed elsewhere. The values stay on the screen: a notification may be read by anyone. */
export function detailsChangedText(facts: DetailsChangedFacts, { locale }: Format): NotificationText {
  const { notifications: words, detailsFields } = languages[languageOf(locale)];
  const fields = [...new Set(facts.differences.map(({ field }) => detailsFields[field]))];
  const list = new Intl.ListFormat(locale, { type: 'conjunction' }).format(fields);
  return marked(facts.practice, words, {
    title: fill(words.detailsChangedTitle, { account: named(facts.accountName) }),
    body: fill(words.detailsChanged, { fields: list }),
  });
}

/** What was noticed beside alerts; of several of a kind the first, and how many there are. */
export function noticesText(
  { accountName, practice, kind, told }: NoticesFacts,
  format: Format,
  hidden = false,
): NotificationText {
  const { locale } = format;
  const { notices, notifications: words } = languages[languageOf(locale)];
  const { title, titleMany, body } = notices[kind];
  const values = { account: named(accountName), count: told.length };
  const list = told.slice(0, mostNamed).map(({ facts: { what, amount, day, error } }) =>
    fill(body, {
      what: what === null ? words.unnamed : named(what),
      amount: amount === null ? words.amountUnknown : written(amount, locale, hidden),
      day: day === null ? words.dayUnknown : format.date(day),
      reason: error ? errorSentence(error, languageOf(locale)) : '',
    }),
  );
  const more = told.length > mostNamed ? [fill(words.noticesMore, { count: told.length - mostNamed })] : [];
  return marked(practice, words, {
    title: fill(told.length > 1 ? titleMany : title, values),
    body: [...list, ...more].join('\n'),
  });
}

/** So many stand in one notification by name. */
const mostNamed = 3;

const hiddenAmount = '•••';

/** An amount outside the window, which may be read by anyone. */
const written = (amount: Parameters<typeof formatAmount>[0], locale: string, hidden: boolean): string =>
  hidden ? hiddenAmount : formatAmount(amount, locale, 'code');

export function testText({ locale }: Format): NotificationText {
  const words = languages[languageOf(locale)].notifications;
  return { title: words.testTitle, body: words.test };
}

type Words = SharedMessages['notifications'];

/** However long a name is: the amount stays in sight. */
const named = (name: string): string => oneLine(name, 80);

/** A threshold alone, or the share of what the plan includes: `80% of the included 100 GB`. */
function thresholdText(alertEvent: AlertEvent, locale: string): string {
  const threshold = formatThreshold(alertEvent.threshold, locale, 'code');
  if (isMoney(alertEvent.threshold) || isMoney(alertEvent.amount) || alertEvent.threshold.unit !== 'percent')
    return threshold;
  const { shareOfIncluded } = languages[languageOf(locale)].notifications;
  const included = 'included' in alertEvent && alertEvent.included !== null ? alertEvent.included : 0;
  return fill(shareOfIncluded, {
    share: threshold,
    included: formatAmount({ quantity: included, unit: alertEvent.amount.unit }, locale),
  });
}

function kindOf(alertEvent: AlertEvent, words: Words): [title: string, body: string] {
  if (!isMoneyMeasure(alertEvent.measure)) {
    if (alertEvent.late) return [words.lateTitle, words.usageLate];
    return alertEvent.step === 100 ? [words.exceededTitle, words.usage] : [words.stepTitle, words.usageStep];
  }
  if (alertEvent.window === 'calendar-month') {
    if (alertEvent.late) return [words.lateTitle, words.monthLate];
    if (alertEvent.step !== 100) return [words.stepTitle, words.monthStep];
    return alertEvent.measure === 'forecast'
      ? [words.forecastTitle, words.monthForecast]
      : [words.exceededTitle, words.monthExceeded];
  }
  if (alertEvent.measure === 'above-usual') {
    if (alertEvent.late) return [words.lateTitle, words.aboveUsualLate];
    return alertEvent.step === 100
      ? [words.aboveUsualTitle, words.aboveUsual]
      : [words.stepTitle, words.aboveUsualStep];
  }
  if (alertEvent.late) return [words.lateTitle, words.late];
  if (alertEvent.step !== 100) return [words.stepTitle, hasBilled(alertEvent) ? words.billedStep : words.step];
  if (alertEvent.measure === 'forecast') return [words.forecastTitle, words.forecast];
  return [words.exceededTitle, hasBilled(alertEvent) ? words.billedExceeded : words.exceeded];
}

/** Something was invoiced before the upcoming invoice. */
const hasBilled = (alertEvent: AlertEvent): alertEvent is MoneyAlertEvent =>
  'billed' in alertEvent && alertEvent.billed !== null && alertEvent.billed.amount !== 0;

/** Of a month in any time zone: by its middle. */
const monthName = ({ start, end }: Period, format: Format): string =>
  format.month(monthOf(instantFromMillis((millisOf(start) + millisOf(end)) / 2)));

const marked = (practice: boolean, words: Words, text: NotificationText): NotificationText =>
  practice ? { ...text, title: `${text.title} (${words.practice})` } : text;
