import type { Letter } from './letter.ts';

type Words = Pick<Letter, 'title' | 'body'>;

/** Discord takes no longer message, Slack and Teams hardly a longer one. */
const longest = 1900;
/** What a cut would leave half of: a character, an escape, an entity. */
const half = /(?:[\ud800-\udbff]|\\+|&\w*)$/;
const cut = (text: string): string =>
  (text.length <= longest ? text : `${text.slice(0, longest).replace(half, '')}…`).toWellFormed();

/** Names come from vendors: none of them may name a person, link or shape anything. */
const slackText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
// A colon makes addresses and emoji, a dash or a number with a dot at the beginning of a line makes lists.
const discordText = (text: string): string =>
  text.replace(/[\\*_~`|<>#[\]():@-]/g, '\\$&').replace(/^(\s*\d+)\./gm, '$1\\.');

export const slackBody = ({ title, body }: Words) => ({
  text: cut(`${slackText(title)}\n${slackText(body)}`),
  // An address within a name stays text.
  parse: 'none',
  unfurl_links: false,
  mrkdwn: false,
});

export const discordBody = ({ title, body }: Words) => ({
  content: cut(`**${discordText(title)}**\n${discordText(body)}`),
  allowed_mentions: { parse: [] },
});

/** An Adaptive Card, as the webhook of a Teams workflow takes it. Runs of text know no markup. */
export const teamsBody = ({ title, body }: Words) => {
  const block = (text: string, weight: 'Bolder' | 'Default') => ({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: cut(text), weight }],
  });
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          fallbackText: cut(title),
          body: [block(title, 'Bolder'), ...body.split('\n').map((line) => block(line, 'Default'))],
        },
      },
    ],
  };
};
