import { expect, it } from 'vitest';
import { discordBody, slackBody, teamsBody } from '../../../electron/channels/chat-bodies.ts';

it('lets no name link, list, mention or shape anything', () => {
  const body = '- https://evil.example @everyone\n1. <#general> :smile:';
  expect(discordBody({ title: 'Acme', body }).content).toBe(
    '**Acme**\n\\- https\\://evil.example \\@everyone\n1\\. \\<\\#general\\> \\:smile\\:',
  );
  expect(slackBody({ title: 'Acme', body })).toMatchObject({ parse: 'none', unfurl_links: false, mrkdwn: false });
});

it('cuts a long message between characters, escapes and entities', () => {
  for (const filler of [1888, 1889, 1890, 1891, 1892, 1893, 1894, 1895]) {
    const body = `${'a'.repeat(filler)}${'😀*&'.repeat(50)}`;
    const texts = [
      slackBody({ title: '', body }).text,
      discordBody({ title: '', body }).content,
      teamsBody({ title: body, body: '' }).attachments[0]?.content.fallbackText,
    ];
    for (const text of texts) {
      expect(text).not.toMatch(/\p{Cs}/u);
      expect(text?.isWellFormed()).toBe(true);
      expect(text).not.toContain('\ufffd');
      expect(text).not.toMatch(/\\…$/);
    }
    expect(texts[0]).not.toMatch(/&\w*…$/);
  }
});
