import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Names that docs/glossary.md replaced. */
const replaced = new RegExp(
  [
    'look[A-Z]\\w*(?:Account|Around|Once)|\\bLooker|\\bhappenings\\b|\\bHappening\\b|happeningSchema|[Ff]iring|firedIds|[cC]reatePresence|isLooking',
    'createAnnouncements|[Uu]nfollowed|\\bFollow\\b(?! the)|askAhead|takeAnswer|keepAnswers|withoutWaiting|without-waiting|KeptDocument',
    'concernsAll|mayPass|\\b[Pp]atience|\\bpatient\\b|tellOf|toldBy|Surroundings|: Ask\\b|readRest|WantedDocument',
    'notifications_anew|\\banew\\b|\\bStartHelper|useDataFolder|\\btodo\\?? ?:|\\bFilterScene|isRush|rushing|PlanComplaints|\\bcomplain\\b',
    'spokenDecimalsOf|isTroubled|rehears|lookAround|tellForeignChanges',
  ].join('|'),
);

/** Released migrations and kept data folders say what they said; the lint of the texts names a word to forbid it. */
const exceptions =
  /database\/migrations|data-folders|chromium-host|glossary\.test|messages\/words\.test|(?:periods|text-ids)-migration|settings\/versions|settings\.test/;

it('no name is used that the glossary replaced', () => {
  const found = ['build', 'docs', 'electron', 'renderer', 'shared', 'tests'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name).replaceAll('\\', '/'))
      .filter((file) => /\.(?:ts|vue|mjs|md)$/.test(file) && !exceptions.test(file))
      .flatMap((file) =>
        readFileSync(file, 'utf8')
          .split('\n')
          .flatMap((line, at) => (replaced.test(`${file} ${line}`) ? [`${file}:${at + 1}: ${line.trim()}`] : [])),
      ),
  );
  expect(found).toEqual([]);
});
