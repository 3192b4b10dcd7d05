import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { de } from '../../../renderer/i18n/de.ts';
import { en } from '../../../renderer/i18n/en.ts';

/** Turns that nobody says aloud, and what to say instead. */
const turns: readonly (readonly [RegExp, string])[] = [
  [/(?<!\bthere )\b(?:is|are) no (?!longer\b)/i, 'isn’t a …'],
  [/\banew\b/i, 'again, new'],
  [/\b(?:told|tells?)\b/i, 'notified, reported, shows'],
  [/\bgo(?:es)? on\b/i, 'continues'],
  [/\bhands? out\b/i, 'provides'],
  [/\bbears?\b/i, 'has, shows'],
  [/\b(?:comes? about|came to be)\b/i, 'is calculated'],
  [/\black(?:s|ing)?\b/i, 'doesn’t have, is missing'],
  [/\bholds?\b/i, 'contains, includes'],
  [/\bmeanwhile\b/i, 'in the meantime, since'],
  [/\bby itself\b/i, 'automatically'],
  [/\bof its own\b|\bof their own\b/i, 'its own …'],
  [/\b(?:taken|take|took) (?:along|back in)\b/i, 'include, recover, add'],
  [/\bmended?\b/i, 'fix'],
  [/\b(?:period|version) before\b/i, 'previous …'],
  [/\bsynchroni[sz]/i, 'sync'],
  [/(?<!\{)\bid\b/, 'ID'],
];

/** British spellings; the texts are American. */
const spellings =
  /\b(?:colour|favour|behaviour|labell|cancell(?:ed|ing)|centre|licence|catalogue|cheque|grey|whilst|organis|recognis|summaris|analys(?:e|ing)\b|totall(?:ed|ing)|any more)/i;

/** What is right although it looks wrong: the key or file of a text, and the words. */
const allowed: readonly (readonly [string, string])[] = [];

const problemsOf = (text: string): string[] => [
  ...turns.flatMap(([turn, instead]) => {
    const found = turn.exec(text);
    return found ? [`“${found[0].trim()}”: say ${instead}`] : [];
  }),
  ...(spellings.exec(text) ?? []).map((found) => `“${found}”: American spelling`),
];

const findingsOf = (texts: readonly (readonly [string, string])[]): string[] =>
  texts.flatMap(([key, text]) =>
    problemsOf(allowed.reduce((rest, [where, words]) => (key === where ? rest.replace(words, '') : rest), text)).map(
      (problem) => `${key}: ${text} – ${problem}`,
    ),
  );

function flat(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flat(value as object, `${path}${key}.`),
  );
}

/** What a source file says in more than one word. */
function textsIn(file: string): [string, string][] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const texts: [string, string][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.push([file, node.text]);
    if (ts.isTemplateExpression(node))
      texts.push([file, [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…')]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts.filter(([, text]) => /\w \w/.test(text));
}

const commands = 'electron/commands';

/** The panels of Settings, as their titles say them. Of the system's own settings only the area `desktop` speaks. */
const panelsOf = ({ settings, ...areas }: Pick<typeof en, 'settings' | Titled>): string[] => [
  ...[settings.accounts, settings.watching, settings.notifications, settings.look, settings.exports, settings.archive],
  ...[settings.about, areas.mailboxes.settings.title],
  ...[areas.network, areas.updates, areas.backup, areas.channels, areas.team, areas.diagnostics].map(
    ({ title }) => title,
  ),
];
type Titled = 'mailboxes' | 'network' | 'updates' | 'backup' | 'channels' | 'team' | 'diagnostics';

it.each([
  ['English', en, 'Settings → '],
  ['German', de, 'Einstellungen → '],
] as const)('sends people in %s only to panels that Settings has', (_, words, way) => {
  const panels = panelsOf(words);
  const ways = flat({ ...words, desktop: {} }).flatMap(([key, text]) =>
    text
      .split(way)
      .slice(1)
      .map((rest) => ({ key, rest })),
  );
  expect(ways.length).toBeGreaterThan(20);
  expect(ways.filter(({ rest }) => !panels.some((panel) => rest.startsWith(panel)))).toEqual([]);
});

describe('English', () => {
  it('of the window and the messages is plain and American', () => {
    const texts = flat(en);
    expect(texts.length).toBeGreaterThan(1_000);
    expect(findingsOf(texts)).toEqual([]);
  });

  it('of commands and findings is plain and American', () => {
    const others = ['electron/practice/help.ts', 'shared/messages/finding-text.ts'];
    const files = [...readdirSync(commands).map((name) => join(commands, name)), ...others];
    const texts = files.flatMap(textsIn);
    expect(texts.length).toBeGreaterThan(100);
    expect(findingsOf(texts)).toEqual([]);
  });

  it.each([
    ['This is no email address.', 'isn’t a'],
    ['Billfold goes on with it.', 'continues'],
    ['The key lacks this.', 'doesn’t have'],
    ['Customer id', 'ID'],
    ['Subscription cancelled', 'American'],
    ['Cost centre', 'American'],
  ])('would not pass as %j', (text, hint) => {
    expect(problemsOf(text).join()).toContain(hint);
  });

  it.each(['There is no invoice for it.', 'It is no longer there.', 'Cancellation undone.', 'dunst held it back'])(
    'passes as %j',
    (text) => {
      expect(problemsOf(text)).toEqual([]);
    },
  );
});
